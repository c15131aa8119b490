import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { longestMessage } from '../wire/version.ts';
import { plainAddress } from './address.ts';
import type { HubLink } from './link.ts';
import { linkOfWebSocket } from './web-socket-link.ts';

/** Takes over a connection that asks to become a WebSocket. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** How long whoever is sent away has to take the answer (milliseconds). */
const goodbyeMs = 1_000;

/**
 * Makes WebSockets of HTTP connections and hands them to `serve`. While `busy`, whoever comes is asked to come again
 * later.
 */
export function createUpgrade(serve: (link: HubLink) => void, busy: () => boolean): Upgrade {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    // Compression costs memory for every connection and gains nothing on messages of 2 KB.
    perMessageDeflate: false,
    maxPayload: longestMessage,
  });
  return (request, socket, head) => {
    // Where the other side hangs up during the handshake, there is nothing left to do.
    socket.on('error', () => undefined);
    if (busy()) {
      socket.end(
        'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
      );
      setTimeout(() => socket.destroy(), goodbyeMs).unref();
      return;
    }
    server.handleUpgrade(request, socket, head, (webSocket) =>
      serve(linkOfWebSocket(webSocket, plainAddress(request.socket.remoteAddress))),
    );
  };
}
