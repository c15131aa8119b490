import * as v from 'valibot';
import { type Outcome, outcome } from '../probe/outcome.ts';
import type { Probe } from '../probe/probe.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { chunks, type Ending, endJobs, lockOpenJobs, type Work } from './jobs-end.ts';
import { type JsonObject, jsonText } from './json.ts';
import { flowsText, probeText } from './probe-runs-row.ts';
import { parseRow } from './row.ts';

/** What a runner says that it found. */
export interface Report {
  readonly job: string;
  readonly attempt: number;
  /** When the probe ended, by the runner's clock (milliseconds since the epoch). */
  readonly at: number;
  readonly outcome: Outcome;
}

/** What became of a job. */
export interface StoredResult {
  /** From 1, in the order in which the results of the run were stored. */
  readonly seq: number;
  /** The task that it belongs to. */
  readonly position: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly outcome: Outcome;
}

/** What a runner last found out by one probe. */
export interface LatestResult {
  readonly runner: string;
  readonly flows: readonly string[];
  readonly role: string;
  readonly probe: Probe;
  readonly about: JsonObject;
  readonly run: string;
  readonly at: number;
  readonly outcome: Outcome;
}

/** What became of jobs. Each has one result, whoever says what how often. */
export interface Results {
  /**
   * Stores what a runner reports, in one transaction. A report on a job that has ended, that there is not, that is another
   * runner's, or that was never handed out, changes nothing. Returns the runs that got a result.
   */
  store(runner: string, reports: readonly Report[]): Promise<readonly string[]>;
  /** Results of a run after the first `seq` of them. Nothing is ever added before one that was read. */
  since(run: string, seq: number): Promise<readonly StoredResult[]>;
  /** What runners themselves last found, by each probe; how a job ended without a runner does not count. */
  latest(): Promise<readonly LatestResult[]>;
}

const resultRow = v.object({
  seq: v.number(),
  position: v.number(),
  at: v.number(),
  outcome: v.pipe(v.string(), v.parseJson(), outcome),
});

const latestRow = v.object({
  name: v.string(),
  flows: flowsText,
  role: v.string(),
  probe: probeText,
  about: jsonText,
  run_id: v.string(),
  at: v.number(),
  outcome: v.pipe(v.string(), v.parseJson(), outcome),
});

/** Makes the store of results over an open database. */
export function createResults({ kind, db }: Pick<Database, 'kind' | 'db'>, clock: Clock): Results {
  return {
    store(runner, reports) {
      return db.transaction().execute(async (transaction) => {
        const work = { kind, transaction, now: clock() };
        const byJob = new Map(reports.map((report) => [report.job, report]));
        const endings: Ending[] = [];
        for (const job of await lockOpenJobs(work, { ids: [...byJob.keys()] })) {
          const report = byJob.get(job.id);
          if (report === undefined || job.runner_id !== runner || report.attempt > job.attempts) continue;
          // A clock that runs ahead must not hold its results above later ones.
          const at = Math.min(report.at, work.now);
          endings.push({ job, state: 'done', at, outcome: report.outcome });
        }
        const runs = await endJobs(work, endings);
        await keepLatest(work, runner, endings);
        return runs;
      });
    },

    async since(run, seq) {
      const rows = await db
        .selectFrom('result')
        .innerJoin('job', 'job.id', 'result.job_id')
        .select(['result.seq', 'job.position', 'result.at', 'result.outcome'])
        .where('result.run_id', '=', run)
        .where('result.seq', '>', seq)
        .orderBy('result.seq')
        .execute();
      return rows.map((row) => parseRow('result', resultRow, row));
    },

    async latest() {
      const rows = await db
        .selectFrom('latest')
        .innerJoin('runner', 'runner.id', 'latest.runner_id')
        .selectAll('latest')
        .select('runner.name')
        .where('runner.revoked_at', 'is', null)
        .orderBy('runner.name')
        .orderBy('latest.probe_key')
        .execute();
      return rows.map((row) => {
        const { name, run_id, ...same } = parseRow('latest', latestRow, row);
        return { ...same, runner: name, run: run_id };
      });
    },
  };
}

/** In the order of keys, so that two transactions with the same probes wait in line; the newer result stays. */
async function keepLatest({ transaction }: Work, runner: string, endings: readonly Ending[]): Promise<void> {
  // One row a probe: no statement may change the same one twice.
  const newest = new Map<string, Ending>();
  for (const ending of endings.toSorted((one, other) => one.at - other.at)) newest.set(ending.job.probe_key, ending);
  const rows = [...newest]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([probe_key, { job, at, outcome }]) => ({
      runner_id: runner,
      probe_key,
      probe: job.probe,
      flows: job.flows,
      role: job.role,
      about: job.about,
      run_id: job.run_id,
      at,
      outcome: JSON.stringify(outcome),
    }));
  for (const part of chunks(rows))
    await transaction
      .insertInto('latest')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(['runner_id', 'probe_key'])
          .doUpdateSet(({ ref }) => ({
            probe: ref('excluded.probe'),
            flows: ref('excluded.flows'),
            role: ref('excluded.role'),
            about: ref('excluded.about'),
            run_id: ref('excluded.run_id'),
            at: ref('excluded.at'),
            outcome: ref('excluded.outcome'),
          }))
          .whereRef('latest.at', '<=', 'excluded.at'),
      )
      .execute();
}
