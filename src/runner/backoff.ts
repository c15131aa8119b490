/** How long a runner waits before it connects again (milliseconds). */
export interface Backoff {
  /** Window of the first wait; each failure doubles it. */
  readonly baseMs: number;
  /** Widest window. */
  readonly capMs: number;
}

export const usualBackoff: Backoff = { baseMs: 1_000, capMs: 30_000 };

/**
 * Full jitter: anywhere in the window, so that runners that lost their hub together do not come back together. `tries`
 * counts failures in a row from 0; `random` is in [0, 1).
 */
export function fullJitter(tries: number, random: number, { baseMs, capMs }: Backoff): number {
  return Math.floor(random * Math.min(capMs, baseMs * 2 ** Math.min(tries, 30)));
}

/** The same with a window of at least `spreadMs`, as a hub asks whose runners would else all come back at once. */
export function widened({ baseMs, capMs }: Backoff, spreadMs: number): Backoff {
  return { baseMs: Math.max(baseMs, spreadMs), capMs: Math.max(capMs, spreadMs) };
}

/** A long wait that is spread too: between half of `ms` and all of it. */
export function spread(ms: number, random: number): number {
  return Math.floor(ms / 2 + (random * ms) / 2);
}
