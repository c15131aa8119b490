import { constants } from 'node:crypto';
import { isIP } from 'node:net';
import tls, { type SecureVersion, type TLSSocket } from 'node:tls';
import { seenIn } from '../net/seen.ts';
import { faultOf, stopped } from '../net/socket-error.ts';
import { openSocket } from '../net/tcp.ts';
import type { Finding } from '../outcome.ts';
import type { Ground } from '../prober.ts';
import { alerts, alertText } from './alert-names.ts';
import { isTls, readFlight } from './flight.ts';
import { type Tap, tapOf } from './tap.ts';

/** What is offered to a server. */
export interface Offer {
  readonly minVersion: SecureVersion;
  readonly maxVersion: SecureVersion;
  /** In OpenSSL's notation. */
  readonly ciphers: string;
  /** Application protocols (ALPN); none is offered where it is empty. */
  readonly alpn: readonly string[];
}

/**
 * What a client of today's estate offers. The security level is 0 since a weak key or signature must not end the
 * handshake: it is judged afterwards, by its name.
 */
export const usualOffer: Offer = {
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.3',
  ciphers: `${tls.DEFAULT_CIPHERS}:@SECLEVEL=0`,
  alpn: [],
};

/** The groups that Windows offers. OpenSSL would add a post-quantum one that makes the first message too long for one packet. */
const groups = 'X25519:P-256:P-384';

/** A handshake that was tried. What was heard on the wire is kept either way. */
export type Handshake =
  | {
      readonly kind: 'agreed';
      readonly socket: TLSSocket;
      readonly heard: Buffer;
      /** `SERVER_HANDSHAKE_TRAFFIC_SECRET` of RFC 8446; null before TLS 1.3. */
      readonly secret: Buffer | null;
    }
  | {
      readonly kind: 'failed';
      readonly finding: Finding;
      readonly heard: Buffer;
      /** The alert that the server ended it with, in the clear; null where it sent none. */
      readonly alert: number | null;
    };

const names: ReadonlyMap<number, string> = new Map([
  [0x0300, 'SSLv3'],
  [0x0301, 'TLSv1'],
  [0x0302, 'TLSv1.1'],
]);

/** What a handshake that came to nothing says. `error` is what OpenSSL made of it; null where time ran out. */
function findingOf(tap: Tap, error: unknown, minVersion: SecureVersion): Finding {
  const heard = tap.heard();
  if (heard.length > 0 && !isTls(heard)) return { verdict: 'open-wrong-service', evidence: null, ...seenIn(heard) };
  const { alert, version } = readFlight(heard);
  const old = minVersion === usualOffer.minVersion && version !== null ? names.get(version) : undefined;
  if (old !== undefined) return { verdict: 'tls-too-old', evidence: null, offered: old };
  if (alert === alerts.protocolVersion) return { verdict: 'tls-too-old', evidence: null, offered: null };
  if (alert !== null) {
    const detail = `the server ended the handshake with ${alertText(alert)}`;
    return { verdict: 'error', evidence: null, code: 'tls-alert', detail };
  }
  const how = tap.ended();
  if (how !== null) return { verdict: 'open-then-closed', evidence: null, how };
  return error === null ? { verdict: 'open-silent', evidence: null } : faultOf(error);
}

/** `SERVER_HANDSHAKE_TRAFFIC_SECRET <client random> <secret>`, as key logs have it. */
function secretIn(line: string): Buffer | null {
  const [label, , secret] = line.trim().split(' ');
  return label === 'SERVER_HANDSHAKE_TRAFFIC_SECRET' ? Buffer.from(secret ?? '', 'hex') : null;
}

function agree(tap: Tap, serverName: string, ground: Ground, offer: Offer): Promise<Handshake> {
  const { signal, timeoutMs } = ground;
  return new Promise((resolve) => {
    let secret: Buffer | null = null;
    let over = false;
    const socket = tls.connect({
      socket: tap.stream,
      // RFC 6066 section 3: an address is no server name.
      ...(isIP(serverName) === 0 ? { servername: serverName.replace(/\.$/, '') } : {}),
      // The certificate is judged afterwards, by us: the stores are not OpenSSL's business.
      rejectUnauthorized: false,
      ca: [],
      minVersion: offer.minVersion,
      maxVersion: offer.maxVersion,
      ciphers: offer.ciphers,
      ecdhCurve: groups,
      // Without RFC 5746 a server is old, yet Windows talks to it.
      secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
      ...(offer.alpn.length === 0 ? {} : { ALPNProtocols: [...offer.alpn] }),
    });
    const finish = (handshake: Handshake) => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      if (handshake.kind === 'failed') socket.destroy();
      resolve(handshake);
    };
    const fail = (finding: Finding) => {
      if (over) return;
      const heard = tap.heard();
      finish({ kind: 'failed', finding, heard, alert: readFlight(heard).alert });
    };
    const onAbort = () => fail(stopped(signal));
    const timer = setTimeout(() => fail(findingOf(tap, null, offer.minVersion)), timeoutMs);
    // It stays: what comes after the handshake must not take the process down.
    socket.on('error', (error) => fail(findingOf(tap, error, offer.minVersion)));
    socket.on('keylog', (line: Buffer) => {
      secret ??= secretIn(line.toString('latin1'));
    });
    socket.once('secureConnect', () => finish({ kind: 'agreed', socket, heard: tap.heard(), secret }));
    socket.once('close', () => fail(findingOf(tap, new Error('the connection closed'), offer.minVersion)));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

/**
 * Connects and shakes hands, whatever the certificate. Nothing is left open where it fails; where it is agreed, the
 * socket is the caller's to destroy, and the connection ends with it.
 */
export async function shakeHands(port: number, serverName: string, ground: Ground, offer: Offer): Promise<Handshake> {
  const opened = await openSocket(port, ground);
  if (opened.kind === 'ended') return { kind: 'failed', finding: opened.finding, heard: Buffer.alloc(0), alert: null };
  const tap = tapOf(opened.value);
  const handshake = await ground.stopwatch.time('tls', () => agree(tap, serverName, ground, offer));
  if (handshake.kind === 'failed') tap.stream.destroy();
  else handshake.socket.once('close', () => tap.stream.destroy());
  return handshake;
}
