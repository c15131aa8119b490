import type { Outcome } from '../probe/outcome.ts';

/** How a job ends that no runner reported on. Each is the `code` of an outcome with the verdict `error`. */
export const hubEndings = {
  expired: 'No runner took it in time.',
  'dead-letter': 'It was handed out three times, and the runner never reported on it.',
  cancelled: 'It was cancelled.',
  'no-runner': 'There is no such runner, or it was revoked.',
} as const;

export type HubEnding = keyof typeof hubEndings;

/** The outcome of a job that no runner reported on. */
export function outcomeOf(ending: HubEnding): Outcome {
  return {
    verdict: 'error',
    code: ending,
    detail: hubEndings[ending],
    evidence: null,
    address: null,
    via: null,
    attempts: 0,
    timings: { resolve: null, connect: null, tls: null, answer: null, total: 0 },
  };
}
