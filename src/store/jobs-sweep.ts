import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { type Ending, endJobs, maxAttempts, type OpenJob, rowsAtOnce, type Work } from './jobs-end.ts';
import { outcomeOf } from './jobs-outcomes.ts';
import { isLeased, isQueued } from './jobs-states.ts';
import type { Db } from './schema.ts';

/** Where something changed: runs that got results, runners that have work again. */
export interface Changed {
  readonly runs: readonly string[];
  readonly runners: readonly string[];
}

/**
 * Sees to it that every job ends: one whose lease ran out is queued again, or is dead after `maxAttempts`; one that nobody
 * took in time has expired. Sweeps of several processes share the work.
 */
export async function sweepJobs({ kind, db }: Pick<Database, 'kind' | 'db'>, clock: Clock): Promise<Changed> {
  const runs = new Set<string>();
  const runners = new Set<string>();
  // Looking first spares SQLite its write lock: there is seldom anything to sweep.
  while (await hasLapsed(db, clock())) {
    const swept = await db.transaction().execute((transaction) => sweepSome({ kind, transaction, now: clock() }));
    for (const run of swept.runs) runs.add(run);
    for (const runner of swept.runners) runners.add(runner);
    // Another process has locked what is left.
    if (swept.runs.length + swept.runners.length === 0) break;
  }
  return { runs: [...runs], runners: [...runners] };
}

function lapsedLeases(db: Db, now: number) {
  return db.selectFrom('job').where(isLeased).where('lease_until', '<=', now);
}

function expiredInQueue(db: Db, now: number) {
  return db.selectFrom('job').where(isQueued).where('expires_at', '<=', now);
}

async function hasLapsed(db: Db, now: number): Promise<boolean> {
  for (const lapsed of [lapsedLeases(db, now), expiredInQueue(db, now)])
    if ((await lapsed.select('id').limit(1).executeTakeFirst()) !== undefined) return true;
  return false;
}

async function sweepSome(work: Work): Promise<Changed> {
  const { kind, transaction, now } = work;
  const endings: Ending[] = [];
  const again: OpenJob[] = [];
  for (const lapsed of [lapsedLeases(transaction, now), expiredInQueue(transaction, now)]) {
    const some = lapsed.selectAll().limit(rowsAtOnce);
    const jobs = await (kind === 'postgres' ? some.forUpdate().skipLocked() : some).execute();
    for (const job of jobs)
      if (job.expires_at <= now) endings.push({ job, state: 'expired', at: now, outcome: outcomeOf('expired') });
      else if (job.attempts >= maxAttempts)
        endings.push({ job, state: 'dead', at: now, outcome: outcomeOf('dead-letter') });
      else again.push(job);
  }
  if (again.length > 0)
    await transaction
      .updateTable('job')
      .set({ state: 'queued', lease_until: null, run_at: now })
      .where(
        'id',
        'in',
        again.map(({ id }) => id),
      )
      .execute();
  const runs = await endJobs(work, endings);
  return { runs, runners: [...new Set(again.flatMap(({ runner_id }) => runner_id ?? []))] };
}
