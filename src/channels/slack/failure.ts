import { webApi } from '@slack/bolt';
import { type Text, text } from '../../catalog/text.ts';
import { QueueFull } from './lanes.ts';

/**
 * How a call to Slack failed.
 * - `limited`: too many calls; Slack did nothing. `retryAfterMs` is how long it wants to be left alone.
 * - `lost`: no answer that counts; Slack may have done it or not.
 * - `refused`: Slack did nothing and will not, whenever it is asked again. `code` is Slack's own.
 * - `busy`: the bot itself has too much waiting, or is stopping.
 */
export type Failure =
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  | { readonly kind: 'lost' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'busy' };

/** Slack's errors after which the call may have been carried out in part. */
const uncertain: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

/** When Slack limits calls without saying for how long. */
const defaultRetryAfterMs = 30_000;

/** What an error of the Web API means. One that is unknown counts as lost, which is the careful reading. */
export function failureOf(error: unknown): Failure {
  if (error instanceof QueueFull) return { kind: 'busy' };
  if (error instanceof webApi.WebAPIRateLimitedError) return { kind: 'limited', retryAfterMs: error.retryAfter * 1000 };
  if (!(error instanceof webApi.WebAPIPlatformError)) return { kind: 'lost' };
  const code = error.data.error;
  if (code === 'ratelimited' || code === 'rate_limited') return { kind: 'limited', retryAfterMs: defaultRetryAfterMs };
  // A body that is no JSON at all is handed on as the code: a proxy's error page, most likely.
  if (uncertain.has(code) || !/^[a-z0-9_-]{1,64}$/u.test(code)) return { kind: 'lost' };
  return { kind: 'refused', code };
}

const reasons: ReadonlyMap<string, Text> = new Map([
  [
    'not_in_channel',
    text(
      'I am not in that channel. Invite me with /invite and ask again.',
      'Ik zit niet in dat kanaal. Nodig mij uit met /invite en vraag het opnieuw.',
    ),
  ],
  [
    'channel_not_found',
    text(
      'I cannot see that conversation. Invite me with /invite and ask again.',
      'Ik kan dat gesprek niet zien. Nodig mij uit met /invite en vraag het opnieuw.',
    ),
  ],
  [
    'is_archived',
    text(
      'That channel is archived, so nothing can be posted in it.',
      'Dat kanaal is gearchiveerd, dus er kan niets in worden geplaatst.',
    ),
  ],
  [
    'missing_scope',
    text(
      'The app lacks a permission for that. Whoever manages it must install it again.',
      'De app mist daarvoor een machtiging. De beheerder moet de app opnieuw installeren.',
    ),
  ],
]);

/** The sentence that tells a person why nothing came. */
export function reasonOf(failure: Failure): Text {
  switch (failure.kind) {
    case 'limited':
    case 'busy':
      return text(
        'Slack wants fewer messages at the moment. Try again in a minute.',
        'Slack wil op dit moment minder berichten. Probeer het over een minuut opnieuw.',
      );
    case 'lost':
      return text(
        'Slack did not confirm it. Look whether it is there before you ask again.',
        'Slack heeft het niet bevestigd. Kijk of het er staat voordat u het opnieuw vraagt.',
      );
    case 'refused':
      return (
        reasons.get(failure.code) ??
        text(`Slack refused it (${failure.code}).`, `Slack heeft het geweigerd (${failure.code}).`)
      );
  }
}
