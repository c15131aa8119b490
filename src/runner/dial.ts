import { request } from 'node:http';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type SecureContext, type TLSSocket } from 'node:tls';
import { codeOf } from '../probe/net/socket-error.ts';
import type { HubProxy } from './connection-settings.ts';
import { hostOf } from './hub-address.ts';

/** How to reach a hub. */
export interface Way {
  readonly proxy: HubProxy | null;
  /** The authorities that may vouch for the hub. */
  readonly authorities: SecureContext;
  /** How long a connection may take from name to TLS (milliseconds). */
  readonly timeoutMs: number;
}

/** A connection to the hub, with TLS where its address is https; or why there is none, for the person at the server. */
export type Dialled =
  | { readonly kind: 'connected'; readonly socket: Socket | TLSSocket }
  | { readonly kind: 'failed'; readonly why: string };

const failed = (why: string): Dialled => ({ kind: 'failed', why });

/** Connects to the host of `url`. Never rejects; what it opened is closed where it fails. */
export async function dial(url: URL, way: Way, signal: AbortSignal): Promise<Dialled> {
  const late = AbortSignal.timeout(way.timeoutMs);
  const ends = AbortSignal.any([signal, late]);
  const host = hostOf(url);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const base = await (way.proxy === null ? openDirect(host, port, ends) : openTunnel(host, port, way.proxy, ends));
  if (base.kind === 'failed' || url.protocol !== 'https:') return base;
  return secure(base.socket, host, way.authorities, ends);
}

/** Waits for `event` of a socket; an error or the end of `signal` destroys it. */
function settle(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
  describe: (error: unknown) => string,
): Promise<Dialled> {
  return new Promise((resolve) => {
    const finish = (dialled: Dialled) => {
      signal.removeEventListener('abort', onAbort);
      if (dialled.kind === 'failed') socket.destroy();
      resolve(dialled);
    };
    const onAbort = () => finish(failed(describe(signal.reason)));
    socket.once(event, () => finish({ kind: 'connected', socket }));
    // Stays: an error that nobody listens to would end the process.
    socket.on('error', (error) => finish(failed(describe(error))));
    socket.once('close', () => finish(failed(describe(null))));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

function openDirect(host: string, port: number, signal: AbortSignal): Promise<Dialled> {
  const describe = (error: unknown) => `${host}:${port} ${connectWords(error)}`;
  return settle(connectTcp({ host, port, noDelay: true }), 'connect', signal, describe);
}

/** `host:port` as a CONNECT names it (RFC 9110, section 9.3.6). */
function authority(host: string, port: number): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

function openTunnel(host: string, port: number, proxy: HubProxy, signal: AbortSignal): Promise<Dialled> {
  const name = `the proxy ${proxy.host}:${proxy.port}`;
  return new Promise((resolve) => {
    const target = authority(host, port);
    const asking = request({
      method: 'CONNECT',
      host: proxy.host,
      port: proxy.port,
      path: target,
      agent: false,
      headers: {
        host: target,
        ...(proxy.authorization === null ? {} : { 'proxy-authorization': proxy.authorization }),
      },
    });
    const finish = (dialled: Dialled) => {
      signal.removeEventListener('abort', onAbort);
      if (dialled.kind === 'failed') asking.destroy();
      resolve(dialled);
    };
    const onAbort = () => finish(failed(`${name} ${connectWords(signal.reason)}`));
    asking.once('connect', ({ statusCode = 0 }, socket, head) => {
      socket.on('error', () => undefined);
      if (statusCode < 200 || statusCode > 299) {
        socket.destroy();
        finish(failed(`${name} ${proxyWords(statusCode, target, proxy.authorization !== null)}`));
      } else {
        if (head.length > 0) socket.unshift(head);
        finish({ kind: 'connected', socket });
      }
    });
    // A server that takes CONNECT for an ordinary request is no proxy.
    asking.once('response', ({ statusCode = 0 }) =>
      finish(failed(`${name} ${proxyWords(statusCode, target, proxy.authorization !== null)}`)),
    );
    asking.on('error', (error) => finish(failed(`${name} ${connectWords(error)}`)));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    else asking.end();
  });
}

function proxyWords(status: number, target: string, authorized: boolean): string {
  if (status === 407)
    return authorized
      ? 'does not take this user and password (407)'
      : 'wants a user and password (407): give them as http://user:password@host:port';
  if (status === 403) return `forbids ${target} (403)`;
  return `does not lead to ${target} (${status})`;
}

function connectWords(error: unknown): string {
  const code = codeOf(error);
  if (error instanceof Error && error.name === 'TimeoutError') return 'did not answer in time';
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `cannot be found in DNS (${code})`;
    case 'ECONNREFUSED':
      return 'refuses the connection';
    case 'ETIMEDOUT':
      return 'did not answer in time';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `cannot be reached from here (${code})`;
    default:
      return code === '' ? 'closed the connection' : `cannot be connected to (${code})`;
  }
}

function secure(socket: Socket, host: string, authorities: SecureContext, signal: AbortSignal): Promise<Dialled> {
  const isName = isIP(host) === 0;
  const upgraded = connectTls({
    socket,
    secureContext: authorities,
    // Proxies that look inside offer h2, which WebSocket here does not speak.
    ALPNProtocols: ['http/1.1'],
    // An address cannot stand in SNI (RFC 6066); the certificate is compared with it all the same.
    ...(isName ? { servername: host, host } : { host }),
  });
  return settle(upgraded, 'secureConnect', signal, (error) => `${host} ${tlsWords(error)}`);
}

/** Codes of OpenSSL for a chain that ends in nobody that we trust. */
const untrusted = [
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
];

function tlsWords(error: unknown): string {
  const code = codeOf(error);
  if (untrusted.includes(code))
    return `has a certificate of an authority that is not known here (${code}): give it with --ca FILE`;
  if (code === 'CERT_HAS_EXPIRED') return 'has a certificate that has expired';
  if (code === 'CERT_NOT_YET_VALID') return 'has a certificate that is not valid yet: look at the clock of this server';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'has a certificate for another name';
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER') return 'speaks no TLS there';
  if (code === 'ECONNRESET' || error === null) return 'ended the connection during the TLS handshake';
  if (error instanceof Error && error.name === 'TimeoutError') return 'did not answer in time';
  return `refuses TLS (${code || 'unknown'})`;
}
