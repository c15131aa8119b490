import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What people chose. */
export const preferences = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('preference')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('language', 'text')
      .addColumn('edition', 'text')
      .addColumn('cloud', 'text')
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('preference_pk', ['platform', 'tenant', 'user_id'])
      .execute();
  },
} as const satisfies Migration;
