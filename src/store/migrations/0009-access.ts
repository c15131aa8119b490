import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who may do what beyond the catalog. */
export const access = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('access')
      .addColumn('principal', 'text', (column) => column.notNull().primaryKey())
      .addColumn('level', 'text', (column) => column.notNull())
      .addColumn('granted_by', 'text', (column) => column.notNull())
      .addColumn('granted_at', 'bigint', (column) => column.notNull())
      .execute();
  },
} as const satisfies Migration;
