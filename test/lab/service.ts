import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from './addresses.ts';
import { type Listener, listens } from './listening.ts';
import { namespaceOf } from './namespaces.ts';

/** What a lab is made in. */
export interface Site {
  /** The process that owns it; part of the names of its namespaces. */
  readonly pid: number;
  /** Its temporary folder. */
  readonly folder: string;
}

/** A server to be started in one of the machines. It must stay in the foreground. */
export interface ServiceOrder {
  readonly name: string;
  readonly machine: Machine;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** It is ready when all of these are open. */
  readonly ready: readonly Listener[];
}

/** A server that is ready. */
export interface Service {
  readonly name: string;
  readonly pid: number;
  /** Asks it to end, and ends it. */
  stop(): Promise<void>;
}

/** Where a server's output goes. */
export function logOf(site: Site, name: string): string {
  return join(site.folder, 'logs', `${name}.log`);
}

/** The last lines that a server wrote. */
export function tailOf(site: Site, name: string, lines: number): string {
  return readFileSync(logOf(site, name), 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/** Every process of a server; it leads its own group. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // It is gone already.
  }
}

/** How long a server may take to be ready, milliseconds: six times what the slowest needs on a machine with nothing else to do. */
const deadlineMs = 60_000;

/** How long a server may take to end when asked; after that it is killed. */
const farewellMs = 2_000;

async function stop(child: ChildProcess, pid: number): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    signal(pid, 'SIGTERM');
    await Promise.race([ended, sleep(farewellMs, undefined, { ref: false })]);
  }
  signal(pid, 'SIGKILL');
}

/** Starts a server and waits until it is ready. Fails, with the end of its log, where it is not in time or ends first. */
export async function startService(site: Site, order: ServiceOrder): Promise<Service> {
  const { name } = order;
  const log = openSync(logOf(site, name), 'a');
  const child = spawn('ip', ['netns', 'exec', namespaceOf(site.pid, order.machine), order.command, ...order.args], {
    stdio: ['ignore', log, log],
    detached: true,
    cwd: site.folder,
    // What a server keeps for the user who runs it must not reach that user's home.
    env: { ...process.env, HOME: site.folder, ...order.env },
  });
  closeSync(log);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} could not be started`);
  const deadline = performance.now() + deadlineMs;
  while (!listens(pid, order.ready)) {
    const gone = child.exitCode !== null || child.signalCode !== null;
    if (gone || performance.now() > deadline) {
      await stop(child, pid);
      throw new Error(`${name} ${gone ? 'ended at once' : 'was not ready in time'}:\n${tailOf(site, name, 30)}`);
    }
    await sleep(50);
  }
  return { name, pid, stop: () => stop(child, pid) };
}
