import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Log } from '../log.ts';
import type { Metrics } from './metrics.ts';

/** The one HTTP server of the bot: channels mount their routes on `app` before `listen`. */
export interface HttpServer {
  readonly app: Express;
  /** Takes over connections to this path that ask for another protocol. Other paths are told that there is nothing. */
  onUpgrade(path: string, take: (request: IncomingMessage, socket: Duplex, head: Buffer) => void): void;
  /** Gives the port, which matters where 0 was asked for. */
  listen(port: number, host: string | null): Promise<number>;
  /** Takes no new connection, lets running requests end, and cuts what has not ended by the deadline (milliseconds). */
  close(deadline: number): Promise<void>;
}

export interface HttpParts {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Null when the bot can do its work, else why it cannot. */
  ready(): Promise<string | null>;
}

/** A client that sends its headers or its body this slowly (milliseconds) is cut off. */
const requestTimeout = 30_000;

/** How long a socket that is refused has to take the answer (milliseconds). */
const goodbyeMs = 1_000;

/** The server with /healthz (the process lives), /readyz (it can do its work) and /metrics. */
export function createHttpServer({ log, metrics, ready }: HttpParts): HttpServer {
  const app = express();
  app.disable('x-powered-by');
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    const obstacle = await ready();
    response
      .status(obstacle === null ? 200 : 503)
      .json(obstacle === null ? { status: 'ready' } : { status: 'not ready', reason: obstacle });
  });
  app.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.read());
  });
  let server: Server | null = null;
  const upgrades = new Map<string, (request: IncomingMessage, socket: Duplex, head: Buffer) => void>();
  /** Sockets that another protocol has taken over: the server does not count them as its own any more. */
  const taken = new Set<Duplex>();

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const take = upgrades.get(request.url?.split('?')[0] ?? '');
    socket.on('error', () => undefined);
    if (take === undefined) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      setTimeout(() => socket.destroy(), goodbyeMs).unref();
      return;
    }
    taken.add(socket);
    socket.once('close', () => taken.delete(socket));
    take(request, socket, head);
  }

  return {
    app,

    onUpgrade(path, take) {
      upgrades.set(path, take);
    },

    async listen(port, host) {
      app.use((_request, response) => {
        response.status(404).json({ error: 'not found' });
      });
      app.use(lastResort(log));
      const listening = createServer({ requestTimeout, headersTimeout: requestTimeout }, app);
      // Without any taker the wish for another protocol is passed over, as HTTP allows.
      if (upgrades.size > 0) listening.on('upgrade', upgrade);
      server = listening;
      await new Promise<void>((resolve, reject) => {
        listening.once('error', reject);
        listening.listen(port, host ?? undefined, resolve);
      });
      return portOf(listening.address());
    },

    async close(deadline) {
      const closing = server;
      if (closing === null) return;
      const cut = setTimeout(() => {
        closing.closeAllConnections();
        for (const socket of taken) socket.destroy();
      }, deadline);
      await new Promise<void>((resolve) => {
        closing.close(() => resolve());
        closing.closeIdleConnections();
      });
      clearTimeout(cut);
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  return address !== null && typeof address === 'object' ? address.port : 0;
}

/** Express knows an error handler by its four parameters. What got here is logged, and the caller learns nothing of it. */
function lastResort(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const status = statusOf(error);
    if (status >= 500) log.error({ err: error }, 'a request failed');
    if (response.headersSent) response.destroy();
    else response.status(status).json({ error: status >= 500 ? 'internal error' : 'bad request' });
  };
}

/** Body parsers put the status on their errors: 400 for malformed, 413 for too large. */
function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('status' in error)) return 500;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
