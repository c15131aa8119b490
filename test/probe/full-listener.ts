import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/** A TCP port on loopback that answers nobody until it is released: what a firewall that drops looks like. */
export interface FullListener extends AsyncDisposable {
  readonly port: number;
  /** From now on it takes connections. */
  release(): void;
}

/** Listens with room for one, tells its port, and then stands still until it is woken; from then on it takes everybody. */
const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require('node:net').createServer((socket) => socket.on('error', () => {}).resume());
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(workerData), 0, 0);
  });
`;

/**
 * Starts one. Linux drops a SYN where the queue of connections that nobody took is full, so the queue is filled first:
 * with room for one, a second and a third are held too.
 */
export async function fullListener(): Promise<FullListener> {
  const shared = new SharedArrayBuffer(4);
  const worker = new Worker(program, { eval: true, workerData: shared });
  const [port]: unknown[] = await once(worker, 'message');
  if (typeof port !== 'number') throw new TypeError('no port');
  const fillers: Socket[] = [];
  for (let at = 0; at < 4; at++) fillers.push(connect(port, '127.0.0.1').on('error', () => undefined));
  await once(fillers[0] ?? worker, 'connect');
  const release = () => {
    for (const filler of fillers) filler.destroy();
    Atomics.store(new Int32Array(shared), 0, 1);
    Atomics.notify(new Int32Array(shared), 0);
  };
  return {
    port,
    release,
    async [Symbol.asyncDispose]() {
      release();
      await worker.terminate();
    },
  };
}
