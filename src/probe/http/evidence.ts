import { cut, type EvidenceOf, type Tls } from '../evidence.ts';
import { seenIn } from '../net/seen.ts';
import type { Finding } from '../outcome.ts';
import { firstOf, type Head, valuesOf } from './head.ts';
import { schemesIn } from './schemes.ts';

/** The first value of a field without control characters, cut to what evidence holds. */
function shown(head: Head, name: string): string | null {
  const value = firstOf(head, name);
  return value === null ? null : cut(value.replace(/[^ -~\u00a0-\u00ff]+/g, '·'));
}

/** What a response says of itself. */
export function httpEvidence(head: Head, tls: Tls | null): EvidenceOf<'http'> {
  return { kind: 'http', status: head.status, server: shown(head, 'server'), location: shown(head, 'location'), tls };
}

/** What the answer of a proxy says. `via` names the proxies in between, the nearest last (RFC 9110 section 7.6.3). */
export function proxyEvidence(head: Head): EvidenceOf<'proxy'> {
  const via = valuesOf(head, 'via').length === 0 ? shown(head, 'server') : shown(head, 'via');
  return { kind: 'proxy', status: head.status, schemes: schemesIn(head, 'proxy-authenticate'), via };
}

/** A proxy that does not let through. */
export function blockedBy(head: Head): Finding {
  const evidence = proxyEvidence(head);
  return { verdict: 'proxy-blocked', evidence, status: evidence.status, schemes: evidence.schemes };
}

/** HTTP that is not the service asked for: its status line is what is seen. */
export function otherHttp(head: Head, tls: Tls | null): Finding {
  const { seen } = seenIn(Buffer.from(head.line, 'latin1'));
  return { verdict: 'open-wrong-service', evidence: httpEvidence(head, tls), seen, looksLike: 'http' };
}
