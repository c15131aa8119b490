import { seenIn } from '../net/seen.ts';
import type { Prober } from '../prober.ts';
import { type BodyLimits, readBody } from './body.ts';
import { httpEvidence, otherHttp } from './evidence.ts';
import { getPlain } from './get.ts';
import { readRevocationList } from './revocation-list.ts';

/** The head of a list fits into the first, and the longest lists of public authorities into the second. */
const limits: BodyLimits = { keep: 16_384, most: 20_000_000 };

/**
 * Proves that a certificate revocation list can be fetched: all of it, though only its head is read. Another status, or
 * a page instead (of a captive portal, or of a filter), is `open-wrong-service`; a list that stops in the middle is
 * `open-then-closed`. A list that is out of date is still `open`: `nextUpdate` in the evidence says so.
 */
export const proveCrl: Prober<'crl'> = async (probe, ground) => {
  const got = await getPlain(probe, ground);
  if (got.kind === 'ended') return got.finding;
  const { head, conversation } = got.value;
  try {
    if (head.status !== 200) return otherHttp(head, null);
    const body = await readBody(conversation, head, limits, ground);
    if (body.kind === 'ended') return { ...body.finding, evidence: httpEvidence(head, null) };
    const { start, bytes, end } = body.value;
    const list = readRevocationList(start);
    const evidence =
      list === null ? httpEvidence(head, null) : ({ kind: 'crl', status: head.status, ...list, bytes } as const);
    if (end === 'cut' || end === 'reset')
      return { verdict: 'open-then-closed', evidence, how: end === 'cut' ? 'end' : 'reset' };
    if (bytes === 0 && end === 'slow') return { verdict: 'open-silent', evidence };
    if (list === null) return { verdict: 'open-wrong-service', evidence, ...seenIn(start) };
    return { verdict: 'open', evidence };
  } finally {
    conversation.end();
  }
};
