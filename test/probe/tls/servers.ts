import { once } from 'node:events';
import type { Socket } from 'node:net';
import tls, { type TLSSocket, type TlsOptions } from 'node:tls';
import type { Tls } from '../../../src/probe/evidence.ts';
import type { Finding } from '../../../src/probe/outcome.ts';
import type { Listener } from '../ber/listeners.ts';
import type { Issued } from '../certificates.ts';

/** Everything that OpenSSL can still be made to speak. */
export const oldTls = { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const;

/** What a server presents: its key, and its certificate with those that it sends along. */
export function presenting(leaf: Issued, ...along: readonly Issued[]): { readonly key: string; readonly cert: string } {
  return { key: leaf.key, cert: [leaf, ...along].map(({ cert }) => cert).join('') };
}

/** A real TLS listener on loopback. What handshakes fail with is the client's affair. */
export async function listenTls(
  options: TlsOptions,
  talk: (socket: TLSSocket) => void = () => undefined,
  host = '127.0.0.1',
): Promise<Listener> {
  const sockets = new Set<Socket>();
  const server = tls.createServer(options, (socket) => {
    socket.on('error', () => undefined);
    talk(socket);
  });
  server.on('tlsClientError', () => undefined);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return {
    port: address.port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A TLS listener that answers what comes, arrival by arrival. */
export function answerTls(
  options: TlsOptions,
  answer: (bytes: Buffer) => Uint8Array | string,
  host?: string,
): Promise<Listener> {
  return listenTls(options, (socket) => socket.on('data', (bytes: Buffer) => socket.write(answer(bytes))), host);
}

/** The TLS connection that a finding tells of; null where it tells of none. */
export function tlsOf({ evidence }: Finding): Tls | null {
  return evidence !== null && 'tls' in evidence ? evidence.tls : null;
}
