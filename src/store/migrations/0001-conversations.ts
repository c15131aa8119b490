import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Chats that the bot may write to. */
export const conversations = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('conversation')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('scope', 'text', (column) => column.notNull())
      .addColumn('service_url', 'text')
      .addColumn('reference', 'text', (column) => column.notNull())
      .addColumn('installed_at', 'bigint', (column) => column.notNull())
      .addColumn('left_at', 'bigint')
      .addPrimaryKeyConstraint('conversation_pk', ['platform', 'tenant', 'conversation'])
      .execute();
  },
} as const satisfies Migration;
