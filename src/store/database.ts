import { Kysely, PostgresDialect, sql } from 'kysely';
import { PortolanError } from '../errors.ts';
import { createPostgresPool } from './postgres.ts';
import type { Db, Schema } from './schema.ts';
import { ImmediateSqliteDialect, openSqliteFile } from './sqlite.ts';

/** Where the state of the bot lives: one file, or a PostgreSQL server (15 or newer). */
export type DatabaseLocation =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** An open database. `db` is what the aggregates are made over. */
export interface Database {
  readonly kind: DatabaseLocation['kind'];
  readonly db: Db;
  /** Whether the engine answers a question at this moment. */
  answers(): Promise<boolean>;
  /** Gives connections and files back; nothing may be asked of `db` afterwards. */
  close(): Promise<void>;
}

/**
 * Opens the database and asks it one question, so that a wrong address shows at start and not at the first command.
 * Fails with a PortolanError: `file-unwritable` for the file, `store-unavailable` for the server; `cause` is the engine's error.
 */
export function openDatabase(location: DatabaseLocation): Promise<Database> {
  switch (location.kind) {
    case 'sqlite':
      return openSqlite(location.file);
    case 'postgres':
      return openPostgres(location.url);
  }
}

async function openSqlite(file: string): Promise<Database> {
  try {
    const sqlite = await openSqliteFile(file);
    const db = new Kysely<Schema>({ dialect: new ImmediateSqliteDialect(sqlite) });
    return {
      kind: 'sqlite',
      db,
      answers: () => answers(db),
      async close() {
        await db.destroy();
        sqlite.close();
      },
    };
  } catch (cause) {
    throw new PortolanError(
      'file-unwritable',
      `The database file ${file} cannot be opened`,
      'Check that the folder can be written to by this account, and that the file is an SQLite database of its own.',
      { cause },
    );
  }
}

async function openPostgres(url: string): Promise<Database> {
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: createPostgresPool(url) }) });
  try {
    await sql`select 1`.execute(db);
  } catch (cause) {
    await db.destroy();
    throw new PortolanError(
      'store-unavailable',
      `The PostgreSQL server cannot be used: ${reasonOf(cause)}`,
      'Check that it runs, and that the address, name, password and database in the configuration are right.',
      { cause },
    );
  }
  return { kind: 'postgres', db, answers: () => answers(db), close: () => db.destroy() };
}

async function answers(db: Db): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}

/** What the driver says. Its messages hold names and addresses, and no password; a refused connection may have a code only. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.message !== '' || !('code' in cause) ? cause.message : String(cause.code);
}
