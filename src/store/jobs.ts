import { sql } from 'kysely';
import * as v from 'valibot';
import { type Probe, probe } from '../probe/probe.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { endJobs, lockOpenJobs, maxAttempts, type OpenJob } from './jobs-end.ts';
import { outcomeOf } from './jobs-outcomes.ts';
import { isOpen, isQueued } from './jobs-states.ts';
import { type Changed, sweepJobs } from './jobs-sweep.ts';
import { parseRow } from './row.ts';

/** How long a job rests that a runner gave back (milliseconds): it is about to stop, or would give it back at once again. */
const returnedPauseMs = 1_000;

/** Beyond its expiry and its own deadline, how long a job may be worked on before it counts as lost (milliseconds). */
const workGraceMs = 60_000;

/** A job that was handed to the connection of a runner. */
export interface ClaimedJob {
  readonly id: string;
  readonly run: string;
  /** Counted from 1. */
  readonly attempt: number;
  /** What it proves; the first one names it on the wire. */
  readonly flows: readonly string[];
  readonly role: string;
  readonly probe: Probe;
  readonly deadlineMs: number;
  /** Milliseconds since the epoch, as every time here. */
  readonly expiresAt: number;
  /** How long it lay in the queue since it was due (milliseconds). */
  readonly waitedMs: number;
}

/** Open jobs: handed out under a lease, renewed by whoever works on them, and ended in any case. */
export interface Jobs {
  /**
   * Hands out up to `most` due jobs of a runner, oldest first. None when the runner is revoked, or when `connection` is no
   * longer its newest.
   */
  claim(claim: {
    readonly runner: string;
    readonly connection: string;
    readonly most: number;
    readonly leaseMs: number;
  }): Promise<readonly ClaimedJob[]>;
  /** Takes back what was just claimed and never sent: it counts as no attempt. */
  unclaim(runner: string, jobs: readonly string[]): Promise<void>;
  /** Extends the leases of jobs that the runner says it works on. Returns those of them that have ended meanwhile. */
  renew(runner: string, jobs: readonly string[], leaseMs: number): Promise<readonly string[]>;
  /** Jobs that the runner will not do: queued again, or dead after `maxAttempts`. */
  giveBack(runner: string, jobs: readonly string[]): Promise<Changed>;
  /** Queues jobs again whose lease ran out, and ends those that are dead or expired. Safe in every replica at once. */
  sweep(): Promise<Changed>;
  /** Runners that have jobs due, by id. */
  runnersWithWork(): Promise<readonly string[]>;
  waiting(): Promise<{ readonly queued: number; readonly leased: number }>;
}

const claimedRow = v.object({
  id: v.string(),
  run_id: v.string(),
  position: v.number(),
  flows: v.pipe(v.string(), v.parseJson(), v.array(v.string())),
  role: v.string(),
  probe: v.pipe(v.string(), v.parseJson(), probe),
  deadline_ms: v.number(),
  attempts: v.number(),
  run_at: v.number(),
  expires_at: v.number(),
});

/** Makes the store of open jobs over an open database. */
export function createJobs({ kind, db }: Pick<Database, 'kind' | 'db'>, clock: Clock): Jobs {
  return {
    async claim({ runner, connection, most, leaseMs }) {
      const now = clock();
      const lock = kind === 'postgres' ? sql`for update of job skip locked` : sql``;
      // The rows are picked before any is changed: within `in (...)` PostgreSQL may run the selection again and again.
      const { rows } = await sql`
        with picked as materialized (
          select job.id from job
          where job.runner_id = ${runner} and ${isQueued} and job.run_at <= ${now} and job.expires_at > ${now}
            and exists (
              select 1 from runner join runner_state on runner_state.runner_id = runner.id
              where runner.id = ${runner} and runner.revoked_at is null and runner_state.connection = ${connection})
          order by job.run_at, job.position limit ${most} ${lock})
        update job set state = 'leased', attempts = attempts + 1, lease_until = ${now + leaseMs}
        where id in (select id from picked)
        returning id, run_id, position, flows, role, probe, deadline_ms, attempts, run_at, expires_at`.execute(db);
      return rows
        .map((row) => parseRow('job', claimedRow, row))
        .sort((one, other) => one.run_at - other.run_at || one.position - other.position)
        .map((row) => ({
          id: row.id,
          run: row.run_id,
          attempt: row.attempts,
          flows: row.flows,
          role: row.role,
          probe: row.probe,
          deadlineMs: row.deadline_ms,
          expiresAt: row.expires_at,
          waitedMs: now - row.run_at,
        }));
    },

    async unclaim(runner, jobs) {
      if (jobs.length === 0) return;
      await db.transaction().execute(async (transaction) => {
        const held = await lockOpenJobs({ kind, transaction, now: clock() }, { ids: jobs });
        const leased = held.filter((job) => job.runner_id === runner && job.state === 'leased').map(({ id }) => id);
        if (leased.length > 0)
          await transaction
            .updateTable('job')
            .set(({ eb }) => ({ state: 'queued', lease_until: null, attempts: eb('attempts', '-', 1) }))
            .where('id', 'in', leased)
            .execute();
      });
    },

    async renew(runner, jobs, leaseMs) {
      if (jobs.length === 0) return [];
      const until = clock() + leaseMs;
      const renewed = await db
        // Locked in the order in which results and cancellations lock them, or one would wait for the other.
        .with('held', (held) => {
          // One whose lease ran out while the connection was away is leased again: the runner that says so has it.
          const rows = held
            .selectFrom('job')
            .select('id')
            .where('id', 'in', jobs)
            .where('runner_id', '=', runner)
            .where(isOpen)
            .where('attempts', '>', 0)
            .orderBy('id');
          return kind === 'postgres' ? rows.forUpdate() : rows;
        })
        .updateTable('job')
        .set(({ eb, ref }) => {
          const latest = sql<number>`${ref('expires_at')} + ${ref('deadline_ms')} + ${workGraceMs}`;
          return {
            state: 'leased',
            lease_until: eb.case().when(latest, '<', until).then(latest).else(until).end(),
          };
        })
        .where('id', 'in', ({ selectFrom }) => selectFrom('held').select('held.id'))
        .returning('id')
        .execute();
      const open = new Set(renewed.map(({ id }) => id));
      return jobs.filter((id) => !open.has(id));
    },

    giveBack(runner, jobs) {
      return db.transaction().execute(async (transaction) => {
        const work = { kind, transaction, now: clock() };
        const held = (await lockOpenJobs(work, { ids: jobs })).filter(
          ({ runner_id, state }) => runner_id === runner && state === 'leased',
        );
        const isDead = ({ attempts }: OpenJob) => attempts >= maxAttempts;
        const again = held.filter((job) => !isDead(job)).map(({ id }) => id);
        if (again.length > 0)
          await transaction
            .updateTable('job')
            .set({ state: 'queued', lease_until: null, run_at: work.now + returnedPauseMs })
            .where('id', 'in', again)
            .execute();
        const outcome = outcomeOf('dead-letter');
        const dead = held.filter(isDead).map((job) => ({ job, state: 'dead' as const, at: work.now, outcome }));
        return { runs: await endJobs(work, dead), runners: again.length > 0 ? [runner] : [] };
      });
    },

    sweep: () => sweepJobs({ kind, db }, clock),

    async runnersWithWork() {
      const rows = await db
        .selectFrom('job')
        .select('runner_id')
        .distinct()
        .where(isQueued)
        .where('run_at', '<=', clock())
        .execute();
      return rows.flatMap(({ runner_id }) => runner_id ?? []);
    },

    async waiting() {
      const rows = await db
        .selectFrom('job')
        .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
        .where(isOpen)
        .groupBy('state')
        .execute();
      const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
      return { queued: of('queued'), leased: of('leased') };
    },
  };
}
