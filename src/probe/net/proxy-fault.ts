import { cut } from '../evidence.ts';
import { authority } from '../http/request.ts';
import type { Finding } from '../outcome.ts';
import type { ProxyHop } from '../prober.ts';

type Code = 'proxy-unreachable' | 'proxy-silent' | 'proxy-closed' | 'proxy-not-http';

/** What a finding about the proxy's own port comes to, and how it is put. Other verdicts do not concern the port. */
const faults: Partial<Record<Finding['verdict'], readonly [code: Code, detail: string]>> = {
  refused: ['proxy-unreachable', 'refused the connection'],
  filtered: ['proxy-unreachable', 'did not answer the connection'],
  unreachable: ['proxy-unreachable', 'cannot be reached'],
  'open-silent': ['proxy-silent', 'took the request and did not answer in time'],
  'open-then-closed': ['proxy-closed', 'closed the connection without an answer'],
  'open-wrong-service': ['proxy-not-http', 'does not answer in HTTP'],
};

/**
 * A finding about the proxy in between, told apart from one about the target: an `error` whose code is `proxy-unreachable`
 * (no connection to it, or no such name), `proxy-silent` (often because the target does not answer it), `proxy-closed` or
 * `proxy-not-http`. What was stopped from outside stays as it is.
 */
export function proxyFault(finding: Finding, hop: ProxyHop): Finding {
  const proxy = `the proxy ${authority(hop.host, hop.port)}`;
  const [code, detail] = faults[finding.verdict] ?? [];
  if (code !== undefined) return { verdict: 'error', evidence: null, code, detail: cut(`${proxy} ${detail}`) };
  if (finding.verdict !== 'error' || ['deadline', 'cancelled'].includes(finding.code)) return finding;
  return { verdict: 'error', evidence: null, code: 'proxy-unreachable', detail: cut(`${proxy}: ${finding.detail}`) };
}
