import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The hub's key, tokens for enrolment, and runners. What changes with every heartbeat of a runner stands in a table of
 * its own, so that it neither locks nor rewrites the row that says who may connect.
 */
export const runners = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('hub_key')
      .addColumn('id', 'bigint', (column) => column.notNull().primaryKey().check(sql`id = 1`))
      .addColumn('public_key', 'text', (column) => column.notNull())
      .addColumn('sealed_private_key', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('enrolment')
      .addColumn('token_hash', 'text', (column) => column.notNull().primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('roles', 'text', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('used_at', 'bigint')
      .execute();
    await db.schema
      .createTable('runner')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('roles', 'text', (column) => column.notNull())
      .addColumn('public_key', 'text', (column) => column.notNull())
      .addColumn('local', 'bigint', (column) => column.notNull())
      .addColumn('enrolled_at', 'bigint', (column) => column.notNull())
      .addColumn('enrolled_by', 'text', (column) => column.notNull())
      .addColumn('revoked_at', 'bigint')
      .addColumn('revoked_by', 'text')
      .execute();
    // The name of a revoked runner is free again.
    await sql`create unique index runner_name on runner (name) where revoked_at is null`.execute(db);
    await db.schema
      .createTable('runner_state')
      .addColumn('runner_id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('replica', 'text')
      .addColumn('connection', 'text')
      .addColumn('last_seen', 'bigint')
      .addColumn('software', 'text')
      .addColumn('facts', 'text')
      .addColumn('policy', 'text')
      .execute();
    await sql`create index runner_state_replica on runner_state (replica) where replica is not null`.execute(db);
  },
} as const satisfies Migration;
