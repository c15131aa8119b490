import assert from 'node:assert/strict';
import type { Finding } from '../../../src/probe/outcome.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { assertReportable, brief, groundOn } from '../ber/ground.ts';
import { closedTcpPort, listenTcp } from '../ber/listeners.ts';
import { onRealSockets } from '../ber/real-sockets.ts';

type Prove = (port: number, ground: Ground) => Promise<Finding>;

/** What every prober over plain HTTP has to tell apart. */
export function itTellsHttpVerdicts(prove: Prove): void {
  onRealSockets();

  it('calls another service wrong, which may speak first', async () => {
    await using server = await listenTcp((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
    assert.deepEqual(await prove(server.port, groundOn()), {
      verdict: 'open-wrong-service',
      evidence: null,
      seen: 'SSH-2.0-OpenSSH_9.2·',
      looksLike: 'ssh',
    });
  });

  it('calls a port that wants TLS a wrong service', async () => {
    await using server = await listenTcp((socket) =>
      socket.once('data', () => socket.write(Buffer.from([21, 3, 1, 0, 2, 2, 70]))),
    );
    const finding = await prove(server.port, groundOn());
    assert.equal(finding.verdict === 'open-wrong-service' && finding.looksLike, 'tls');
  });

  it('calls a server that says nothing silent', async () => {
    await using server = await listenTcp((socket) => socket.resume());
    assert.deepEqual(await prove(server.port, groundOn(brief)), { verdict: 'open-silent', evidence: null });
  });

  it('calls a head that never ends a wrong service, in one step', async () => {
    await using server = await listenTcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('X: y\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    assert.equal((await prove(server.port, groundOn(brief))).verdict, 'open-wrong-service');
  });

  it('tells a server that resets or ends the connection once asked', async () => {
    await using resetting = await listenTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    await using ending = await listenTcp((socket) => socket.once('data', () => socket.end()));
    assert.deepEqual(await prove(resetting.port, groundOn()), {
      verdict: 'open-then-closed',
      evidence: null,
      how: 'reset',
    });
    assert.deepEqual(await prove(ending.port, groundOn()), { verdict: 'open-then-closed', evidence: null, how: 'end' });
  });

  it('tells a port that refuses', async () => {
    assert.deepEqual(await prove(await closedTcpPort(), groundOn()), { verdict: 'refused', evidence: null });
  });

  it('stops at the deadline of the job', async () => {
    await using server = await listenTcp((socket) => socket.resume());
    const finding = await prove(server.port, groundOn({ signal: AbortSignal.timeout(50) }));
    assert.equal(finding.verdict === 'error' && finding.code, 'deadline');
    assertReportable(finding);
  });

  it('leaves no connection open', async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await listenTcp((socket) => {
      socket.on('close', () => closed.resolve());
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello'));
    });
    await prove(server.port, groundOn());
    await closed.promise;
  });
}
