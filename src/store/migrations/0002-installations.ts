import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What workspaces and organisations granted to the app. */
export const installations = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('installation')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('owner_kind', 'text', (column) => column.notNull())
      .addColumn('enterprise', 'text')
      .addColumn('installed_by', 'text', (column) => column.notNull())
      .addColumn('sealed_grant', 'text', (column) => column.notNull())
      .addColumn('installed_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute();
  },
} as const satisfies Migration;
