import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { outcome } from '../probe/outcome.ts';
import { id, time } from '../wire/parts.ts';
import { longestMessage } from '../wire/version.ts';
import { readWhole, syncFolder, writeWhole } from './folder.ts';

const report = v.object({
  job: id,
  attempt: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** When the probe ended. */
  at: time,
  outcome,
});

/** The result of a job, as the hub is told it. */
export type Report = v.InferOutput<typeof report>;

/** Results that the hub has not stored yet. */
export interface Outbox {
  /** Keeps a result; when this resolves it outlives a crash. Where the disk fails it is kept in memory, and `fault` says why. */
  put(kept: Report): Promise<{ readonly fault: unknown }>;
  has(job: string): boolean;
  /** A result; null where there is none, or none that can be read any more. */
  read(job: string): Promise<Report | null>;
  /** Forgets a result: it is the hub's now. */
  remove(job: string): Promise<void>;
  /** The jobs whose results are kept, oldest first. */
  jobs(): readonly string[];
  readonly size: number;
  /** Whether it keeps as many as it may: then no new job is taken, so that no result is ever thrown away for room. */
  readonly full: boolean;
}

/** Most results that are kept for a hub that does not store them: at 2 KB each, 20 MB. */
const mostReports = 10_000;

/** A result that no hub wanted for this long is thrown away at the next start: its job expired long before (milliseconds). */
const keepMs = 7 * 24 * 3_600_000;

/** A result that a hub may take is at most a message, and the rest of the file is small. */
const longestFile = 2 * longestMessage;

/** Results that end with the process. */
export function createMemoryOutbox(most = mostReports): Outbox {
  const reports = new Map<string, Report>();
  return {
    async put(kept) {
      reports.set(kept.job, kept);
      return { fault: null };
    },
    has: (job) => reports.has(job),
    read: async (job) => reports.get(job) ?? null,
    async remove(job) {
      reports.delete(job);
    },
    jobs: () => [...reports.keys()],
    get size() {
      return reports.size;
    },
    get full() {
      return reports.size >= most;
    },
  };
}

/** Two jobs whose ids differ in case alone are two files also where the disk knows no case. */
function fileOf(folder: string, job: string): string {
  return join(folder, `${createHash('sha256').update(job).digest('hex').slice(0, 32)}.json`);
}

export interface OutboxParts {
  /** Milliseconds since the epoch. */
  now(): number;
  readonly most?: number;
}

/** Results in a folder, a file each. What a crash left half written is cleared away; what cannot be read is not kept. */
export async function openOutbox(folder: string, { now, most = mostReports }: OutboxParts): Promise<Outbox> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  /** By job: null where the file holds it, the report where only memory does. */
  const kept = new Map<string, Report | null>();

  const found: Report[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const one = name.endsWith('.json') ? await readReport(path) : null;
    if (one === null || one.at + keepMs < now()) await rm(path, { force: true, recursive: true });
    else found.push(one);
  }
  for (const { job } of found.sort((a, b) => a.at - b.at)) kept.set(job, null);

  return {
    async put(one) {
      kept.set(one.job, one);
      try {
        await writeWhole(fileOf(folder, one.job), JSON.stringify(one));
        if (kept.has(one.job)) kept.set(one.job, null);
        return { fault: null };
      } catch (fault) {
        return { fault };
      }
    },
    has: (job) => kept.has(job),
    async read(job) {
      if (!kept.has(job)) return null;
      return kept.get(job) ?? (await readReport(fileOf(folder, job)));
    },
    async remove(job) {
      if (!kept.delete(job)) return;
      await rm(fileOf(folder, job), { force: true });
    },
    jobs: () => [...kept.keys()],
    get size() {
      return kept.size;
    },
    get full() {
      return kept.size >= most;
    },
  };
}

async function readReport(path: string): Promise<Report | null> {
  try {
    const text = await readWhole(path, longestFile);
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), report), text);
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Throws away what is kept for an enrolment that is no more. */
export async function clearOutbox(folder: string): Promise<void> {
  await rm(folder, { force: true, recursive: true });
  await syncFolder(join(folder, '..'));
}
