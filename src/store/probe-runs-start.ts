import * as v from 'valibot';
import { type Probe, probe as probeSchema } from '../probe/probe.ts';
import { digest } from './digest.ts';
import { chunks, endJobs, type OpenJob, type Work } from './jobs-end.ts';
import { outcomeOf } from './jobs-outcomes.ts';
import { isOpen } from './jobs-states.ts';
import type { JsonObject } from './json.ts';
import { storable } from './storable.ts';

/** One probe that is to be made. */
export interface NewTask {
  /** Name of the runner that is to make it. */
  readonly runner: string;
  /** What of the catalog it proves, at least one. */
  readonly flows: readonly string[];
  /** The role that the runner plays in it. */
  readonly role: string;
  readonly probe: Probe;
  /** How long the probe may take (milliseconds). */
  readonly deadlineMs: number;
  /** What whoever asks wants to read again with the outcome. */
  readonly about: JsonObject;
}

/** What one command line asks of runners. */
export interface NewRun {
  /** Spelt as a principal. */
  readonly by: string;
  readonly place: string;
  readonly command: string;
  /** When its jobs are of no more use (milliseconds since the epoch). */
  readonly expiresAt: number;
  readonly tasks: readonly NewTask[];
}

/** Whether a run was queued. */
export type StartedRun =
  /** `runners` have work now, by id. */
  | { readonly kind: 'started'; readonly id: string; readonly runners: readonly string[] }
  /** Nothing was queued, since this runner would have more than `most` open jobs. */
  | { readonly kind: 'queue-full'; readonly runner: string; readonly most: number };

/** Ids for what a run makes. */
export interface RunIds {
  /** Short and typable; may come out twice, and is then asked for again. */
  run(): string;
  /** Never the same twice. */
  job(): string;
}

/**
 * Jobs that may be open for one runner at a time: 22 flows against some 450 hosts, and minutes of work. Whoever asks for
 * more is told so, rather than everyone after him.
 */
export const mostOpenJobs = 10_000;

/**
 * What two probes share that ask the same: the digest of all that they say, whose keys stand in the order of the schema
 * and whose host is written small.
 */
export function probeKey(probe: Probe): string {
  return digest(JSON.stringify(v.parse(probeSchema, { ...probe, host: probe.host.toLowerCase() })));
}

/** Queues a run within a transaction. */
export async function startRun(work: Work, run: NewRun, ids: RunIds): Promise<StartedRun> {
  const names = [...new Set(run.tasks.map(({ runner }) => runner))];
  const runners = await lockRunners(work, names);
  const wanted = Map.groupBy(run.tasks, ({ runner }) => runner);
  for (const [name, id] of runners)
    if ((await openJobsOf(work, id)) + (wanted.get(name)?.length ?? 0) > mostOpenJobs)
      return { kind: 'queue-full', runner: name, most: mostOpenJobs };
  const id = await insertRun(work, run, ids);
  const jobs = run.tasks.map(
    (task, position): OpenJob => ({
      id: ids.job(),
      run_id: id,
      position,
      runner_id: runners.get(task.runner) ?? null,
      runner_name: task.runner,
      state: 'queued',
      flows: JSON.stringify(task.flows),
      role: task.role,
      about: JSON.stringify(task.about),
      probe: JSON.stringify(task.probe),
      probe_key: probeKey(task.probe),
      deadline_ms: task.deadlineMs,
      attempts: 0,
      lease_until: null,
      run_at: work.now,
      expires_at: run.expiresAt,
    }),
  );
  for (const part of chunks(jobs)) await work.transaction.insertInto('job').values(part).execute();
  const outcome = outcomeOf('no-runner');
  const lost = jobs.filter((job) => job.runner_id === null);
  await endJobs(
    work,
    lost.map((job) => ({ job, state: 'dead', at: work.now, outcome })),
  );
  return { kind: 'started', id, runners: [...runners.values()] };
}

/**
 * The runners of these names that are not revoked, id by name, and locked: two runs do not pass the limit together, and
 * whoever revokes one finds every job that was queued for it before.
 */
async function lockRunners(
  { kind, transaction }: Work,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const living = transaction
    .selectFrom('runner')
    .select(['id', 'name'])
    .where('name', 'in', names)
    .where('revoked_at', 'is', null)
    .orderBy('id');
  const rows = await (kind === 'postgres' ? living.forUpdate() : living).execute();
  return new Map(rows.map(({ id, name }) => [name, id]));
}

async function openJobsOf({ transaction }: Work, runner: string): Promise<number> {
  const { open } = await transaction
    .selectFrom('job')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('runner_id', '=', runner)
    .where(isOpen)
    .executeTakeFirstOrThrow();
  return open;
}

/** Of 40 bits each, two ids seldom meet; one that did five times in a row did not come from a random source. */
const triesForAnId = 5;

async function insertRun({ transaction, now }: Work, run: NewRun, ids: RunIds): Promise<string> {
  for (let tries = 0; tries < triesForAnId; tries++) {
    const inserted = await transaction
      .insertInto('probe_run')
      .values({
        id: ids.run(),
        asked_by: storable(run.by),
        place: storable(run.place),
        command: storable(run.command),
        created_at: now,
        finished_at: run.tasks.length === 0 ? now : null,
        cancelled_at: null,
        cancelled_by: null,
        total: run.tasks.length,
        ended: 0,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (inserted !== undefined) return inserted.id;
  }
  throw new TypeError('every id of a run was taken');
}
