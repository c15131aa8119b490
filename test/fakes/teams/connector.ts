import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request that reached the connector. */
export interface Posted {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

export type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

/** A stand-in for Teams' connector, which can be told to misbehave. */
export interface Connector {
  readonly serviceUrl: string;
  readonly posted: readonly Posted[];
  /** What it does with the next requests, in order; afterwards it accepts again. */
  behave(...behaviours: readonly Behaviour[]): void;
  close(): Promise<void>;
}

const accept: Behaviour = (response) => {
  response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"message-1"}');
};

/** Opens the stand-in on a free loopback port. */
export async function startConnector(): Promise<Connector> {
  const posted: Posted[] = [];
  const planned: Behaviour[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    posted.push({ method: request.method ?? '', path: request.url ?? '', body });
    (planned.shift() ?? accept)(response, request);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new TypeError('no port');
  return {
    serviceUrl: `http://127.0.0.1:${address.port}/`,
    posted,
    behave: (...behaviours) => {
      planned.push(...behaviours);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
