import assert from 'node:assert/strict';
import type { Ground } from '../../../src/probe/prober.ts';
import { proveTcp } from '../../../src/probe/tcp/tcp.ts';
import { assertReportable, groundOn } from '../ber/ground.ts';
import { closedTcpPort, listenTcp } from '../ber/listeners.ts';
import { onRealSockets } from '../ber/real-sockets.ts';

const prove = (port: number, ground: Ground) => proveTcp({ kind: 'tcp', host: 'sql01.contoso.com', port }, ground);

/** Long enough that a banner, of which a twentieth of it is waited for, comes on a busy machine. */
const patient = { timeoutMs: 4_000 };

describe('the TCP prober', () => {
  onRealSockets();

  it('is told open by whatever takes the connection', async () => {
    await using server = await listenTcp((socket) => socket.resume());
    const finding = await prove(server.port, groundOn());
    assert.deepEqual(finding, { verdict: 'open', evidence: { kind: 'tcp', banner: null } });
    assertReportable(finding);
  });

  it('keeps the start of what the server says unasked, printable', async () => {
    await using server = await listenTcp((socket) => socket.write(`220 mail \u001b[31m${'x'.repeat(10_000)}`));
    const { verdict, evidence } = await prove(server.port, groundOn(patient));
    assert.equal(verdict, 'open');
    const banner = evidence?.kind === 'tcp' ? evidence.banner : null;
    assert.match(banner ?? '', /^220 mail ·\[31mx+$/);
    assert.equal(banner?.length, 80);
  });

  it('says nothing itself', async () => {
    const heard: Buffer[] = [];
    const closed = Promise.withResolvers<void>();
    await using server = await listenTcp((socket) => {
      socket.on('data', (bytes: Buffer) => heard.push(bytes));
      socket.on('close', () => closed.resolve());
    });
    await prove(server.port, groundOn());
    await closed.promise;
    assert.deepEqual(heard, []);
  });

  it('tells a server that resets the connection at once', async () => {
    await using server = await listenTcp((socket) => socket.resetAndDestroy());
    const finding = await prove(server.port, groundOn(patient));
    assert.deepEqual(finding, { verdict: 'open-then-closed', evidence: null, how: 'reset' });
  });

  it('tells a server that ends the connection at once', async () => {
    await using server = await listenTcp((socket) => socket.end());
    const finding = await prove(server.port, groundOn(patient));
    assert.deepEqual(finding, { verdict: 'open-then-closed', evidence: null, how: 'end' });
  });

  it('tells a port that refuses', async () => {
    assert.deepEqual(await prove(await closedTcpPort(), groundOn()), { verdict: 'refused', evidence: null });
  });

  it('connects over IPv6', async () => {
    await using server = await listenTcp((socket) => socket.resume(), '::1');
    assert.equal((await prove(server.port, groundOn({ address: '::1' }))).verdict, 'open');
    assert.equal((await prove(server.port, groundOn({ address: '127.0.0.1' }))).verdict, 'refused');
  });

  it('stops at the deadline of the job and when it is cancelled', async () => {
    await using server = await listenTcp((socket) => socket.resume());
    const late = await prove(server.port, groundOn({ signal: AbortSignal.timeout(20), timeoutMs: 60_000 }));
    assert.equal(late.verdict === 'error' && late.code, 'deadline');
    const cancelled = await prove(server.port, groundOn({ signal: AbortSignal.abort() }));
    assert.equal(cancelled.verdict === 'error' && cancelled.code, 'cancelled');
  });

  it('times the connection and not the silence after it', async () => {
    await using server = await listenTcp((socket) => socket.resume());
    const ground = groundOn();
    await prove(server.port, ground);
    const { connect, answer } = ground.stopwatch.read();
    assert.ok(connect !== null && connect > 0);
    assert.equal(answer, null);
  });
});
