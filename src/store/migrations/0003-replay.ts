import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Requests that were seen. The index serves the purge. */
export const replay = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('replay')
      .addColumn('digest', 'text', (column) => column.notNull().primaryKey())
      .addColumn('first_seen', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('replay_expires_at').on('replay').column('expires_at').execute();
  },
} as const satisfies Migration;
