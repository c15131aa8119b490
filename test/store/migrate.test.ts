import assert from 'node:assert/strict';
import { PortolanError } from '../../src/errors.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/migrations.ts';
import { emptyPlace, onBothEngines } from './engines.ts';
import { processAllowanceMs, startWorkers } from './processes.ts';

const tables = [
  'access',
  'audit',
  'audit_head',
  'conversation',
  'enrolment',
  'hub_key',
  'installation',
  'job',
  'latest',
  'live_message',
  'preference',
  'probe_run',
  'recent_question',
  'replay',
  'result',
  'runner',
  'runner_state',
];

onBothEngines('migrations', (bench) => {
  it('make every table in an empty database', async () => {
    const found = await bench().database.db.introspection.getTables();
    assert.deepEqual(found.map(({ name }) => name).sort(), tables);
  });

  it('change nothing when they run again', async () => {
    const { db } = bench().database;
    await db.insertInto('replay').values({ digest: 'kept', first_seen: 1, expires_at: 2 }).execute();
    await migrate(bench().database);
    assert.deepEqual(await db.selectFrom('replay').selectAll().execute(), [
      { digest: 'kept', first_seen: 1, expires_at: 2 },
    ]);
  });

  it('all succeed when four processes start at once on an empty database', async function () {
    this.timeout(processAllowanceMs);
    const place = await emptyPlace(bench().engine);
    try {
      const workers = await startWorkers(4, 'migrate', place.location);
      for (const worker of workers) worker.go();
      const results = await Promise.all(workers.map((worker) => worker.results()));
      assert.deepEqual(results, [['migrated'], ['migrated'], ['migrated'], ['migrated']]);
      const database = await openDatabase(place.location);
      const found = await database.db.introspection.getTables();
      await database.close();
      assert.deepEqual(found.map(({ name }) => name).sort(), tables);
    } finally {
      await place.remove();
    }
  });

  it('refuse a database that a newer version migrated, and say so', async () => {
    const place = await emptyPlace(bench().engine);
    const database = await openDatabase(place.location);
    try {
      await migrate(database);
      const remember = database.db.withTables<{ kysely_migration: { name: string; timestamp: string } }>();
      await remember
        .insertInto('kysely_migration')
        .values({ name: '9999-from-the-future', timestamp: '2030-01-01T00:00:00.000Z' })
        .execute();
      await assert.rejects(
        migrate(database),
        (error) => error instanceof PortolanError && error.code === 'internal' && /newer Portolan/.test(error.nextStep),
      );
    } finally {
      await database.close();
      await place.remove();
    }
  });
});

describe('migration names', () => {
  it('are numbered without a gap, so that their order is their age', () => {
    const numbers = Object.keys(migrations).map((name) => Number(name.slice(0, 4)));
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    );
  });
});
