import * as v from 'valibot';
import type { Outcome } from '../probe/outcome.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { endJobs, lockOpenJobs } from './jobs-end.ts';
import { outcomeOf } from './jobs-outcomes.ts';
import { isLeased } from './jobs-states.ts';
import { purgeRuns } from './probe-runs-purge.ts';
import { readTask, type StoredTask } from './probe-runs-row.ts';
import { type NewRun, type RunIds, type StartedRun, startRun } from './probe-runs-start.ts';
import { parseRow } from './row.ts';

/** A run as it was asked for. Times are milliseconds since the epoch. */
export interface StoredRun {
  readonly id: string;
  readonly by: string;
  readonly place: string;
  readonly command: string;
  readonly createdAt: number;
  readonly finishedAt: number | null;
  readonly cancelledAt: number | null;
  readonly total: number;
  /** How many of its jobs have a result. */
  readonly ended: number;
}

/** Probe runs: what was asked, by whom, and how far it is. */
export interface ProbeRuns {
  /**
   * Queues a run whole or not at all. A task for a runner that there is not (any more) ends at once with the outcome
   * `no-runner`.
   */
  start(run: NewRun): Promise<StartedRun>;
  find(id: string): Promise<StoredRun | null>;
  /** The last ones, newest first. */
  recent(count: number): Promise<readonly StoredRun[]>;
  /** Its tasks in the order in which they were asked for. */
  tasks(id: string): Promise<readonly StoredTask[]>;
  /** Positions of tasks that a runner has in hand, in order. */
  running(id: string): Promise<readonly number[]>;
  /** Ends what has not ended. `runners` had some of it in hand and should be told. */
  cancel(
    id: string,
    by: string,
  ): Promise<
    { readonly kind: 'cancelled'; readonly runners: readonly string[] } | { readonly kind: 'finished' | 'unknown' }
  >;
  /** What somebody asked for since a time: when, the oldest first, and how many jobs in all. */
  askedSince(by: string, since: number): Promise<{ readonly times: readonly number[]; readonly jobs: number }>;
  /** Forgets runs that finished before a time, with all that belongs to them. Returns how many. */
  purge(before: number): Promise<number>;
}

const runRow = v.object({
  id: v.string(),
  asked_by: v.string(),
  place: v.string(),
  command: v.string(),
  created_at: v.number(),
  finished_at: v.nullable(v.number()),
  cancelled_at: v.nullable(v.number()),
  total: v.number(),
  ended: v.number(),
});

function readRun(row: unknown): StoredRun {
  const parsed = parseRow('probe_run', runRow, row);
  return {
    id: parsed.id,
    by: parsed.asked_by,
    place: parsed.place,
    command: parsed.command,
    createdAt: parsed.created_at,
    finishedAt: parsed.finished_at,
    cancelledAt: parsed.cancelled_at,
    total: parsed.total,
    ended: parsed.ended,
  };
}

/** Makes the store of probe runs over an open database. */
export function createProbeRuns({ kind, db }: Pick<Database, 'kind' | 'db'>, clock: Clock, ids: RunIds): ProbeRuns {
  return {
    start: (run) => db.transaction().execute((transaction) => startRun({ kind, transaction, now: clock() }, run, ids)),

    async find(id) {
      const row = await db.selectFrom('probe_run').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : readRun(row);
    },

    async recent(count) {
      const rows = await db
        .selectFrom('probe_run')
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(count)
        .execute();
      return rows.map(readRun);
    },

    async tasks(id) {
      const rows = await db.selectFrom('job').selectAll().where('run_id', '=', id).orderBy('position').execute();
      return rows.map(readTask);
    },

    async running(id) {
      const rows = await db
        .selectFrom('job')
        .select('position')
        .where('run_id', '=', id)
        .where(isLeased)
        .orderBy('position')
        .execute();
      return rows.map(({ position }) => position);
    },

    cancel(id, by) {
      return db.transaction().execute(async (transaction) => {
        const work = { kind, transaction, now: clock() };
        const jobs = await lockOpenJobs(work, { run: id });
        const run = await transaction.selectFrom('probe_run').select('id').where('id', '=', id).executeTakeFirst();
        if (run === undefined) return { kind: 'unknown' };
        if (jobs.length === 0) return { kind: 'finished' };
        const outcome: Outcome = outcomeOf('cancelled');
        await endJobs(
          work,
          jobs.map((job) => ({ job, state: 'cancelled', at: work.now, outcome })),
        );
        await transaction
          .updateTable('probe_run')
          .set({ cancelled_at: work.now, cancelled_by: by })
          .where('id', '=', id)
          .execute();
        const inHand = jobs.filter(({ state }) => state === 'leased').flatMap(({ runner_id }) => runner_id ?? []);
        return { kind: 'cancelled', runners: [...new Set(inHand)] };
      });
    },

    async askedSince(by, since) {
      const rows = await db
        .selectFrom('probe_run')
        .select(['created_at', 'total'])
        .where('asked_by', '=', by)
        .where('created_at', '>', since)
        .orderBy('created_at')
        .execute();
      return { times: rows.map((row) => row.created_at), jobs: rows.reduce((sum, { total }) => sum + total, 0) };
    },

    purge: (before) => purgeRuns(db, before),
  };
}
