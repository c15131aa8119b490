import type { Policy } from '../wire/policy.ts';

/** What the limits of a policy are counted in (milliseconds). */
const windowMs = 60_000;

/** When probes were started, newest last: all of them, and by host. Times are milliseconds of a clock that never goes back. */
export interface Starts {
  readonly all: readonly number[];
  readonly byHost: ReadonlyMap<string, readonly number[]>;
}

/** Nothing was started yet. */
export const noStarts: Starts = { all: [], byHost: new Map() };

/** Whether a probe may start now; if not, which limit holds it back and when there is room again. */
export type Room =
  | { readonly kind: 'room'; readonly starts: Starts }
  | { readonly kind: 'full'; readonly limit: 'all' | 'host'; readonly host: string; readonly freeAt: number };

function recent(times: readonly number[], now: number): readonly number[] {
  const first = times.findIndex((time) => time > now - windowMs);
  return first === -1 ? [] : first === 0 ? times : times.slice(first);
}

/** When a list of starts falls below the limit; null where it is below it. */
function fullUntil(times: readonly number[], limit: number): number | null {
  const oldest = times.at(-limit);
  return oldest === undefined ? null : oldest + windowMs;
}

/**
 * Counts one start against `hosts` (a proxy's probe concerns two). In no minute are there more starts than the policy
 * says, whichever minute one looks at; a bucket that fills up again would allow twice as many around a burst.
 */
export function takeRoom(starts: Starts, hosts: readonly string[], { rate }: Pick<Policy, 'rate'>, now: number): Room {
  const all = recent(starts.all, now);
  const allUntil = fullUntil(all, rate.perMinute);
  if (allUntil !== null) return { kind: 'full', limit: 'all', host: '', freeAt: allUntil };
  const byHost = new Map<string, readonly number[]>();
  for (const [host, times] of starts.byHost) {
    const left = recent(times, now);
    if (left.length > 0) byHost.set(host, left);
  }
  for (const host of new Set(hosts)) {
    const times = byHost.get(host) ?? [];
    const until = fullUntil(times, rate.perHostPerMinute);
    if (until !== null) return { kind: 'full', limit: 'host', host, freeAt: until };
    byHost.set(host, [...times, now]);
  }
  return { kind: 'room', starts: { all: [...all, now], byHost } };
}
