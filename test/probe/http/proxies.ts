import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Listener } from '../ber/listeners.ts';

/** An HTTP proxy on loopback that resolves every name to loopback. */
export interface Proxy extends Listener {
  /** What it was asked, a line each: `CONNECT sts.contoso.com:443`. */
  readonly asked: string[];
}

/**
 * A proxy made with node:http. It asks for the credentials where it has some, makes tunnels, and fetches whole URLs.
 * `early` is sent right behind the answer to CONNECT, in the same packet.
 */
export async function listenProxy({
  credentials = null,
  early = '',
}: {
  readonly credentials?: string | null;
  readonly early?: string;
} = {}): Promise<Proxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  };
  const challenge = { 'Proxy-Authenticate': ['Negotiate', 'Basic realm="Contoso, proxy"'] };

  const server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    if (credentials !== null && incoming.headers['proxy-authorization'] !== credentials) {
      outgoing.writeHead(407, challenge).end();
      return;
    }
    const { port, pathname } = new URL(incoming.url ?? '');
    const fetched = request(
      { host: '127.0.0.1', port, path: pathname, headers: { Host: incoming.headers.host } },
      (response) => {
        outgoing.writeHead(response.statusCode ?? 502, { ...response.headers, Via: '1.1 proxy.contoso.com' });
        response.pipe(outgoing);
      },
    );
    fetched.on('error', () => outgoing.writeHead(502).end());
    fetched.end();
  });
  server.on('connection', keep);
  server.on('connect', (incoming, client: Socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    if (credentials !== null && incoming.headers['proxy-authorization'] !== credentials) {
      const fields = challenge['Proxy-Authenticate'].map((scheme) => `Proxy-Authenticate: ${scheme}\r\n`).join('');
      client.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${fields}Content-Length: 0\r\n\r\n`);
      return;
    }
    const target = connect({ host: '127.0.0.1', port: Number(incoming.url?.replace(/^.*:/, '')) });
    keep(target);
    target.once('connect', () => {
      client.write(`HTTP/1.1 200 Connection established\r\nVia: 1.1 proxy.contoso.com\r\n\r\n${early}`);
      client.pipe(target).pipe(client);
    });
    target.once('error', () => client.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n'));
    client.once('close', () => target.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return {
    port: address.port,
    asked,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
