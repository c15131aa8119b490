import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { createLog } from '../../src/log.ts';

const silent = createLog('error', { write: () => undefined });

/** Asks over a bare socket and gives everything that comes until the other side closes. */
async function ask(port: number, path: string, upgrade: boolean): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1');
  const wish = upgrade ? 'Connection: Upgrade\r\nUpgrade: websocket\r\n' : 'Connection: close\r\n';
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${wish}\r\n`);
  let said = '';
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(socket, 'close');
  return said;
}

describe('connections that ask the HTTP server for another protocol', () => {
  let server: HttpServer;

  beforeEach(() => {
    server = createHttpServer({ log: silent, metrics: createMetrics(), ready: async () => null });
  });

  afterEach(() => server.close(100));

  it('are taken over by whoever asked for their path, with or without a query', async () => {
    server.onUpgrade('/here', (request, socket) => {
      socket.end(`taken ${request.url}`);
    });
    const port = await server.listen(0, '127.0.0.1');
    assert.equal(await ask(port, '/here', true), 'taken /here');
    assert.equal(await ask(port, '/here?x=1', true), 'taken /here?x=1');
    assert.match(await ask(port, '/healthz', false), /^HTTP\/1\.1 200 /);
  });

  it('are told that there is nothing elsewhere', async () => {
    server.onUpgrade('/here', (_request, socket) => {
      socket.end('taken');
    });
    const port = await server.listen(0, '127.0.0.1');
    for (const path of ['/there', '/here/', '/Here', '/', '/healthz'])
      assert.match(await ask(port, path, true), /^HTTP\/1\.1 404 Not Found\r\n/);
  });

  it('are served as plain HTTP where nobody takes any', async () => {
    const port = await server.listen(0, '127.0.0.1');
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    const [chunk] = await once(socket, 'data');
    assert.match(String(chunk), /^HTTP\/1\.1 200 /);
    socket.destroy();
  });

  it('are cut at the deadline when the server closes', async () => {
    server.onUpgrade('/here', (_request, socket) => {
      socket.write('taken');
    });
    const port = await server.listen(0, '127.0.0.1');
    const said = ask(port, '/here', true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.close(50);
    assert.equal(await said, 'taken');
  });
});
