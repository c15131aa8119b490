import { converse } from '../net/conversation.ts';
import { openSocket } from '../net/tcp.ts';
import type { Finding } from '../outcome.ts';
import type { Ground, Prober } from '../prober.ts';
import { blockedBy, otherHttp, proxyEvidence } from './evidence.ts';
import { exchange } from './exchange.ts';
import type { Head } from './head.ts';
import { writeConnect } from './request.ts';

/** What servers that are no proxies answer to CONNECT with: bad request, not found, wrong method, not implemented. */
const noProxy: readonly number[] = [101, 400, 404, 405, 501];

function findingOf(head: Head): Finding {
  if (noProxy.includes(head.status)) return otherHttp(head, null);
  return head.status < 300 ? { verdict: 'open', evidence: proxyEvidence(head) } : blockedBy(head);
}

/** Credentials are for the proxy that they were configured for, by name or address, and for no other that somebody asks about. */
function credentialsFor(host: string, port: number, { address, proxy }: Ground): string | null {
  const same =
    proxy !== null && proxy.port === port && [host.toLowerCase(), address].includes(proxy.host.toLowerCase());
  return same ? proxy.authorization : null;
}

/**
 * Proves that an HTTP proxy makes a tunnel to a destination (CONNECT, RFC 9110 section 9.3.6). One that refuses is
 * `proxy-blocked` with its status: 407 asks for credentials and says how, 403 forbids, 500 to 504 could not get there.
 */
export const proveProxy: Prober<'proxy'> = async ({ host, port, destination }, ground) => {
  // The proxy itself is asked, whatever way leads to other hosts.
  const direct: Ground = { ...ground, proxy: null };
  const opened = await openSocket(port, direct);
  if (opened.kind === 'ended') return opened.finding;
  const conversation = converse(opened.value, direct);
  const authorization = credentialsFor(host, port, ground);
  const head = await exchange(conversation, writeConnect(destination.host, destination.port, authorization));
  conversation.end();
  return head.kind === 'ended' ? head.finding : findingOf(head.value);
};
