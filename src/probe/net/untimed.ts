import type { Ground } from '../prober.ts';

/** The same ground with a stopwatch that stands still: for steps that are not the target's own. */
export function untimed(ground: Ground): Ground {
  return { ...ground, stopwatch: { time: (_step, work) => work(), read: () => ground.stopwatch.read() } };
}
