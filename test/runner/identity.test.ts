import assert from 'node:assert/strict';
import { chmod, chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PortolanError } from '../../src/errors.ts';
import { folderAt, makePrivateFolder, readWhole, refuseStrangers, writeWhole } from '../../src/runner/folder.ts';
import {
  type Credentials,
  type Identity,
  readCredentials,
  readIdentity,
  writeCredentials,
} from '../../src/runner/identity.ts';
import { createKeyPair, fingerprintOf } from '../../src/wire/keys.ts';
import { temporaryFolder } from './temporary-folder.ts';

function credentials(): Credentials {
  const key = createKeyPair();
  const hub = createKeyPair();
  const identity: Identity = {
    version: 1,
    runner: 'runner-1',
    name: 'adfs01',
    roles: ['adfs'],
    hub: 'https://bot.contoso.com/',
    hubKey: hub.publicKey,
    hubFingerprint: fingerprintOf(hub.publicKey),
    publicKey: key.publicKey,
    enrolledAt: '2026-11-20T10:00:00.000Z',
  };
  return { identity, key };
}

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

describe('the identity of a runner', () => {
  it('is kept where only its account can read it, and comes back as it was', async () => {
    await using temporary = await temporaryFolder();
    const folder = folderAt(join(temporary.path, 'deep', 'state'));
    await makePrivateFolder(folder.path);
    const written = credentials();
    await writeCredentials(folder, written);
    assert.equal(await modeOf(folder.path), '700');
    assert.equal(await modeOf(folder.key), '600');
    assert.equal(await modeOf(folder.identity), '600');
    const read = await readCredentials(folder);
    assert.deepEqual(read.identity, written.identity);
    assert.equal(read.key.publicKey, written.key.publicKey);
    assert.match(await readFile(folder.key, 'utf8'), /^-----BEGIN PRIVATE KEY-----\n/);
    assert.deepEqual((await readdir(folder.path)).sort(), ['identity.json', 'key.pem']);
  });

  for (const mode of [0o640, 0o604, 0o660, 0o644, 0o610])
    it(`is not used where others may look at the key: ${mode.toString(8)}`, async () => {
      await using temporary = await temporaryFolder();
      const folder = folderAt(temporary.path);
      await writeCredentials(folder, credentials());
      await chmod(folder.key, mode);
      await assert.rejects(readCredentials(folder), (error) => {
        assert.ok(error instanceof PortolanError);
        assert.match(
          error.title,
          new RegExp(`key\\.pem can be read by other accounts \\(mode 0${mode.toString(8)}\\)`),
        );
        assert.match(error.nextStep, /chmod 600 .*key\.pem/);
        assert.doesNotMatch(error.message, /PRIVATE KEY/);
        return true;
      });
    });

  it('is not used where others may change the folder, or the identity', async () => {
    await using temporary = await temporaryFolder();
    const folder = folderAt(temporary.path);
    await writeCredentials(folder, credentials());
    await chmod(folder.identity, 0o620);
    await assert.rejects(readCredentials(folder), /identity\.json can be written by other accounts/);
    await chmod(folder.identity, 0o600);
    await chmod(folder.path, 0o770);
    await assert.rejects(readCredentials(folder), /can be written by other accounts \(mode 0770\)/);
    await chmod(folder.path, 0o750);
    await readCredentials(folder);
  });

  it('is not used with the key of another enrolment, or with what is no key', async () => {
    await using temporary = await temporaryFolder();
    const folder = folderAt(temporary.path);
    const written = credentials();
    await writeCredentials(folder, written);
    const { publicKey: _, ...rest } = written.identity;
    await writeFile(folder.identity, JSON.stringify({ ...rest, publicKey: createKeyPair().publicKey }));
    await assert.rejects(readCredentials(folder), /is not the key of this enrolment/);
    await writeCredentials(folder, written);
    await writeFile(folder.key, 'no key at all');
    await assert.rejects(readCredentials(folder), /is not the key of this enrolment/);
    await rm(folder.key);
    await assert.rejects(readCredentials(folder), /key\.pem is missing/);
  });

  it('is damaged where the pinned key is not the one of its fingerprint', async () => {
    await using temporary = await temporaryFolder();
    const folder = folderAt(temporary.path);
    const { identity } = credentials();
    await writeFile(folder.identity, JSON.stringify({ ...identity, hubKey: createKeyPair().publicKey }));
    await assert.rejects(readIdentity(folder), /is damaged.*hubFingerprint is not that of hubKey/s);
  });

  it('is damaged where a field is missing, strange or too much, and says which', async () => {
    await using temporary = await temporaryFolder();
    const folder = folderAt(temporary.path);
    const { identity } = credentials();
    const { runner: _, ...without } = identity;
    await writeFile(folder.identity, JSON.stringify(without));
    await assert.rejects(readIdentity(folder), /runner: is missing/);
    await writeFile(folder.identity, JSON.stringify({ ...identity, shell: '/bin/sh' }));
    await assert.rejects(readIdentity(folder), /shell: there is no such key/);
    await writeFile(folder.identity, '{');
    await assert.rejects(readIdentity(folder), /it is no JSON/);
  });

  it('is nothing where nothing was enrolled, and says how to enrol', async () => {
    await using temporary = await temporaryFolder();
    const folder = folderAt(temporary.path);
    assert.equal(await readIdentity(folder), null);
    await assert.rejects(readCredentials(folder), /No runner is enrolled in .*runners enroll NAME --role ROLE/s);
  });
});

describe('files of a runner', () => {
  it('are written whole or not at all', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'policy.json');
    await Promise.all(Array.from({ length: 20 }, (_, nth) => writeWhole(path, String(nth).repeat(10_000))));
    const text = await readFile(path, 'utf8');
    assert.match(text, /^(\d+?)\1*$/);
    assert.equal(await modeOf(path), '600');
    assert.deepEqual(await readdir(temporary.path), ['policy.json']);
  });

  it('stay with the account that has them, or that has the folder, where root writes them', async () => {
    await using temporary = await temporaryFolder();
    // Only root can give a file to another account; anybody else has its own to see.
    const [user, group] =
      process.geteuid?.() === 0 ? [65_534, 65_534] : [process.geteuid?.() ?? 0, process.getegid?.() ?? 0];
    await chown(temporary.path, user, group);
    const path = join(temporary.path, 'policy.json');
    await writeWhole(path, 'made');
    await writeWhole(path, 'made again');
    const { uid, gid, mode } = await stat(path);
    assert.deepEqual([uid, gid, mode & 0o777], [user, group, 0o600]);
    // Root looks after it; the account of the runner may use it.
    await refuseStrangers(path, 0o022, 'be written', 'chmod');
  });

  it('leave nothing behind where they cannot be written', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'policy.json');
    await mkdir(path);
    await assert.rejects(writeWhole(path, 'text'));
    assert.deepEqual(await readdir(temporary.path), ['policy.json']);
  });

  it('are not read where they are far too long', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'policy.json');
    await writeFile(path, ' '.repeat(1_000_001));
    await assert.rejects(readWhole(path), /has 1000001 bytes/);
    assert.equal(await readWhole(join(temporary.path, 'absent')), null);
  });

  it('stand in no folder that others may write', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'state');
    await mkdir(path);
    await chmod(path, 0o777);
    await assert.rejects(makePrivateFolder(path), /can be written by other accounts.*chmod 700/s);
  });
});
