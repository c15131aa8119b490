import type { Finding } from '../outcome.ts';
import type { Ground, Prober } from '../prober.ts';
import { alerts } from './alert-names.ts';
import { readCertificates } from './certificate-message.ts';
import { type CertificateRequest, findRequest } from './certificate-request.ts';
import { messageTypes, readFlight } from './flight.ts';
import { type Handshake, shakeHands, usualOffer } from './handshake.ts';
import { type Agreement, agreementOf, type Judged, judgeSent, sentBy } from './judged.ts';
import { failureOf } from './open-tls.ts';
import { openSealed } from './sealed.ts';

/** TLS 1.2 shows the request on the wire. */
const readable = { ...usualOffer, maxVersion: 'TLSv1.2' } as const;
/** For a server that speaks nothing else. */
const newest = { ...usualOffer, minVersion: 'TLSv1.3' } as const;

/** What became of the question. `asked` is null where the server's certificate was all that was seen. */
function findingOf({ tls, judgement }: Judged, request: CertificateRequest | null): Finding {
  const evidence = {
    kind: 'client-certificate',
    asked: request !== null,
    authorities: request?.authorities ?? [],
    tls,
  } as const;
  if (judgement !== null) return { ...judgement, evidence };
  if (request !== null) return { verdict: 'open', evidence };
  const seen = `${tls.protocol} without a request for a client certificate`;
  return { verdict: 'open-wrong-service', evidence, seen, looksLike: 'tls' };
}

/** What a server said before it ended a handshake in which no certificate was given to it; null where that is not how it failed. */
function readUnfinished(
  { heard }: Handshake,
  serverName: string,
  ground: Ground,
): { readonly judged: Judged; readonly request: CertificateRequest } | null {
  const { messages, version } = readFlight(heard);
  const complete = messages.some(({ type }) => type === messageTypes.serverHelloDone);
  if (version !== 0x0303 || !complete) return null;
  const agreement: Agreement = { protocol: 'TLSv1.2', cipher: 'not agreed', alpn: null };
  const request = findRequest(messages, agreement.protocol);
  const judged = request === null ? null : judgeSent(agreement, readCertificates(messages), serverName, ground);
  return request === null || judged === null ? null : { judged, request };
}

/**
 * Proves that a port asks its clients for a certificate, as AD FS does on 49443: the CertificateRequest of the handshake
 * (RFC 5246 section 7.4.4, RFC 8446 section 4.3.2) must be seen. Whether the server then goes on without one does not
 * matter. A port that speaks TLS and asks for none is not that endpoint: `open-wrong-service`, and the evidence says
 * `asked: false`. A certificate that is not valid, or an interception, is told first.
 */
export const proveClientCertificate: Prober<'client-certificate'> = async ({ host, port, serverName }, ground) => {
  const name = serverName ?? host;
  const first = await shakeHands(port, name, ground, readable);
  const retry = first.kind === 'failed' && first.alert === alerts.protocolVersion && !ground.signal.aborted;
  const second = retry ? await shakeHands(port, name, ground, newest) : first;
  if (second.kind === 'failed') {
    const unfinished = first.kind === 'failed' ? readUnfinished(first, name, ground) : null;
    if (unfinished !== null) return findingOf(unfinished.judged, unfinished.request);
    return first.kind === 'failed' ? await failureOf(first, port, name, ground) : second.finding;
  }
  const { socket, heard, secret } = second;
  const agreement = agreementOf(socket);
  const judged = judgeSent(agreement, sentBy(socket), name, ground);
  socket.destroy();
  if (judged === null)
    return { verdict: 'error', evidence: null, code: 'no-certificate', detail: 'the server sent no certificate' };
  const messages = secret === null ? readFlight(heard).messages : openSealed(heard, secret, agreement.cipher);
  return findingOf(judged, findRequest(messages, agreement.protocol));
};
