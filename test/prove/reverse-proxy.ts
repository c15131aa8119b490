import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { connect, type Socket } from 'node:net';

/** A web server in front of another that ends TLS, as most bots have one. */
export interface ReverseProxy extends AsyncDisposable {
  readonly url: string;
}

/** Starts one on loopback, with this certificate and key in PEM, in front of an HTTP server. WebSockets go through. */
export async function startReverseProxy(
  { cert, key }: { readonly cert: string; readonly key: string },
  target: string,
): Promise<ReverseProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer({ cert, key }, (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const asking = request({ hostname, port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    asking.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(asking);
  });
  server.on('secureConnection', (socket) => sockets.add(socket));
  server.on('upgrade', (incoming, client, head) => {
    const { method, url, rawHeaders } = incoming;
    const fields = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
    const upstream = connect(Number(port), hostname, () => {
      upstream.write(`${[`${method} ${url} HTTP/1.1`, ...fields].join('\r\n')}\r\n\r\n`);
      upstream.write(head);
      upstream.pipe(client);
      client.pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
    client.on('close', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return {
    url: `https://localhost:${address.port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
