import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import SqliteFile from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';

/**
 * How long a writer waits for another process's write to end. Appends take well under a millisecond; a migration of a
 * big table is what may hold the lock for seconds.
 */
const busyTimeoutMs = 15_000;

/**
 * Opens the file, made with its folder if need be: the folder 0700 and the file 0600 (SQLite gives its -wal and -shm
 * files the mode of the file). Fails with SQLite's or the file system's own error.
 */
export async function openSqliteFile(file: string): Promise<SqliteFile.Database> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const sqlite = new SqliteFile(file, { timeout: busyTimeoutMs });
  try {
    await writeAhead(sqlite);
    // FULL, since NORMAL lost 213 acknowledged rows in a power cut and costs nothing that a chat bot would notice.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
  } catch (error) {
    sqlite.close();
    throw error;
  }
  return sqlite;
}

/**
 * Turns the write-ahead log on. It is on for good after the first time; that once, SQLite fails with SQLITE_BUSY where
 * another process does the same, and does not wait for it as it does for every other lock.
 */
async function writeAhead(sqlite: SqliteFile.Database): Promise<void> {
  const deadline = performance.now() + busyTimeoutMs;
  for (;;)
    try {
      sqlite.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      const busy = error instanceof SqliteFile.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || performance.now() > deadline) throw error;
      await sleep(10);
    }
}

/**
 * Every transaction takes the write lock as it begins. SQLite's default takes it at the first write, and then a
 * transaction that has read before fails at once with SQLITE_BUSY if another process wrote in between.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/**
 * SQLite does roll back table changes; saying so makes the migrator run inside one transaction, whose write lock then
 * is the lock between processes that migrate at once.
 */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Statements that are kept ready: several times as many as the store has. */
const maxStatements = 200;

/**
 * The file with its statements kept ready. Kysely has each one prepared anew, 0.04 ms of the 0.1 that a small one takes
 * beside its wait for the disk, and every question takes a few. SQLite itself prepares a kept one again when a table has
 * changed. Rows must not be streamed: a statement that is half read cannot run.
 */
function withKeptStatements(sqlite: SqliteFile.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare(text) {
      const known = kept.get(text);
      if (known !== undefined) return known;
      const statement = sqlite.prepare(text);
      const [oldest] = kept.keys();
      if (kept.size >= maxStatements && oldest !== undefined) kept.delete(oldest);
      kept.set(text, statement);
      return statement;
    },
    close() {
      kept.clear();
      sqlite.close();
    },
  };
}

/** Kysely's SQLite dialect with the differences above. */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #sqlite: SqliteDatabase;

  constructor(file: SqliteFile.Database) {
    const sqlite = withKeptStatements(file);
    super({ database: sqlite });
    this.#sqlite = sqlite;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver({ database: this.#sqlite });
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}
