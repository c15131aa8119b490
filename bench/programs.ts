import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Ran, run } from '../test/lab/run.ts';

/** What a command came to, and how long the whole of it took (milliseconds). */
export interface Timed extends Ran {
  readonly wallMs: number;
}

/** Runs a command to its end, or ends it after `timeoutMs`: then its `status` is null. */
export async function timeCommand(command: string, args: readonly string[], timeoutMs: number): Promise<Timed> {
  const begun = performance.now();
  const ran = await run(command, args, { timeoutMs });
  return { ...ran, wallMs: performance.now() - begun };
}

/** Path of a program of the bench, relative to this folder. */
function pathOf(program: string): string {
  return fileURLToPath(new URL(program, import.meta.url));
}

/**
 * Runs a program of the bench under this Node. It is given JSON as its only argument and writes one JSON text, which is
 * returned unread. Fails where it does, or is not done in time.
 */
export async function timeProgram(
  program: string,
  task: unknown,
  timeoutMs: number,
): Promise<{ readonly said: unknown; readonly wallMs: number }> {
  const ran = await timeCommand(process.execPath, [pathOf(program), JSON.stringify(task)], timeoutMs);
  if (ran.status === 0) return { said: JSON.parse(ran.stdout), wallMs: ran.wallMs };
  throw new Error(`${program} ended with ${ran.status ?? 'a kill'}: ${ran.stderr.slice(-2_000)}`);
}

/** A program that runs until it is stopped. */
export interface Running {
  /** The first line that it wrote, as JSON. */
  readonly said: unknown;
  stop(): Promise<void>;
}

const readyWithinMs = 30_000;

/** Starts a program of the bench that writes one JSON line when it is ready. Fails where none comes in time. */
export async function startProgram(program: string, task: unknown): Promise<Running> {
  const child = spawn(process.execPath, [pathOf(program), JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), readyWithinMs);
  const first = Promise.race([
    once(createInterface(child.stdout), 'line', { signal: late.signal }),
    exited.then(() => {
      throw new Error(`${program} ended early`);
    }),
  ]);
  try {
    const [line]: unknown[] = await first;
    return { said: JSON.parse(String(line)), stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
