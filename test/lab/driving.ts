import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { Outcome } from '../../src/probe/outcome.ts';
import type { Probe } from '../../src/probe/probe.ts';
import { type Errand, report, type Settings } from './errand.ts';
import { insideOf } from './running.ts';

/** The process on the client that runs the probers (driver.ts). */
export interface Driver {
  /** Outcomes in the order of the probes. Fails where the driver ends, or answers what a hub would not take. */
  run(settings: Settings, probes: readonly Probe[]): Promise<readonly Outcome[]>;
  stop(): void;
}

/** An outcome beside what was asked. */
export interface Asked {
  readonly kind: Probe['kind'];
  readonly outcome: Outcome;
}

const everything: Asked[] = [];

/** All outcomes of this process so far. */
export function everyOutcome(): readonly Asked[] {
  return everything;
}

function startDriver(): Driver {
  const script = fileURLToPath(import.meta.resolve('./driver.ts'));
  const child: ChildProcessWithoutNullStreams = spawn(...insideOf('cli', process.execPath, [script]), {
    stdio: 'pipe',
  });
  const waiting = new Map<number, PromiseWithResolvers<readonly Outcome[]>>();
  let errors = '';
  let next = 0;

  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.on('close', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the driver ended with ${code}: ${errors}`));
    running = null;
  });
  createInterface(child.stdout).on('line', (line) => {
    // Read with the schema that a hub reads with: an outcome that a runner could not hand in is found here.
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), report), line);
    if (read.success) waiting.get(read.output.id)?.resolve(read.output.outcomes);
    else for (const { reject } of waiting.values()) reject(new Error(`${v.summarize(read.issues)}\n${line}`));
  });

  return {
    async run(settings, probes) {
      const errand: Errand = { id: next++, settings, probes: [...probes] };
      const told = Promise.withResolvers<readonly Outcome[]>();
      waiting.set(errand.id, told);
      child.stdin.write(`${JSON.stringify(errand)}\n`);
      const outcomes = await told.promise;
      everything.push(
        ...probes.flatMap(({ kind }, index) => {
          const outcome = outcomes[index];
          return outcome === undefined ? [] : [{ kind, outcome }];
        }),
      );
      return outcomes;
    },
    stop: () => void child.stdin.end(),
  };
}

let running: Driver | null = null;

/** The one driver of this process, started when it is first needed. */
export function driver(): Driver {
  running ??= startDriver();
  return running;
}

/** Lets the driver end, where one was started. */
export function stopDriver(): void {
  running?.stop();
}
