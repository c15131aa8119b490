import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Body, readBody } from '../../../src/probe/http/body.ts';
import { startChunks } from '../../../src/probe/http/chunks.ts';
import { exchange } from '../../../src/probe/http/exchange.ts';
import { withTcp } from '../../../src/probe/net/tcp.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { brief, groundOn } from '../ber/ground.ts';
import { listenTcp } from '../ber/listeners.ts';
import { hostile } from '../ber/mutations.ts';
import { onRealSockets } from '../ber/real-sockets.ts';

/** What a chunked body comes to, fed in pieces of a size. */
function unchunked(text: string, size: number) {
  const take = startChunks();
  const bytes = Buffer.from(text, 'latin1');
  const content: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const chunked = take(bytes.subarray(at, at + size));
    content.push(...chunked.content);
    if (chunked.end !== null) return { text: Buffer.concat(content).toString('latin1'), end: chunked.end };
  }
  return { text: Buffer.concat(content).toString('latin1'), end: null };
}

describe('a chunked body', () => {
  it('is put together, wherever it is cut', () => {
    const body = '4\r\nWiki\r\n5;name=value\r\npedia\r\nE\r\n in\r\n\r\nchunks.\r\n0\r\nTrailer: x\r\n\r\n';
    for (const size of [1, 2, 3, 7, 1_000])
      assert.deepEqual(unchunked(body, size), { text: 'Wikipedia in\r\n\r\nchunks.', end: 'whole' });
  });

  it('is not over before its last line', () => {
    assert.deepEqual(unchunked('4\r\nWiki\r\n0\r\n', 5), { text: 'Wiki', end: null });
  });

  it('is wrong where a length is none, is too long, or is not where it should be', () => {
    for (const body of ['x\r\n', '\r\n', '-1\r\n', '123456789\r\n', '1\r\nab\r\n', `4;${'x'.repeat(2_000)}\r\n`])
      assert.equal(unchunked(body, 1_000).end, 'wrong', body.slice(0, 20));
  });

  it('is wrong where its trailers do not end', () => {
    assert.equal(unchunked(`0\r\n${'A: b\r\n'.repeat(1_000)}`, 100).end, 'wrong');
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(hostile(Buffer.from('4\r\nWiki\r\n0\r\n\r\n')), (bytes) => {
        const take = startChunks();
        let total = 0;
        for (const byte of bytes) for (const piece of take(Buffer.from([byte])).content) total += piece.length;
        assert.ok(total <= bytes.length);
      }),
    );
  });
});

describe('the body of a response', () => {
  onRealSockets();

  /** What is read of a response that is sent in pieces, after which the server does something. */
  async function bodyOf(
    pieces: readonly (string | Buffer)[],
    after: 'end' | 'reset' | 'wait',
    { keep = 1_000, most = 10_000, ...changes }: Partial<Ground> & { keep?: number; most?: number } = {},
  ): Promise<Body & { readonly text: string }> {
    await using server = await listenTcp((socket) => {
      socket.once('data', async () => {
        for (const piece of pieces) await new Promise((resolve) => socket.write(piece, resolve));
        if (after === 'end') socket.end();
        if (after === 'reset') setTimeout(() => socket.resetAndDestroy(), 50);
      });
    });
    const ground = groundOn(changes);
    const step = await withTcp(server.port, ground, async (conversation) => {
      const head = await exchange(conversation, Buffer.from('GET'));
      assert.ok(head.kind === 'done');
      return readBody(conversation, head.value, { keep, most }, ground);
    });
    assert.ok(step.kind === 'done' && step.value.kind === 'done');
    return { ...step.value.value, text: step.value.value.start.toString() };
  }

  it('ends by its length, whatever follows', async () => {
    const { text, bytes, end } = await bodyOf(
      ['HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe', 'llo and more'],
      'wait',
    );
    assert.deepEqual({ text, bytes, end }, { text: 'hello', bytes: 5, end: 'whole' });
  });

  it('ends by its last chunk, even where a length is told too', async () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n';
    const { text, end } = await bodyOf([head, '5\r\nhello\r\n', '0\r\n\r\n'], 'wait');
    assert.deepEqual({ text, end }, { text: 'hello', end: 'whole' });
  });

  it('ends with the connection where it tells no length', async () => {
    const { text, end } = await bodyOf(['HTTP/1.1 200 OK\r\n\r\nhel', 'lo'], 'end');
    assert.deepEqual({ text, end }, { text: 'hello', end: 'whole' });
  });

  it('is none where the status has none, or its length is none', async () => {
    for (const head of [
      'HTTP/1.1 204 No Content\r\n\r\n',
      'HTTP/1.1 304 Not Modified\r\n\r\n',
      'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
    ])
      assert.equal((await bodyOf([head], 'wait')).end, 'whole');
  });

  it('is cut where the connection ends before it', async () => {
    const { text, end } = await bodyOf(['HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello'], 'end');
    assert.deepEqual({ text, end }, { text: 'hello', end: 'cut' });
    assert.equal((await bodyOf(['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel'], 'end')).end, 'cut');
  });

  it('is cut where the connection is reset', async () => {
    assert.equal((await bodyOf(['HTTP/1.1 200 OK\r\n\r\nhello'], 'reset')).end, 'reset');
  });

  it('is slow where it does not come', async () => {
    const { text, end } = await bodyOf(['HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello'], 'wait', brief);
    assert.deepEqual({ text, end }, { text: 'hello', end: 'slow' });
  });

  it('is kept from the beginning only, and counted to the end', async () => {
    const { start, bytes, end } = await bodyOf([`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(5_000)}`], 'end', { keep: 7 });
    assert.deepEqual({ kept: start.length, bytes, end }, { kept: 7, bytes: 5_000, end: 'whole' });
  });

  it('is read no further than its limit', async () => {
    const { end } = await bodyOf(['HTTP/1.1 200 OK\r\n\r\n', Buffer.alloc(100_000)], 'wait', { keep: 7, most: 50_000 });
    assert.equal(end, 'long');
  });

  it('ends in a few steps while a server trickles', async () => {
    await using server = await listenTcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 10);
      socket.on('close', () => clearInterval(timer));
    });
    const ground = groundOn({ timeoutMs: 100 });
    const step = await withTcp(server.port, ground, async (conversation) => {
      const head = await exchange(conversation, Buffer.from('GET'));
      assert.ok(head.kind === 'done');
      return readBody(conversation, head.value, { keep: 10, most: 1_000_000 }, ground);
    });
    assert.ok(step.kind === 'done' && step.value.kind === 'done');
    assert.equal(step.value.value.end, 'slow');
  });
});
