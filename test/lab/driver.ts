/*
 * Runs inside a machine of the lab for as long as the suites do: reads errands on standard input, proves everything with
 * the probers as they are, and prints a report for each errand.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { createPace } from '../../src/probe/pace.ts';
import { createProve, type Prove } from '../../src/probe/prove.ts';
import { createResolver } from '../../src/probe/resolve/resolver.ts';
import { pause } from '../../src/probe/stopping.ts';
import { errand, type Report, type Settings } from './errand.ts';

/** Longer than any probe takes that ends by itself. */
const deadlineMs = 60_000;

const pem = (path: string) => readFileSync(path, 'utf8');

/** Every errand starts from nothing: no name is remembered, nobody waits. */
function proverOf({ timeoutMs, perTarget, total, clockShiftMs, proxy, trust }: Settings): Prove {
  return createProve({
    resolver: createResolver({ servers: [], timeoutMs, clock: () => performance.now() }),
    pace: createPace({ perTarget, total, waiting: Number.POSITIVE_INFINITY }),
    trust: { bundled: trust.bundled.map(pem), system: trust.system.map(pem) },
    proxyFor: () => proxy,
    timeoutMs,
    now: () => Date.now() + clockShiftMs,
    wait: pause,
  });
}

async function run(line: string): Promise<Report> {
  const { id, settings, probes } = v.parse(v.pipe(v.string(), v.parseJson(), errand), line);
  const prove = proverOf(settings);
  const options = () => ({ signal: AbortSignal.timeout(deadlineMs), permits: () => true });
  return { id, outcomes: await Promise.all(probes.map((probe) => prove(probe, options()))) };
}

for await (const line of createInterface(process.stdin))
  void run(line).then((told) => process.stdout.write(`${JSON.stringify(told)}\n`));
