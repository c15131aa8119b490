import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The last questions of each person. The digest stands in the key, since PostgreSQL indexes 2.7 kB at most. */
export const recentQuestions = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('recent_question')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('question', 'text', (column) => column.notNull())
      .addColumn('asked_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('recent_question_pk', ['platform', 'tenant', 'user_id', 'digest'])
      .execute();
  },
} as const satisfies Migration;
