import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { PortolanError } from '../../src/errors.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { onBothEngines } from './engines.ts';

/** A time past 2^31, as all are since 1970-01-25 in milliseconds. */
const now = 1_796_000_000_123;

onBothEngines('database', (bench) => {
  it('says which engine it is', () => {
    assert.equal(bench().database.kind, bench().engine);
  });

  it('gives times back as numbers', async () => {
    const { db } = bench().database;
    await db
      .insertInto('replay')
      .values({ digest: 'time', first_seen: now, expires_at: now + 1 })
      .execute();
    const row = await db.selectFrom('replay').selectAll().where('digest', '=', 'time').executeTakeFirst();
    assert.deepEqual(row, { digest: 'time', first_seen: now, expires_at: now + 1 });
  });

  it('keeps nothing of a transaction that fails', async () => {
    const { db } = bench().database;
    await assert.rejects(
      db.transaction().execute(async (transaction) => {
        await transaction.insertInto('replay').values({ digest: 'undone', first_seen: 1, expires_at: 2 }).execute();
        throw new Error('stop here');
      }),
      /stop here/,
    );
    const rows = await db.selectFrom('replay').selectAll().where('digest', '=', 'undone').execute();
    assert.deepEqual(rows, []);
  });

  it('has its rows still after it was closed and opened again', async () => {
    const { location } = bench();
    const first = await openDatabase(location);
    await first.db.insertInto('replay').values({ digest: 'kept', first_seen: now, expires_at: now }).execute();
    await first.close();
    const second = await openDatabase(location);
    await migrate(second);
    const row = await second.db
      .selectFrom('replay')
      .select('first_seen')
      .where('digest', '=', 'kept')
      .executeTakeFirst();
    await second.close();
    assert.deepEqual(row, { first_seen: now });
  });

  it('can be closed though it was never asked anything', async () => {
    const database = await openDatabase(bench().location);
    await database.close();
    await assert.rejects(database.db.selectFrom('replay').selectAll().execute());
  });
});

describe('SQLite database', () => {
  let folder = '';
  let file = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'portolan-sqlite-'));
    file = join(folder, 'data', 'portolan.db');
  });

  after(() => rmSync(folder, { recursive: true }));

  // Windows has no modes: there the folder's own access list holds.
  if (process.platform !== 'win32')
    it('lies in a folder of 0700, all its files 0600, whatever the umask', async () => {
      const umask = process.umask(0);
      try {
        const database = await openDatabase({ kind: 'sqlite', file });
        await migrate(database);
        assert.equal(statSync(dirname(file)).mode & 0o777, 0o700);
        const modes = readdirSync(dirname(file)).map((name) => [
          name,
          statSync(join(dirname(file), name)).mode & 0o777,
        ]);
        await database.close();
        assert.deepEqual(modes.sort(), [
          ['portolan.db', 0o600],
          ['portolan.db-shm', 0o600],
          ['portolan.db-wal', 0o600],
        ]);
      } finally {
        process.umask(umask);
      }
    });

  if (process.platform !== 'win32')
    it('is closed to others though its file was open to them before', async () => {
      const loose = join(folder, 'loose.db');
      writeFileSync(loose, '');
      chmodSync(loose, 0o644);
      const database = await openDatabase({ kind: 'sqlite', file: loose });
      await database.close();
      assert.equal(statSync(loose).mode & 0o777, 0o600);
    });

  it('writes ahead, syncs each commit and checks foreign keys', async () => {
    const database = await openDatabase({ kind: 'sqlite', file });
    const pragma = async (name: string) =>
      (await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(database.db)).rows[0];
    assert.deepEqual(await pragma('journal_mode'), { journal_mode: 'wal' });
    assert.deepEqual(await pragma('synchronous'), { synchronous: 2 });
    assert.deepEqual(await pragma('foreign_keys'), { foreign_keys: 1 });
    assert.deepEqual(await pragma('busy_timeout'), { timeout: 15_000 });
    await database.close();
  });

  it('fails with file-unwritable and names the file where it is none of SQLite', async () => {
    const wrong = join(folder, 'notes.txt');
    writeFileSync(wrong, 'not a database, though it is long enough to be looked at as one\n'.repeat(100));
    await assert.rejects(
      openDatabase({ kind: 'sqlite', file: wrong }),
      (error) => error instanceof PortolanError && error.code === 'file-unwritable' && error.title.includes(wrong),
    );
  });

  it('fails with file-unwritable where a file stands in place of the folder', async () => {
    const blocked = join(folder, 'notes.txt', 'portolan.db');
    writeFileSync(join(folder, 'notes.txt'), '');
    await assert.rejects(
      openDatabase({ kind: 'sqlite', file: blocked }),
      (error) => error instanceof PortolanError && error.code === 'file-unwritable',
    );
  });
});

describe('PostgreSQL database', () => {
  it('fails at once where no server listens, without telling the password', async () => {
    await assert.rejects(
      openDatabase({ kind: 'postgres', url: 'postgres://portolan:hunter2hunter2@127.0.0.1:1/portolan' }),
      (error) =>
        error instanceof PortolanError &&
        error.cause instanceof Error &&
        !`${error.message} ${error.cause.message}`.includes('hunter2hunter2'),
    );
  });
});
