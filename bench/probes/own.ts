/*
 * A process that proves many ports, or many flows, as a runner does. Its argument is the task below; it writes a tally.
 */
import * as v from 'valibot';
import { createPace, defaultLimits } from '../../src/probe/pace.ts';
import type { Probe } from '../../src/probe/probe.ts';
import { ask } from '../../src/probe/probers.ts';
import { createProve, type Prove } from '../../src/probe/prove.ts';
import { createResolver } from '../../src/probe/resolve/resolver.ts';
import { pause } from '../../src/probe/stopping.ts';
import { startStopwatch } from '../../src/probe/stopwatch.ts';
import { flowsOf } from './flows.ts';
import { addressesOf, pairsOf, spread } from './spread.ts';
import { takeTally } from './tally.ts';

const limits = {
  /** In flight over all targets; one target has the usual few. */
  total: v.number(),
  timeoutMs: v.number(),
};

const task = v.variant('work', [
  v.strictObject({
    work: v.literal('ports'),
    spread,
    /** What an open port, or a dropped one, comes to. */
    expected: v.picklist(['open', 'filtered']),
    /** `usual` tries once more after silence; `one` asks the prober alone, as tools do that are told not to retry. */
    tries: v.picklist(['one', 'usual']),
    ...limits,
  }),
  v.strictObject({
    work: v.literal('flows'),
    hosts: v.number(),
    /** The authority of the hosts' certificates, PEM. */
    root: v.string(),
    ...limits,
  }),
]);

const given = v.parse(v.pipe(v.string(), v.parseJson(), task), process.argv[2]);
const { total, timeoutMs } = given;
/** Of one probe: far above what any takes here, with its wait (milliseconds). */
const deadlineMs = 600_000;
const pace = createPace({ ...defaultLimits, total });
const trust = { bundled: given.work === 'flows' ? [given.root] : [], system: [] };
const expected = given.work === 'flows' ? 'open' : given.expected;

/** The first of each list, then the second of each: neighbours are of different hosts. */
function turnByTurn(lists: readonly (readonly Probe[])[]): readonly Probe[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, nth) => lists.flatMap((list) => list[nth] ?? [])).flat();
}

const probes: readonly Probe[] =
  given.work === 'flows'
    ? turnByTurn(addressesOf(given.hosts).map(flowsOf))
    : pairsOf(given.spread).map(({ host, port }) => ({ kind: 'tcp', host, port }));

const prove: Prove = createProve({
  resolver: createResolver({ servers: [], timeoutMs, clock: () => performance.now() }),
  pace,
  trust,
  proxyFor: () => null,
  timeoutMs,
  now: Date.now,
  wait: pause,
});

/** Each probe has its own, as each job of a runner has. A signal that thousands listen to takes longer with each of them. */
function signalOfOne(): AbortSignal {
  return AbortSignal.any([new AbortController().signal, AbortSignal.timeout(deadlineMs)]);
}

/** One try of a prober, in its turn. */
async function proveOnce(probe: Probe): Promise<{ readonly verdict: string; readonly attempts: number }> {
  const signal = signalOfOne();
  const turn = await pace.run(probe.host, signal, () =>
    ask(probe, {
      address: probe.host,
      timeoutMs,
      signal,
      stopwatch: startStopwatch(),
      proxy: null,
      trust,
      now: Date.now,
    }),
  );
  return { verdict: turn.kind === 'done' ? turn.value.verdict : turn.kind, attempts: 1 };
}

const isOnce = given.work === 'ports' && given.tries === 'one';

const result = await takeTally(probes, total, async (probe) => {
  const outcome = isOnce ? await proveOnce(probe) : await prove(probe, { signal: signalOfOne(), permits: () => true });
  const { verdict, attempts } = outcome;
  const odd = verdict === expected ? null : `${probe.kind} ${probe.host}:${probe.port} ${JSON.stringify(outcome)}`;
  return { verdict, twice: attempts > 1, odd: odd?.slice(0, 600) ?? null };
});
process.stdout.write(JSON.stringify(result));
