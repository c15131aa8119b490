import assert from 'node:assert/strict';
import * as v from 'valibot';
import { type Finding, outcome } from '../../../src/probe/outcome.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { startStopwatch } from '../../../src/probe/stopwatch.ts';

/** For what stays silent, so that it does not hold up the suite. */
export const brief = { timeoutMs: 250 } as const;

/** Ground on loopback. A step may take long, so that what answers is not called silent on a busy machine. */
export function groundOn(changes: Partial<Ground> = {}): Ground {
  return {
    address: '127.0.0.1',
    timeoutMs: 8_000,
    signal: new AbortController().signal,
    stopwatch: startStopwatch(),
    proxy: null,
    trust: { bundled: [], system: [] },
    now: () => Date.now(),
    ...changes,
  };
}

/** Fails where a finding is not one that a runner may report. */
export function assertReportable(finding: Finding): void {
  const timings = { resolve: null, connect: null, tls: null, answer: null, total: 0 };
  const whole = { ...finding, address: '127.0.0.1', via: null, attempts: 1, timings };
  const issues = v.safeParse(outcome, whole).issues?.map(({ message }) => message) ?? [];
  assert.deepEqual(issues, []);
}
