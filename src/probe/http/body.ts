import type { Conversation, Frame } from '../net/conversation.ts';
import { done, type Step } from '../net/said.ts';
import type { Ground } from '../prober.ts';
import { startChunks } from './chunks.ts';
import { firstOf, type Head } from './head.ts';

/** What was read of a body. */
export interface Body {
  /** Its beginning, up to what was to be kept. */
  readonly start: Buffer;
  /** How many bytes came. */
  readonly bytes: number;
  /** Why reading ended: at its end, when the connection was closed or reset before, at the limit, when time was up, or at bad chunks. */
  readonly end: 'whole' | 'cut' | 'reset' | 'long' | 'slow' | 'wrong';
}

export interface BodyLimits {
  /** How many bytes of the beginning are kept. */
  readonly keep: number;
  /** How many bytes are read at most. */
  readonly most: number;
}

/** A body may take this many times as long as one answer: it is many packets, and they do come. */
const patience = 3;

/** Takes whatever came. */
const anything: Frame = (bytes) => ({ kind: 'whole', length: bytes.length });

/** How a body tells its end (RFC 9112 section 6.3). */
function startFraming(
  head: Head,
): (piece: Buffer) => { readonly content: readonly Buffer[]; readonly end: Body['end'] | null } {
  const coding = firstOf(head, 'transfer-encoding');
  if (coding !== null && /(?:^|,)\s*chunked\s*$/i.test(coding)) return startChunks();
  const length = coding === null ? firstOf(head, 'content-length') : null;
  if (length === null || !/^\d{1,15}$/.test(length)) return (piece) => ({ content: [piece], end: null });
  let left = Number(length);
  return (piece) => {
    const content = piece.subarray(0, left);
    left -= content.length;
    return { content: [content], end: left === 0 ? 'whole' : null };
  };
}

function hasBody({ status }: Head): boolean {
  return status >= 200 && status !== 204 && status !== 304;
}

/**
 * Reads the body of a response to GET or POST from a conversation in which its head was read. What is beyond `keep` is
 * counted and forgotten. It ends only where something stopped the probe from outside, or broke.
 */
export async function readBody(
  conversation: Conversation,
  head: Head,
  { keep, most }: BodyLimits,
  ground: Ground,
): Promise<Step<Body>> {
  const until = performance.now() + patience * ground.timeoutMs;
  const kept: Buffer[] = [];
  let left = keep;
  let bytes = 0;
  const result = (end: Body['end']): Step<Body> => done({ start: Buffer.concat(kept), bytes, end });
  const bounded = ['content-length', 'transfer-encoding'].some((name) => firstOf(head, name) !== null);
  if (!hasBody(head) || (firstOf(head, 'transfer-encoding') === null && firstOf(head, 'content-length') === '0'))
    return result('whole');
  const take = startFraming(head);
  while (performance.now() < until) {
    const step = await conversation.ask(null, anything);
    if (step.kind === 'ended' && step.finding.verdict === 'open-then-closed')
      return result(step.finding.how === 'reset' ? 'reset' : bounded ? 'cut' : 'whole');
    if (step.kind === 'ended') return step.finding.verdict === 'open-silent' ? result('slow') : step;
    const { content, end } = take(step.value);
    for (const piece of content) {
      bytes += piece.length;
      // A copy: a view would keep the whole packet.
      if (left > 0) kept.push(Buffer.from(piece.subarray(0, left)));
      left = Math.max(left - piece.length, 0);
    }
    if (end !== null) return result(end);
    if (bytes > most) return result('long');
  }
  return result('slow');
}
