import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { DatabaseLocation } from '../../src/store/database.ts';

/** Time for a test that starts processes: they take a second, and many where other work fills the machine. */
export const processAllowanceMs = 30_000;

/** A worker process (worker.ts) that stands ready to work on a database. */
export interface Worker {
  /** Lets it begin. */
  go(): void;
  kill(): void;
  /** Its result lines, as they come. */
  readonly lines: AsyncIterable<string>;
  /** Its result lines, once it ended by itself; fails with what it wrote to standard error when it ended badly. */
  results(): Promise<readonly string[]>;
}

/** Starts this many workers and waits until all stand ready, so that `go` sets them off together. */
export function startWorkers(
  count: number,
  task: 'migrate' | 'claim' | 'append',
  location: DatabaseLocation,
  argument = '',
): Promise<readonly Worker[]> {
  return Promise.all(Array.from({ length: count }, () => startWorker(task, location, argument)));
}

async function startWorker(task: string, location: DatabaseLocation, argument: string): Promise<Worker> {
  const script = fileURLToPath(import.meta.resolve('./worker.ts'));
  const child = spawn(process.execPath, [script, task, JSON.stringify(location), argument]);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = once(child, 'close');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.value !== 'ready') throw new Error(`worker did not start: ${errors}`);
  return {
    go: () => child.stdin.end('go\n'),
    kill: () => child.kill('SIGKILL'),
    lines: { [Symbol.asyncIterator]: () => lines },
    async results() {
      const all: string[] = [];
      for await (const line of { [Symbol.asyncIterator]: () => lines }) all.push(line);
      const [code] = await ended;
      if (code !== 0) throw new Error(`worker ended with ${code}: ${errors}`);
      return all;
    },
  };
}
