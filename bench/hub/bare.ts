/* The least that a hub can be: `ws` with as many connections, and the same bytes to each of them. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import * as v from 'valibot';
import { type WebSocket, WebSocketServer } from 'ws';
import { readCondition } from './condition.ts';
import { serve } from './servant.ts';
import { clock } from './wire.ts';

const sockets: WebSocket[] = [];

/** A text of the length of a signed job, in the envelope that the crowd knows. */
function textFor(host: string): string {
  const payload = JSON.stringify({
    job: host,
    attempt: 1,
    probe: { kind: 'tcp', host, port: 389 },
    pad: 'x'.repeat(400),
  });
  return JSON.stringify({ type: 'job', payload, signature: 'x'.repeat(86) });
}

serve({
  async start() {
    const server = new WebSocketServer({ noServer: true, clientTracking: false, perMessageDeflate: false });
    const http = createServer();
    http.on('upgrade', (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (webSocket) => {
        sockets.push(webSocket);
        webSocket.on('error', () => undefined);
        webSocket.on('message', () => undefined);
      }),
    );
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const address = http.address();
    if (address === null || typeof address === 'string') throw new TypeError('no port');
    return { url: `http://127.0.0.1:${address.port}`, hubKey: '' };
  },

  connected: () => sockets.length,
  condition: readCondition,

  /** Sends to each socket what the first ones of these hosts are. */
  enqueue(given) {
    const hosts = v.parse(v.array(v.strictObject({ runner: v.string(), host: v.string() })), given);
    const from = clock();
    for (const [at, { host }] of hosts.entries()) sockets[at]?.send(textFor(host));
    return { run: '', from, until: from };
  },
});
