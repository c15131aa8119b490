import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { sql } from 'kysely';
import { PortolanError } from '../../src/errors.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createHubKeys } from '../../src/store/hub-keys.ts';
import { privatePem, sign, verify } from '../../src/wire/keys.ts';
import { onBothEngines } from './engines.ts';

const secret = createSecretKey(Buffer.alloc(32, 7));
const otherSecret = createSecretKey(Buffer.alloc(32, 8));

onBothEngines('the key of the hub', (bench) => {
  const keys = (under = secret) => createHubKeys(bench().database.db, () => 1_000, under);

  beforeEach(async () => {
    await bench().database.db.deleteFrom('hub_key').execute();
  });

  it('is made once and found again, and signs', async () => {
    const made = await keys().obtain();
    const found = await keys().obtain();
    assert.equal(found.publicKey, made.publicKey);
    assert.ok(verify('job', 'text', sign('job', 'text', found), made.publicKey));
  });

  it('is the same for all of 20 replicas that start at once', async () => {
    const { location } = bench();
    const databases = await Promise.all(Array.from({ length: 4 }, () => openDatabase(location)));
    try {
      const obtained = await Promise.all(
        Array.from({ length: 20 }, (_, nth) => {
          const database = databases[nth % databases.length];
          assert.ok(database !== undefined);
          return createHubKeys(database.db, () => 1_000, secret).obtain();
        }),
      );
      assert.equal(new Set(obtained.map(({ publicKey }) => publicKey)).size, 1);
    } finally {
      await Promise.all(databases.map((database) => database.close()));
    }
  });

  it('does not stand in the database in the clear', async () => {
    const made = await keys().obtain();
    const rows = JSON.stringify(await bench().database.db.selectFrom('hub_key').selectAll().execute());
    const [, body = ''] = privatePem(made).split('\n');
    assert.ok(rows.includes(made.publicKey));
    assert.ok(body.length > 40 && !rows.includes(body));
  });

  it('says config-invalid under another secret key', async () => {
    await keys().obtain();
    await assert.rejects(keys(otherSecret).obtain(), (error) => {
      assert.ok(error instanceof PortolanError);
      return error.code === 'config-invalid' && /pinned/.test(error.nextStep);
    });
  });

  it('is refused when it, or its public part, was changed', async () => {
    const { db } = bench().database;
    await keys().obtain();
    await db.updateTable('hub_key').set({ public_key: 'MCowBQYDK2VwAyEA' }).execute();
    await assert.rejects(keys().obtain(), (error) => error instanceof PortolanError && error.code === 'internal');
    await db.updateTable('hub_key').set({ sealed_private_key: sql`sealed_private_key || 'A'` }).execute();
    await assert.rejects(keys().obtain(), (error) => error instanceof PortolanError && error.code === 'internal');
  });
});
