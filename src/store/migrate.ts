import { Migrator } from 'kysely/migration';
import { PortolanError } from '../errors.ts';
import type { Database } from './database.ts';
import { migrations } from './migrations/migrations.ts';

/**
 * Brings the tables up to date, in one transaction: all migrations that are missing or none. Processes that start at
 * once wait for each other: on PostgreSQL by an advisory lock, on SQLite by the write lock of the transaction.
 *
 * Fails with a PortolanError `internal` when a migration fails, or when the database was migrated by a newer Portolan.
 */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({ db: database.db, provider: { getMigrations: async () => migrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results.find(({ status }) => status === 'Error');
  throw new PortolanError(
    'internal',
    failed === undefined ? 'The tables cannot be brought up to date' : `Migration ${failed.migrationName} failed`,
    'Nothing was changed. If a newer Portolan used this database before, start that version; else see the cause.',
    { cause: error },
  );
}
