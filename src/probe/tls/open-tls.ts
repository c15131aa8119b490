import type { Tls } from '../evidence.ts';
import { type Conversation, converse } from '../net/conversation.ts';
import { done, ended, type Step } from '../net/said.ts';
import type { Finding } from '../outcome.ts';
import type { Ground } from '../prober.ts';
import { alerts } from './alert-names.ts';
import { type Handshake, type Offer, shakeHands, usualOffer } from './handshake.ts';
import { agreementOf, judgeSent, sentBy } from './judged.ts';
import { oldVersionOf } from './old-version.ts';

/** A TLS connection that can be talked over. */
export interface Secured {
  /** The caller's to end, and the connection with it. */
  readonly conversation: Conversation;
  readonly tls: Tls;
  /** `certificate-invalid` or `intercepted`, with `tls` as evidence; null where the certificate is as it should be. */
  readonly judgement: Finding | null;
}

const nothingInCommon: readonly (number | null)[] = [
  alerts.protocolVersion,
  alerts.handshakeFailure,
  alerts.insufficientSecurity,
];

/**
 * What a failed handshake says. A server that has nothing in common with us is asked once more for what is older than TLS
 * 1.2, which nobody should speak any more (RFC 8996).
 */
export async function failureOf(
  failed: Extract<Handshake, { kind: 'failed' }>,
  port: number,
  serverName: string,
  ground: Ground,
): Promise<Finding> {
  const { finding, alert } = failed;
  if (!nothingInCommon.includes(alert) || ground.signal.aborted) return finding;
  const offered = await oldVersionOf(port, serverName, ground);
  return offered === null ? finding : { verdict: 'tls-too-old', evidence: null, offered };
}

/**
 * Connects to a port and shakes hands as `serverName`: TLS 1.2 or 1.3, whatever the certificate, which is then judged
 * by us. Silence is `open-silent`, a closed connection `open-then-closed`, something else than TLS `open-wrong-service`,
 * an alert an `error` with the code `tls-alert`.
 */
export async function openTls(
  port: number,
  serverName: string,
  ground: Ground,
  options: Partial<Offer> = {},
): Promise<Step<Secured>> {
  const handshake = await shakeHands(port, serverName, ground, { ...usualOffer, ...options });
  if (handshake.kind === 'failed') return ended(await failureOf(handshake, port, serverName, ground));
  const { socket } = handshake;
  const judged = judgeSent(agreementOf(socket), sentBy(socket), serverName, ground);
  if (judged === null) {
    socket.destroy();
    const detail = 'the server sent no certificate that can be read';
    return ended({ verdict: 'error', evidence: null, code: 'no-certificate', detail });
  }
  return done({ conversation: converse(socket, ground), ...judged });
}
