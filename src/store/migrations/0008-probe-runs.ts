import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What runners are asked and what became of it. The partial indexes hold open jobs alone, so that they stay small
 * however many have ended: claims go by runner, the sweep by lease and by expiry.
 */
export const probeRuns = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('probe_run')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('command', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('finished_at', 'bigint')
      .addColumn('cancelled_at', 'bigint')
      .addColumn('cancelled_by', 'text')
      .addColumn('total', 'bigint', (column) => column.notNull())
      .addColumn('ended', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('probe_run_created_at').on('probe_run').column('created_at').execute();
    await db.schema.createIndex('probe_run_asked_by').on('probe_run').columns(['asked_by', 'created_at']).execute();
    await db.schema
      .createTable('job')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('run_id', 'text', (column) => column.notNull())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addColumn('runner_id', 'text')
      .addColumn('runner_name', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('flows', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('probe', 'text', (column) => column.notNull())
      .addColumn('probe_key', 'text', (column) => column.notNull())
      .addColumn('deadline_ms', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'bigint', (column) => column.notNull())
      .addColumn('lease_until', 'bigint')
      .addColumn('run_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('job_run').unique().on('job').columns(['run_id', 'position']).execute();
    const open = sql`state in ('queued', 'leased')`;
    await sql`create index job_runner on job (runner_id, run_at, position) where ${open}`.execute(db);
    await sql`create index job_lease on job (lease_until) where state = 'leased'`.execute(db);
    await sql`create index job_expiry on job (expires_at) where state = 'queued'`.execute(db);
    await db.schema
      .createTable('result')
      .addColumn('job_id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('run_id', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('result_run').unique().on('result').columns(['run_id', 'seq']).execute();
    await db.schema
      .createTable('latest')
      .addColumn('runner_id', 'text', (column) => column.notNull())
      .addColumn('probe_key', 'text', (column) => column.notNull())
      .addColumn('probe', 'text', (column) => column.notNull())
      .addColumn('flows', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('run_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('latest_pk', ['runner_id', 'probe_key'])
      .execute();
  },
} as const satisfies Migration;
