import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A listener on loopback, at a port that the system chose. */
export interface Listener extends AsyncDisposable {
  readonly port: number;
}

/** Listens on TCP and gives every connection to `talk`. */
export async function listenTcp(talk: (socket: Socket) => void, host = '127.0.0.1'): Promise<Listener> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    talk(socket);
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

/** Listens on TCP and answers what comes, arrival by arrival; an answer is sent in as many pieces as it has. */
export function answerTcp(answer: (bytes: Buffer) => readonly Uint8Array[], host?: string): Promise<Listener> {
  return listenTcp((socket) => {
    socket.on('data', (bytes) => {
      for (const piece of answer(bytes)) socket.write(piece);
    });
  }, host);
}

/** Listens on UDP and answers each datagram with those that `answer` gives. */
export async function answerUdp(
  answer: (bytes: Buffer) => readonly Uint8Array[],
  host: '127.0.0.1' | '::1' = '127.0.0.1',
): Promise<Listener> {
  const socket: UdpSocket = createSocket(host === '::1' ? 'udp6' : 'udp4');
  socket.on('message', (bytes: Buffer, from: RemoteInfo) => {
    for (const datagram of answer(bytes)) socket.send(datagram, from.port, from.address);
  });
  socket.bind(0, host);
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    async [Symbol.asyncDispose]() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** A TCP port on which nothing listens: it was the system's to give a moment ago. */
export async function closedTcpPort(): Promise<number> {
  await using listener = await listenTcp(() => undefined);
  return listener.port;
}

/** A UDP port on which nothing listens. */
export async function closedUdpPort(): Promise<number> {
  await using listener = await answerUdp(() => []);
  return listener.port;
}
