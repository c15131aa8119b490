import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { WebSocket } from 'ws';
import type { HubLink, Received } from '../../src/hub/link.ts';
import { createUpgrade } from '../../src/hub/upgrade.ts';
import { until } from './hub-bench.ts';

describe('the hub over a WebSocket', () => {
  let server: Server;
  let url = '';
  let busy = false;
  const links: HubLink[] = [];
  const received: Received[] = [];
  const sockets: WebSocket[] = [];
  let heard = 0;
  let closed = 0;

  before(async () => {
    const upgrade = createUpgrade(
      (link) => {
        links.push(link);
        link.listen({
          received: (what) => void received.push(what),
          heard: () => void heard++,
          closed: () => void closed++,
        });
      },
      () => busy,
    );
    server = createServer().on('upgrade', upgrade).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    url = `ws://127.0.0.1:${address.port}`;
  });

  beforeEach(() => {
    busy = false;
    links.length = 0;
    received.length = 0;
    heard = 0;
    closed = 0;
  });

  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.terminate();
    for (const link of links) link.cut();
  });

  after(() => {
    server.close();
  });

  async function open(): Promise<{ readonly socket: WebSocket; readonly link: HubLink }> {
    const socket = new WebSocket(url);
    sockets.push(socket);
    socket.on('error', () => undefined);
    await once(socket, 'open');
    await until(() => links.length > 0);
    const [link] = links;
    assert.ok(link !== undefined);
    return { socket, link };
  }

  const frame = { type: 'denied', code: 'stopping', message: 'x'.repeat(300), time: 1 } as const;

  it('carries frames both ways, and tells of signs of life', async () => {
    const { socket, link } = await open();
    assert.equal(link.from, '127.0.0.1');
    link.send(frame);
    const [data] = await once(socket, 'message');
    assert.deepEqual(JSON.parse(String(data)), frame);
    socket.send('{"type":"free","jobs":3}');
    socket.send('{"type":"free","jobs":"3"}');
    socket.send(Buffer.from('{"type":"free","jobs":3}'));
    await until(() => received.length === 3);
    assert.deepEqual(received, [
      { kind: 'frame', frame: { type: 'free', jobs: 3 }, size: 24 },
      { kind: 'strange' },
      { kind: 'strange' },
    ]);
    link.ping();
    await until(() => heard === 1);
    socket.ping();
    await until(() => heard === 2);
    socket.close();
    await until(() => closed === 1);
    link.send(frame);
    link.ping();
  });

  it('reads a frame in the characters that it was written in', async () => {
    const { socket } = await open();
    socket.send(JSON.stringify({ type: 'returned', jobs: [], why: 'één 🙂' }));
    await until(() => received.length === 1);
    assert.deepEqual(received[0]?.kind === 'frame' && received[0].frame, {
      type: 'returned',
      jobs: [],
      why: 'één 🙂',
    });
  });

  it('takes nothing in while it is paused', async () => {
    const { socket, link } = await open();
    link.pause();
    socket.send('{"type":"free","jobs":1}');
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(received, []);
    link.resume();
    await until(() => received.length === 1);
  });

  it('closes with the code of its reason, also while it is paused', async () => {
    for (const [ending, code] of [
      ['denied', 1008],
      ['stopping', 1001],
      ['fault', 1011],
    ] as const) {
      links.length = 0;
      const { socket, link } = await open();
      link.pause();
      link.close(ending);
      assert.equal((await once(socket, 'close'))[0], code);
    }
  });

  it('cuts off a side that does not close', async () => {
    const { socket, link } = await open();
    socket.pause();
    link.close('stopping');
    await until(() => closed === 1);
  });

  it('cuts off a side that takes nothing of what it is sent', async function () {
    this.timeout(30_000);
    const { socket, link } = await open();
    socket.pause();
    // 8 MB wait at most, beside what the kernel holds.
    for (let sent = 0; sent < 200_000 && closed === 0; sent++) {
      link.send(frame);
      if (sent % 1_000 === 999) await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => closed === 1);
  });

  it('asks whoever comes to come later while it is busy', async () => {
    busy = true;
    const socket = new WebSocket(url);
    sockets.push(socket);
    socket.on('error', () => undefined);
    const [, response] = await once(socket, 'unexpected-response');
    assert.equal(response.statusCode, 503);
    assert.equal(response.headers['retry-after'], '5');
  });

  it('agrees to no compression', async () => {
    const socket = new WebSocket(url, { perMessageDeflate: true });
    sockets.push(socket);
    await once(socket, 'open');
    assert.equal(socket.extensions, '');
  });
});
