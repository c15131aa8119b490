import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

/** An HTTP proxy that opens tunnels, on loopback. */
export interface TunnelProxy extends AsyncDisposable {
  readonly port: number;
  /** What each CONNECT asked for: target, and the credentials that it bore. */
  readonly asked: readonly { readonly target: string; readonly authorization: string | null }[];
}

/** Starts a proxy. It wants these Basic credentials where some are given, and refuses with a status where one is. */
export async function startTunnelProxy({
  credentials = null,
  refusal = null,
}: {
  readonly credentials?: string | null;
  readonly refusal?: number | null;
} = {}): Promise<TunnelProxy> {
  const asked: { readonly target: string; readonly authorization: string | null }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(400).end());
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('connect', (request, client, head) => {
    const target = request.url ?? '';
    const authorization = request.headers['proxy-authorization'] ?? null;
    asked.push({ target, authorization });
    client.on('error', () => undefined);
    const wanted = credentials === null ? null : `Basic ${Buffer.from(credentials).toString('base64')}`;
    if (wanted !== null && authorization !== wanted) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n',
      );
      return;
    }
    if (refusal !== null) {
      client.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const url = new URL(`http://${target}`);
    const upstream = connect(Number(url.port), url.hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client);
      client.pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
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
