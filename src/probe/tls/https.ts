import { httpEvidence } from '../http/evidence.ts';
import { exchange } from '../http/exchange.ts';
import { authority, writeRequest } from '../http/request.ts';
import type { Prober } from '../prober.ts';
import { openTls } from './open-tls.ts';

/** Where `https` is at home. */
const usualPort = 443;

/**
 * Proves HTTPS: the handshake and the certificate, and where a path is asked for, a response of HTTP, whatever its
 * status. A certificate that is not valid, or an interception, is the verdict, whatever the response; silence after a
 * good handshake is told with the handshake as evidence.
 */
export const proveHttps: Prober<'https'> = async ({ host, port, serverName, path }, ground) => {
  const name = serverName ?? host;
  const opened = await openTls(port, name, ground, { alpn: ['http/1.1'] });
  if (opened.kind === 'ended') return opened.finding;
  const { conversation, tls, judgement } = opened.value;
  try {
    if (path === null) return judgement ?? { verdict: 'open', evidence: { kind: 'tls', tls } };
    const request = writeRequest({ method: 'GET', target: path, host: authority(name, port, usualPort) });
    const head = await exchange(conversation, request);
    if (head.kind === 'ended') return judgement ?? { ...head.finding, evidence: { kind: 'tls', tls } };
    const evidence = httpEvidence(head.value, tls);
    return judgement === null ? { verdict: 'open', evidence } : { ...judgement, evidence };
  } finally {
    conversation.end();
  }
};
