import type { Selectable, Transaction } from 'kysely';
import type { Outcome } from '../probe/outcome.ts';
import type { Database } from './database.ts';
import { outcomeOf } from './jobs-outcomes.ts';
import { isOpen, type JobState } from './jobs-states.ts';
import type { JobTable, Schema } from './schema.ts';

/*
 * A job ends once, whoever ends it: its row is locked while it is open, its run counts it, and its result gets the
 * number of that count. Whoever locks goes from jobs (by id) to runs (by id) to the latest results (by key), so that no
 * two wait for each other in a circle.
 */

/** A transaction that ends jobs. `now` is in milliseconds since the epoch. */
export interface Work {
  readonly kind: Database['kind'];
  readonly transaction: Transaction<Schema>;
  readonly now: number;
}

export type OpenJob = Selectable<JobTable>;

/** An open job that ends. `at` is when, by the clock of whoever found out. */
export interface Ending {
  readonly job: OpenJob;
  readonly state: Exclude<JobState, 'queued' | 'leased'>;
  readonly at: number;
  readonly outcome: Outcome;
}

/** How often a job is handed out: one that ends its runner each time must not do so for ever. */
export const maxAttempts = 3;

/** Rows of one statement: nine parameters each at most, and SQLite takes 32,766. */
export const rowsAtOnce = 500;

/** Parts of a list, each short enough for one statement. */
export function* chunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += rowsAtOnce) yield items.slice(from, from + rowsAtOnce);
}

/** Open jobs, locked until the transaction ends: those with one of these ids, of this run, or of this runner. */
export async function lockOpenJobs(
  { kind, transaction }: Work,
  which: { readonly ids: readonly string[] } | { readonly run: string } | { readonly runner: string },
): Promise<readonly OpenJob[]> {
  const open = transaction.selectFrom('job').selectAll().where(isOpen).orderBy('id');
  const locked = kind === 'postgres' ? open.forUpdate() : open;
  if ('run' in which) return locked.where('run_id', '=', which.run).execute();
  if ('runner' in which) return locked.where('runner_id', '=', which.runner).execute();
  return which.ids.length === 0 ? [] : locked.where('id', 'in', which.ids).execute();
}

/** Ends jobs that this transaction has locked. Returns their runs. */
export async function endJobs({ transaction, now }: Work, endings: readonly Ending[]): Promise<readonly string[]> {
  for (const [state, same] of Map.groupBy(endings, (ending) => ending.state))
    for (const part of chunks(same))
      await transaction
        .updateTable('job')
        .set({ state, lease_until: null })
        .where(
          'id',
          'in',
          part.map(({ job }) => job.id),
        )
        .execute();
  const byRun = [...Map.groupBy(endings, ({ job }) => job.run_id)].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [run, ended] of byRun) {
    const last = await countEnded(transaction, run, ended.length, now);
    const rows = ended.map(({ job, at, outcome }, index) => ({
      job_id: job.id,
      run_id: run,
      seq: last - ended.length + index + 1,
      at,
      outcome: JSON.stringify(outcome),
    }));
    for (const part of chunks(rows)) await transaction.insertInto('result').values(part).execute();
  }
  return byRun.map(([run]) => run);
}

/** Counts ended jobs of a run, which locks it: no other result of it gets its number until this transaction ends. */
async function countEnded(transaction: Transaction<Schema>, run: string, count: number, now: number): Promise<number> {
  const { ended } = await transaction
    .updateTable('probe_run')
    .set(({ eb }) => ({
      ended: eb('ended', '+', count),
      finished_at: eb
        .case()
        .when(eb('ended', '+', count), '>=', eb.ref('total'))
        .then(now)
        .else(eb.ref('finished_at'))
        .end(),
    }))
    .where('id', '=', run)
    .returning('ended')
    .executeTakeFirstOrThrow();
  return ended;
}

/** Ends every open job of a runner that was revoked. */
export async function endRevoked(work: Work, runner: string): Promise<readonly string[]> {
  const jobs = await lockOpenJobs(work, { runner });
  const outcome = outcomeOf('no-runner');
  return endJobs(
    work,
    jobs.map((job) => ({ job, state: 'dead', at: work.now, outcome })),
  );
}
