import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Condition } from './wire.ts';

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();

/** How this process is. Collects what is garbage first where `collect` says so. */
export function readCondition(given: unknown): Condition {
  // The second one takes what the finalizers of the first let go.
  if (given === 'collect') for (let time = 0; time < 2; time++) globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const stillMs = delay.max / 1e6;
  delay.reset();
  return {
    rss,
    heapUsed,
    external,
    peakRss: process.resourceUsage().maxRSS * 1_024,
    cpuMs: (user + system) / 1_000,
    stillMs,
  };
}
