import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../tools/free-port.ts';

/** A server in a process of its own. */
export interface RunningServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Milliseconds from the start of the process until it said that it is ready. */
  readonly readyAfter: number;
  /** Resident memory in megabytes (2^20 bytes), as Linux tells it; NaN elsewhere. */
  residentMb(): number;
  stop(): Promise<void>;
}

/** A server to start: a program, its arguments, and its environment beside PORT. */
export interface Program {
  readonly path: string;
  readonly parameters?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const startMs = 30_000;
/** How often a starting server is asked whether it is ready: what the figure may be off by. */
const pollMs = 5;

function residentOf(child: ChildProcess): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024;
  } catch {
    return Number.NaN;
  }
}

/**
 * Starts a program of this folder (a path relative to it) with nothing of this process's environment but the search
 * path, in an empty folder that is also its data folder, and waits until /readyz answers 200.
 */
export async function startServer({ path, parameters = [], environment = {} }: Program): Promise<RunningServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'portolan-bench-'));
  const begun = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL(path, import.meta.url)), ...parameters], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env['PATH'], PORT: String(port), PORTOLAN_DATA: folder, LOG_LEVEL: 'error', ...environment },
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill();
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      async (response) => {
        await response.arrayBuffer();
        return response.ok;
      },
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null || performance.now() - begun > startMs) {
      await stop();
      throw new Error(`${path} does not get ready`);
    }
    await sleep(pollMs);
  }
  const readyAfter = performance.now() - begun;
  return { url, readyAfter, residentMb: () => residentOf(child), stop };
}
