import { isIP } from 'node:net';
import { faultOf, stopped } from './net/socket-error.ts';
import type { Circumstances, Finding, Outcome, Verdict } from './outcome.ts';
import type { Pace } from './pace.ts';
import type { Probe } from './probe.ts';
import type { ProxyHop, TrustStores } from './prober.ts';
import { ask } from './probers.ts';
import type { Resolver } from './resolve/resolution.ts';
import type { Wait } from './stopping.ts';
import { startStopwatch } from './stopwatch.ts';
import { findWays, type Way, type Ways } from './way.ts';

/**
 * How long one step of a probe may take (milliseconds). Linux gives an absent host up after 3.1 s, and with 1 s one in
 * ten answers of a busy server was missed.
 */
export const defaultTimeoutMs = 3_500;

/** How long after silence it is tried once more (milliseconds): what dropped one packet in a burst has calmed down. */
const spacingMs = 400;

/** What proving stands on. */
export interface ProveParts {
  readonly resolver: Resolver;
  readonly pace: Pace;
  readonly trust: TrustStores;
  /** The HTTP proxy that stands between this computer and a host; null where there is none. */
  proxyFor(host: string, port: number): ProxyHop | null;
  /** See `defaultTimeoutMs`. */
  readonly timeoutMs: number;
  /** Wall clock, milliseconds since the epoch. */
  now(): number;
  readonly wait: Wait;
}

/** What bounds one proof. */
export interface ProveOptions {
  /** The one deadline of the job (its reason is a `TimeoutError`), or its cancellation. */
  readonly signal: AbortSignal;
  /** Has the last word on each address that the name of the host came to. */
  permits(address: string): boolean;
}

/** Proves one flow and says what became of it. Never throws: a fault of our own is the verdict `error`. */
export type Prove = (probe: Probe, options: ProveOptions) => Promise<Outcome>;

/** What one try came to. */
interface Attempt {
  readonly finding: Finding;
  readonly way: Way;
  readonly timings: Circumstances['timings'];
}

/** Verdicts after which the other family is tried: nothing can be had at the port of this address. */
const unanswered: ReadonlySet<Verdict> = new Set(['refused', 'filtered', 'unreachable']);

/** Nothing was heard at all, which one lost packet can explain. */
function isSilence(finding: Finding): boolean {
  if (finding.verdict === 'unresolved') return finding.code === 'ETIMEOUT';
  return finding.verdict === 'filtered' || finding.verdict === 'open-or-filtered';
}

/** The deadline takes nothing away from what was found before it. */
function isDeadline(finding: Finding): boolean {
  return finding.verdict === 'error' && finding.code === 'deadline';
}

const noTime: Circumstances['timings'] = { resolve: null, connect: null, tls: null, answer: null, total: 0 };

/** Makes the one function that proves flows. */
export function createProve(parts: ProveParts): Prove {
  const { pace, trust, timeoutMs, now, wait } = parts;

  async function attempt(probe: Probe, way: Way, signal: AbortSignal): Promise<Attempt> {
    const turn = await pace.run(way.address.toLowerCase(), signal, async (): Promise<Attempt> => {
      const stopwatch = startStopwatch();
      const ground = { address: way.address, timeoutMs, signal, stopwatch, proxy: way.proxy, trust, now };
      const finding = await ask(probe, ground).catch(faultOf);
      return { finding, way, timings: stopwatch.read() };
    });
    if (turn.kind === 'done') return turn.value;
    if (turn.kind === 'stopped') return { finding: stopped(signal), way, timings: noTime };
    const full = { verdict: 'error', evidence: null, code: 'busy', detail: 'too many probes wait' } as const;
    return { finding: full, way, timings: noTime };
  }

  /** Tries the ways in turn while nobody answers. Of ways that all fail, the first that leads anywhere is told. */
  async function attemptAll(probe: Probe, [first, ...others]: Ways, signal: AbortSignal): Promise<Attempt> {
    let told = await attempt(probe, first, signal);
    for (const way of others) {
      if (!unanswered.has(told.finding.verdict)) return told;
      const next = await attempt(probe, way, signal);
      if (isDeadline(next.finding)) return told;
      if (told.finding.verdict === 'unreachable' || !unanswered.has(next.finding.verdict)) told = next;
    }
    return told;
  }

  /** Where there was only silence, does the same once more after a pause; null where there was none, or no time is left. */
  async function onceMore<Found>(
    finding: Finding | null,
    signal: AbortSignal,
    once: () => Promise<Found>,
    findingOf: (found: Found) => Finding | null,
  ): Promise<Found | null> {
    if (finding === null || !isSilence(finding)) return null;
    await wait(spacingMs, signal);
    const second = await once();
    const after = findingOf(second);
    return after !== null && isDeadline(after) ? null : second;
  }

  async function prove(probe: Probe, options: ProveOptions): Promise<Outcome> {
    const { signal } = options;
    const find = () => findWays(probe, parts, options);
    const endOf = ({ ways }: Awaited<ReturnType<typeof find>>) => (ways.kind === 'ended' ? ways.finding : null);
    const found = await find();
    const foundAgain = await onceMore(endOf(found), signal, find, endOf);
    const { ways, resolveMs } = foundAgain ?? found;
    const timed = (timings: Circumstances['timings']) => ({
      ...timings,
      resolve: resolveMs,
      total: Math.round((timings.total + (resolveMs ?? 0)) * 1_000) / 1_000,
    });
    if (ways.kind === 'ended') {
      const attempts = ways.finding.verdict !== 'unresolved' ? 0 : foundAgain === null ? 1 : 2;
      return { ...ways.finding, address: null, via: null, attempts, timings: timed(noTime) };
    }

    const once = await attemptAll(probe, ways.value, signal);
    const findingOf = ({ finding }: Attempt) => finding;
    const twice = await onceMore(once.finding, signal, () => attempt(probe, once.way, signal), findingOf);
    const { finding, way, timings } = twice ?? once;
    return {
      ...finding,
      // What a proxy resolved the name to is its own affair.
      address: isIP(way.address) === 0 ? null : way.address,
      via: way.via,
      attempts: twice === null ? 1 : 2,
      timings: timed(timings),
    };
  }

  return async (probe, options) => {
    try {
      return await prove(probe, options);
    } catch (error) {
      return { ...faultOf(error), address: null, via: null, attempts: 0, timings: noTime };
    }
  };
}
