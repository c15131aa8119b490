import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { response } from '../probe/http/answers.ts';
import { done, entry, rootDse } from '../probe/ldap/answers.ts';

/** What a listener does with a connection. */
export type Talk = (socket: Socket) => void;

/** A domain controller on an address of loopback, as far as it listens. */
export interface Host extends AsyncDisposable {
  readonly address: string;
}

/** Addresses that are tried until one has all its ports free. */
const mostTries = 20;

/** An address of 127.0.0.0/8 that hardly anybody else uses. */
function anyAddress(): string {
  const part = () => 1 + Math.floor(Math.random() * 253);
  return `127.${64 + (part() % 64)}.${part()}.${part()}`;
}

async function listen(address: string, port: number, talk: Talk, sockets: Set<Socket>): Promise<Server> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    talk(socket);
  }).listen(port, address);
  await once(server, 'listening');
  return server;
}

/** Opens a host that listens on these ports, and on no other. */
export async function openHost(talks: Readonly<Record<number, Talk>>): Promise<Host> {
  const sockets = new Set<Socket>();
  async function close(servers: readonly Server[]): Promise<void> {
    for (const socket of sockets) socket.destroy();
    await Promise.all(servers.map((server) => once(server.close(), 'close')));
  }
  for (let tries = 1; ; tries += 1) {
    const address = anyAddress();
    const servers: Server[] = [];
    try {
      for (const [port, talk] of Object.entries(talks))
        servers.push(await listen(address, Number(port), talk, sockets));
      return { address, [Symbol.asyncDispose]: () => close(servers) };
    } catch (error) {
      await close(servers);
      if (tries === mostTries) throw error;
    }
  }
}

/** Answers once something was asked, after so long (milliseconds). */
function answering(answer: () => Uint8Array, afterMs: number): Talk {
  return (socket) => {
    socket.once('data', () => {
      void sleep(afterMs).then(() => socket.write(answer()));
    });
  };
}

/** The root of a global catalog that is ready, and whose clock is right (GeneralizedTime, RFC 4517 section 3.3.13). */
function catalogRoot(): Buffer {
  const currentTime = `${new Date().toISOString().replace(/[-:T]|\..*/g, '')}.0Z`;
  return Buffer.concat([entry(1, { ...rootDse, currentTime, isGlobalCatalogReady: 'TRUE' }), done(1)]);
}

/** A global catalog (port 3268). */
export const globalCatalog = (afterMs = 0): Talk => answering(catalogRoot, afterMs);

/** WinRM (port 5985) that wants to know first who asks. */
export const winrm = (afterMs = 0): Talk =>
  answering(() => response('401 Unauthorized', ['WWW-Authenticate: Negotiate']), afterMs);

/** Takes the connection and says nothing. */
export const silent: Talk = () => undefined;

/** Takes the connection, and cuts it once something was asked. */
export const cutting =
  (afterMs = 0): Talk =>
  (socket) => {
    socket.once('data', () => {
      void sleep(afterMs).then(() => socket.destroy());
    });
  };
