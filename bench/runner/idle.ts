import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that runs until it is told to stop. */
export interface Program {
  readonly name: string;
  readonly command: readonly string[];
  /** The line on standard output that says that it is at work. */
  readonly ready: string;
}

/** One start of it. */
export interface Start {
  /** From the start of the process to that line (milliseconds). */
  readonly readyMs: number;
  /** Resident, and of that what is its own alone (2^20 bytes), after it had nothing to do for a while. */
  readonly residentMb: number;
  readonly privateMb: number;
  /** Processor time until then (milliseconds). */
  readonly cpuMs: number;
}

const readyWithinMs = 30_000;
/** Clock ticks of /proc/PID/stat are hundredths of a second on every Linux that Node runs on. */
const tickMs = 10;

/** Resident and private memory as Linux adds it up. */
function memoryOf(pid: number): { readonly residentMb: number; readonly privateMb: number } {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]);
  return { residentMb: kb('Rss') / 1_024, privateMb: (kb('Private_Clean') + kb('Private_Dirty')) / 1_024 };
}

function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // After the name, which stands in parentheses and may hold anything: utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

async function untilReady(child: ChildProcess, ready: string): Promise<void> {
  if (child.stdout === null) throw new TypeError('its output is not read');
  const lines = createInterface(child.stdout);
  const timer = setTimeout(() => lines.close(), readyWithinMs);
  try {
    for await (const line of lines) if (line === ready) return;
    throw new Error(`it never said “${ready}”`);
  } finally {
    clearTimeout(timer);
  }
}

/** Starts it, lets it idle, looks at it and stops it. */
export async function watchStart({ command, ready }: Program, idleMs: number): Promise<Start> {
  const [file = '', ...words] = command;
  const begun = performance.now();
  const child = spawn(file, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  try {
    await untilReady(child, ready);
    const readyMs = performance.now() - begun;
    await sleep(idleMs);
    const pid = child.pid ?? 0;
    return { readyMs, ...memoryOf(pid), cpuMs: cpuOf(pid) };
  } finally {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), readyWithinMs);
    await exited;
    clearTimeout(late);
  }
}
