import assert from 'node:assert/strict';
import { appendFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMemoryNonces, type Nonces, openNonces } from '../../src/runner/nonces.ts';
import { freshNonce } from './scripted-hub.ts';
import { temporaryFolder } from './temporary-folder.ts';

const hourMs = 3_600_000;
const now = Date.UTC(2026, 10, 20);

/** Both kinds of memory, each tried with the same cases. */
const kinds: readonly (readonly [string, (path: string, clock: () => number, most?: number) => Promise<Nonces>])[] = [
  ['in memory', async (_, clock, most) => createMemoryNonces({ now: clock, ...(most === undefined ? {} : { most }) })],
  ['on disk', (path, clock, most) => openNonces(path, { now: clock, ...(most === undefined ? {} : { most }) })],
];

for (const [name, open] of kinds)
  describe(`nonces ${name}`, () => {
    it('are first once, and again ever after', async () => {
      await using temporary = await temporaryFolder();
      const nonces = await open(join(temporary.path, 'nonces.log'), () => now);
      const [one, other] = [freshNonce(), freshNonce()];
      assert.equal(await nonces.claim(one, now), 'first');
      assert.equal(await nonces.claim(one, now), 'again');
      assert.equal(await nonces.claim(one, now + hourMs), 'again');
      assert.equal(await nonces.claim(other, now), 'first');
      await nonces.close();
    });

    it('are first once also where a hundred claims come together', async () => {
      await using temporary = await temporaryFolder();
      const nonces = await open(join(temporary.path, 'nonces.log'), () => now);
      const nonce = freshNonce();
      const claims = await Promise.all(
        Array.from({ length: 100 }, (_, nth) => nonces.claim(nth % 2 === 0 ? nonce : freshNonce(), now)),
      );
      assert.equal(claims.filter((claim) => claim === 'first').length, 51);
      await nonces.close();
    });

    it('are bounded: beyond that nothing is taken until some are past believing', async () => {
      await using temporary = await temporaryFolder();
      let clock = now;
      const nonces = await open(join(temporary.path, 'nonces.log'), () => clock, 3);
      const kept = [freshNonce(), freshNonce(), freshNonce()];
      for (const nonce of kept) assert.equal(await nonces.claim(nonce, now + 1_000), 'first');
      assert.equal(await nonces.claim(freshNonce(), now), 'full');
      // Their jobs expired, but a job is believed for another minute, and clocks are set back.
      clock = now + 61_000;
      assert.equal(await nonces.claim(freshNonce(), now), 'full');
      for (const nonce of kept) assert.equal(await nonces.claim(nonce, now), 'again');
      clock = now + 1_000 + 60_000 + hourMs;
      assert.equal(await nonces.claim(freshNonce(), clock), 'first');
      await nonces.close();
    });
  });

describe('the file of nonces', () => {
  it('is for its account alone, and holds what was claimed before the claim is answered', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'nonces.log');
    const nonces = await openNonces(path, { now: () => now });
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    const nonce = freshNonce();
    await nonces.claim(nonce, now);
    assert.match(await readFile(path, 'utf8'), new RegExp(`^\\d+ ${nonce}\\n$`));
    await nonces.close();
  });

  it('is read again after a restart', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'nonces.log');
    const kept = Array.from({ length: 50 }, freshNonce);
    const before = await openNonces(path, { now: () => now });
    await Promise.all(kept.map((nonce) => before.claim(nonce, now + 60_000)));
    await before.close();
    const after = await openNonces(path, { now: () => now });
    for (const nonce of kept) assert.equal(await after.claim(nonce, now), 'again');
    assert.equal(await after.claim(freshNonce(), now), 'first');
    await after.close();
  });

  it('loses what is past believing when it is read again', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'nonces.log');
    const before = await openNonces(path, { now: () => now });
    await before.claim(freshNonce(), now);
    const kept = freshNonce();
    await before.claim(kept, now + 3 * hourMs);
    await before.close();
    const after = await openNonces(path, { now: () => now + 2 * hourMs });
    assert.match(await readFile(path, 'utf8'), new RegExp(`^\\d+ ${kept}\\n$`));
    await after.close();
  });

  it('does not grow without end', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'nonces.log');
    let clock = now;
    const nonces = await openNonces(path, { now: () => clock });
    for (let nth = 0; nth < 30; nth++) {
      clock += 2 * hourMs;
      await Promise.all(Array.from({ length: 200 }, () => nonces.claim(freshNonce(), clock)));
    }
    // 6,000 were claimed; 200 count still, and a thousand lines are not worth writing anew.
    const lines = (await readFile(path, 'utf8')).split('\n').length;
    assert.ok(lines < 2_000, `${lines} lines`);
    await nonces.close();
  });

  it('may end in half a line, or in rubbish: a crash leaves that, and what was being claimed was not executed', async () => {
    for (const rubbish of ['17637', '1763700000000 abc', '\0\0\0\0', '\0\0\0\n\0\0\n']) {
      await using temporary = await temporaryFolder();
      const path = join(temporary.path, 'nonces.log');
      const nonce = freshNonce();
      const before = await openNonces(path, { now: () => now });
      await before.claim(nonce, now);
      await before.close();
      await appendFile(path, rubbish);
      const after = await openNonces(path, { now: () => now });
      assert.equal(await after.claim(nonce, now), 'again');
      const next = freshNonce();
      assert.equal(await after.claim(next, now), 'first');
      await after.close();
      const last = await openNonces(path, { now: () => now });
      assert.equal(await last.claim(next, now), 'again');
      await last.close();
    }
  });

  it('is not used where a line in the middle is damaged: what it held could run twice', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'nonces.log');
    await writeFile(path, `${now} ${freshNonce()}\n${now} #\n${now} ${freshNonce()}\n`);
    await assert.rejects(openNonces(path, { now: () => now }), /nonces\.log is damaged.*enroll --replace/s);
  });

  it('answers no claim that the disk did not take, and is whole again once it takes some', async () => {
    await using temporary = await temporaryFolder();
    const folder = join(temporary.path, 'state');
    await mkdir(folder);
    const path = join(folder, 'nonces.log');
    let clock = now;
    const nonces = await openNonces(path, { now: () => clock });
    const kept = freshNonce();
    await nonces.claim(kept, now + 48 * hourMs);
    // More than a thousand lines of history make the next claim write a new file, which now has no folder.
    await Promise.all(Array.from({ length: 1_100 }, () => nonces.claim(freshNonce(), now)));
    clock = now + 24 * hourMs;
    await rename(folder, `${folder}-away`);
    const lost = freshNonce();
    await assert.rejects(nonces.claim(lost, clock), /ENOENT/);
    // It is remembered all the same: whether it reached the disk is not known.
    assert.equal(await nonces.claim(lost, clock), 'again');
    await rename(`${folder}-away`, folder);
    const next = freshNonce();
    assert.equal(await nonces.claim(next, clock), 'first');
    await nonces.close();
    const after = await openNonces(path, { now: () => clock });
    assert.equal(await after.claim(kept, clock), 'again');
    assert.equal(await after.claim(next, clock), 'again');
    await after.close();
  });
});
