import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { PortolanError } from '../../src/errors.ts';
import { createInstallations, type Installation } from '../../src/store/installations.ts';
import { onBothEngines } from './engines.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const otherKey = createSecretKey(Buffer.alloc(32, 8));

/** A grant as Slack's OAuth gives it, with tokens that are easy to look for. */
const grant = {
  team: { id: 'T1', name: 'Contoso' },
  bot: { token: 'xoxb-plain-token-of-contoso', scopes: ['commands', 'chat:write'], userId: 'UBOT' },
  isEnterpriseInstall: false,
};

onBothEngines('installations', (bench) => {
  function installationsAt(now: number, under = key) {
    return createInstallations(bench().database.db, () => now, under);
  }

  const contoso = (team: string): Installation => ({
    owner: { kind: 'team', team, enterprise: null },
    installedBy: 'U1',
    grant,
  });

  it('gives back the grant of a workspace', async () => {
    await installationsAt(1_000).save(contoso('T1'));
    assert.deepEqual(await installationsAt(2_000).find('T1'), {
      ...contoso('T1'),
      installedAt: 1_000,
      updatedAt: 1_000,
    });
  });

  it('gives back the grant of an organisation, and of a workspace within it', async () => {
    const organisation: Installation = { owner: { kind: 'enterprise', enterprise: 'E1' }, installedBy: 'W1', grant };
    const workspace: Installation = { owner: { kind: 'team', team: 'T2', enterprise: 'E1' }, installedBy: 'U2', grant };
    await installationsAt(1_000).save(organisation);
    await installationsAt(1_000).save(workspace);
    assert.deepEqual((await installationsAt(1_000).find('E1'))?.owner, organisation.owner);
    assert.deepEqual((await installationsAt(1_000).find('T2'))?.owner, workspace.owner);
  });

  it('keeps the last grant of an owner and the time of the first', async () => {
    await installationsAt(1_000).save(contoso('T3'));
    await installationsAt(5_000).save({ ...contoso('T3'), installedBy: 'U9', grant: { bot: { token: 'xoxb-newer' } } });
    assert.deepEqual(await installationsAt(9_000).find('T3'), {
      owner: { kind: 'team', team: 'T3', enterprise: null },
      installedBy: 'U9',
      grant: { bot: { token: 'xoxb-newer' } },
      installedAt: 1_000,
      updatedAt: 5_000,
    });
  });

  it('finds nothing for an owner that never installed, or whose grant was removed', async () => {
    const installations = installationsAt(1_000);
    assert.equal(await installations.find('T404'), undefined);
    await installations.save(contoso('T4'));
    assert.equal(await installations.remove('T4'), true);
    assert.equal(await installations.find('T4'), undefined);
    assert.equal(await installations.remove('T4'), false);
  });

  it('says config-invalid under another key, and tells neither key nor token', async () => {
    await installationsAt(1_000).save(contoso('T5'));
    await assert.rejects(installationsAt(1_000, otherKey).find('T5'), (error) => {
      assert.ok(error instanceof PortolanError);
      assert.equal(error.code, 'config-invalid');
      assert.match(error.message, /T5/);
      for (const secret of ['xoxb-', key.export().toString('base64'), otherKey.export().toString('hex')])
        assert.ok(!error.message.includes(secret));
      return true;
    });
  });

  it('fails on a grant that was changed, and on one that was moved from another owner', async () => {
    const { db } = bench().database;
    await installationsAt(1_000).save(contoso('T6'));
    await installationsAt(1_000).save(contoso('T7'));
    const other = await db
      .selectFrom('installation')
      .select('sealed_grant')
      .where('id', '=', 'T6')
      .executeTakeFirstOrThrow();
    await db.updateTable('installation').set(other).where('id', '=', 'T7').execute();
    await db
      .updateTable('installation')
      .set({ sealed_grant: sql`sealed_grant || 'A'` })
      .where('id', '=', 'T6')
      .execute();
    for (const id of ['T6', 'T7'])
      await assert.rejects(
        installationsAt(1_000).find(id),
        (error) => error instanceof PortolanError && error.code === 'internal' && error.message.includes(id),
      );
  });

  it('writes no token in the clear', async () => {
    const { db } = bench().database;
    await installationsAt(1_000).save(contoso('T8'));
    const rows = JSON.stringify(await db.selectFrom('installation').selectAll().execute());
    assert.ok(rows.includes('"T8"'));
    assert.ok(!rows.includes('xoxb-'));
    const { location } = bench();
    if (location.kind === 'sqlite') {
      const folder = dirname(location.file);
      const raw = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
      assert.ok(raw.includes('installation'), 'the raw files are those of the store');
      assert.ok(!raw.includes('xoxb-'));
    }
  });
});
