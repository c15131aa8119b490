import { acceptedSkewMs } from '../wire/version.ts';
import { type Backoff, fullJitter, spread } from './backoff.ts';
import { skewWords } from './greeting.ts';
import type { SessionEnd } from './session.ts';
import type { Ending } from './state.ts';

/** What a runner does after a connection. */
export type Next =
  | { readonly kind: 'end'; readonly ending: Extract<Ending, { kind: 'sent-away' }> }
  /** Waits so long; `why` is for the person at the server. `tries` counts failures in a row. */
  | { readonly kind: 'wait'; readonly ms: number; readonly why: string; readonly tries: number };

export interface Patience {
  readonly backoff: Backoff;
  /** For a hub that took another connection in place of this one (milliseconds): two that are the same must not fight. */
  readonly replacedMs: number;
}

/** What a denial tells the person at the server. */
function denialWords({ code, message, skewMs }: Extract<SessionEnd, { kind: 'denied' }>): string {
  switch (code) {
    case 'revoked':
      return 'this runner was revoked; it does not connect again. To use this server again, enrol it anew';
    case 'unknown-runner':
      return 'the hub does not know this runner; it does not connect again. Enrol it anew';
    case 'clock-skew':
      return Math.abs(skewMs) > acceptedSkewMs ? skewWords(skewMs) : message;
    case 'replaced':
      return 'another runner connected with this identity; let only one run from one enrolment';
    default:
      return message === '' ? `the hub says ${code}` : message;
  }
}

/** Decides what follows on the end of a connection, after `tries` failures in a row. */
export function nextAfter(end: SessionEnd, tries: number, random: number, { backoff, replacedMs }: Patience): Next {
  const soon = (why: string, failures: number, extraMs = 0): Next => ({
    kind: 'wait',
    ms: extraMs + fullJitter(failures, random, backoff),
    why,
    tries: failures + 1,
  });
  const later = (why: string, ms = backoff.capMs): Next => ({ kind: 'wait', ms: spread(ms, random), why, tries });
  switch (end.kind) {
    case 'failed':
      return soon(end.why, tries, end.retryAfterMs ?? 0);
    case 'lost':
      // One that is lost again and again soon after its welcome counts as failing.
      return soon(end.why, end.livedMs >= backoff.capMs ? 0 : tries);
    case 'broken':
      return later(end.why);
    case 'denied': {
      const why = denialWords(end);
      switch (end.code) {
        case 'revoked':
        case 'unknown-runner':
          return { kind: 'end', ending: { kind: 'sent-away', code: end.code, message: why } };
        case 'stopping':
          return soon(why, tries);
        case 'replaced':
          return later(why, replacedMs);
        default:
          // Somebody has to mend it first: a clock, a version.
          return later(why);
      }
    }
  }
}
