import type { Content } from './content.ts';
import { quietLinks } from './content.ts';
import type { Failure } from './failure.ts';
import type { Wait } from './lanes.ts';

/** Slack's documented limits of a response_url. */
const maxUses = 5;
const maxAgeMs = 30 * 60_000;
/** Addresses whose uses are counted; the oldest are forgotten first. */
const maxKnown = 5_000;
const timeoutMs = 10_000;
/** A pause longer than this is not worth waiting for: the person has asked again by then. */
const maxPauseMs = 60_000;

/** How a response_url is used: a new message that only the asker sees, or one in place of the message it came from. */
export type Manner = 'ephemeral' | 'replace';

export interface ResponseUrls {
  /**
   * Sends a message to a response_url. Null when Slack took it. A lost answer is not tried again, unless the connection
   * was never made: there is no way to look for such a message.
   */
  respond(url: string, manner: Manner, content: Pick<Content, 'blocks' | 'text'>): Promise<Failure | null>;
}

/** Refused before anything was sent, so that sending again cannot send twice. */
function neverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'code' in cause &&
    (cause.code === 'ECONNREFUSED' || cause.code === 'ENOTFOUND' || cause.code === 'EAI_AGAIN')
  );
}

/** Sends to response_urls, within the uses that each allows. `now` is in milliseconds since the epoch. */
export function createResponseUrls(parts: {
  now(): number;
  readonly wait: Wait;
  readonly signal: AbortSignal;
}): ResponseUrls {
  const { now, wait, signal } = parts;
  const known = new Map<string, { readonly since: number; uses: number }>();

  function take(url: string): boolean {
    const use = known.get(url) ?? { since: now(), uses: 0 };
    if (use.uses >= maxUses || now() - use.since > maxAgeMs) return false;
    use.uses += 1;
    known.set(url, use);
    const oldest = known.keys().next();
    if (known.size > maxKnown && oldest.done !== true) known.delete(oldest.value);
    return true;
  }

  async function send(url: string, body: string, attempt: number): Promise<Failure | null> {
    if (!take(url)) return { kind: 'refused', code: 'used_url' };
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.arrayBuffer();
      if (response.ok) return null;
      if (response.status >= 500) return { kind: 'lost' };
      if (response.status !== 429)
        return { kind: 'refused', code: response.status === 404 ? 'expired_url' : 'bad_url' };
      const retryAfterMs = Number(response.headers.get('retry-after') ?? '30') * 1000;
      if (!(retryAfterMs <= maxPauseMs) || attempt > 2) return { kind: 'limited', retryAfterMs };
      await wait(retryAfterMs, signal);
    } catch (error) {
      if (signal.aborted) return { kind: 'busy' };
      if (!neverSent(error) || attempt > 2) return { kind: 'lost' };
      await wait(attempt * 500, signal).catch(() => undefined);
    }
    return send(url, body, attempt + 1);
  }

  return {
    respond(url, manner, { blocks, text }) {
      const replaces = manner === 'replace';
      const shown = { blocks, text, ...quietLinks, replace_original: replaces };
      return send(url, JSON.stringify(replaces ? shown : { ...shown, response_type: 'ephemeral' }), 1);
    },
  };
}
