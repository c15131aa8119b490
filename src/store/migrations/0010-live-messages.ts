import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Messages that fill in while work goes on. There are few at a time, and each is gone when its work is done. */
export const liveMessages = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('live_message')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('message', 'text', (column) => column.notNull())
      .addColumn('asked_tenant', 'text', (column) => column.notNull())
      .addColumn('asked_user', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('line', 'text', (column) => column.notNull())
      .addColumn('reference', 'text', (column) => column.notNull())
      .addColumn('lease_until', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('live_message_lease').on('live_message').columns(['platform', 'lease_until']).execute();
  },
} as const satisfies Migration;
