import * as v from 'valibot';
import { time } from '../wire/parts.ts';
import { type Folder, readWhole, writeWhole } from './folder.ts';
import type { RunnerStatus } from './state.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const statusFile = v.object({
  version: v.literal(1),
  pid: count,
  /** Version of this program. */
  portolan: v.pipe(v.string(), v.maxLength(100)),
  startedAt: time,
  /** When this was written; a runner writes it every few seconds. */
  writtenAt: time,
  state: v.picklist(['connecting', 'connected', 'waiting', 'stopping', 'stopped', 'sent-away']),
  since: time,
  why: v.nullable(v.pipe(v.string(), v.maxLength(2_000))),
  lastContactAt: v.nullable(time),
  skewMs: v.nullable(v.number()),
  jobs: v.object({ done: count, refused: count, rejected: count }),
  held: count,
  outbox: count,
  /** What is wrong with the policy file; null where it is used. */
  policyFault: v.nullable(v.pipe(v.string(), v.maxLength(2_000))),
});

/** How a running runner is, as it last wrote it down. */
export type StatusFile = v.InferOutput<typeof statusFile>;

/** How often a runner writes it, and after how long without that it counts as gone (milliseconds). */
export const statusEveryMs = 10_000;
export const staleAfterMs = 30_000;

/** The last status of a folder; null where there is none that can be read. */
export async function readStatusFile(folder: Folder): Promise<StatusFile | null> {
  const text = await readWhole(folder.status);
  if (text === null) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), statusFile), text);
  return parsed.success ? parsed.output : null;
}

/** Whether a process with this id runs on this computer. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, as another account.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Whether a runner still works in the folder whose status this is: it said so a moment ago, and its process is there. A
 * process that ended without a word may have left its id to another, so either alone is not enough.
 */
export function isAlive({ pid, state, writtenAt }: StatusFile, now: number): boolean {
  const over = state === 'stopped' || state === 'sent-away';
  // A clock that was set back makes it look written in the future.
  return !over && Math.abs(now - writtenAt) < staleAfterMs && isRunning(pid);
}

/** What a process adds to the status of its runner. */
export interface StatusContext {
  readonly portolan: string;
  readonly startedAt: number;
  now(): number;
  status(): RunnerStatus;
  policyFault(): string | null;
  fault(error: unknown): void;
}

/** Keeps the status of a folder up to date: at each `tell`, and every few seconds until `stop`. */
export function keepStatusFile(folder: Folder, context: StatusContext): { tell(): void; stop(): Promise<void> } {
  let writing: Promise<void> | null = null;
  let again = false;

  async function write(): Promise<void> {
    while (again) {
      again = false;
      const { portolan, startedAt } = context;
      const policyFault = context.policyFault();
      const content: StatusFile = {
        version: 1,
        pid: process.pid,
        portolan,
        startedAt,
        writtenAt: context.now(),
        ...context.status(),
        policyFault,
      };
      await writeWhole(folder.status, `${JSON.stringify(content, null, 2)}\n`, false).catch(context.fault);
    }
    writing = null;
  }

  function tell(): void {
    again = true;
    writing ??= write();
  }

  const timer = setInterval(tell, statusEveryMs);
  tell();
  return {
    tell,
    async stop() {
      clearInterval(timer);
      tell();
      await writing;
    },
  };
}
