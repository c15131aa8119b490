import assert from 'node:assert/strict';
import type { Finding } from '../../../src/probe/outcome.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { assertReportable, brief, groundOn } from './ground.ts';
import { answerTcp, answerUdp, closedTcpPort, closedUdpPort, listenTcp } from './listeners.ts';
import { onRealSockets } from './real-sockets.ts';

type Prove = (port: number, ground: Ground) => Promise<Finding>;

const page = 'HTTP/1.1 400 Bad Request\r\nServer: gateway\r\n\r\n';

/** What every prober over TCP has to tell apart. `part` is the start of an answer of its protocol. */
export function itTellsTcpVerdicts(prove: Prove, part: Uint8Array): void {
  onRealSockets();

  it('calls a web server that answers a wrong service', async () => {
    await using server = await answerTcp(() => [Buffer.from(page)]);
    assert.deepEqual(await prove(server.port, groundOn()), {
      verdict: 'open-wrong-service',
      evidence: null,
      seen: 'HTTP/1.1 400 Bad Request·Server: gateway·',
      looksLike: 'http',
    });
  });

  it('calls an SSH server, which speaks first, a wrong service', async () => {
    await using server = await listenTcp((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
    assert.deepEqual(await prove(server.port, groundOn()), {
      verdict: 'open-wrong-service',
      evidence: null,
      seen: 'SSH-2.0-OpenSSH_9.2·',
      looksLike: 'ssh',
    });
  });

  it('calls a TLS alert a wrong service', async () => {
    await using server = await answerTcp(() => [Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46])]);
    const finding = await prove(server.port, groundOn());
    assert.equal(finding.verdict, 'open-wrong-service');
    assert.equal(finding.verdict === 'open-wrong-service' && finding.looksLike, 'tls');
  });

  it('calls an answer that stops in the middle a wrong service', async () => {
    await using server = await answerTcp(() => [part]);
    assert.equal((await prove(server.port, groundOn(brief))).verdict, 'open-wrong-service');
  });

  it('calls a server that trickles bytes for ever a wrong service, in a few steps', async () => {
    await using server = await listenTcp((socket) => {
      const timer = setInterval(() => socket.write(part.subarray(0, 1)), 20);
      socket.on('close', () => clearInterval(timer));
    });
    assert.equal((await prove(server.port, groundOn(brief))).verdict, 'open-wrong-service');
  });

  it('calls a server that takes the question and says nothing silent', async () => {
    await using server = await listenTcp((socket) => socket.resume());
    assert.deepEqual(await prove(server.port, groundOn(brief)), { verdict: 'open-silent', evidence: null });
  });

  it('tells a server that resets the connection once asked', async () => {
    await using server = await listenTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const finding = await prove(server.port, groundOn());
    assert.deepEqual(finding, { verdict: 'open-then-closed', evidence: null, how: 'reset' });
  });

  it('tells a server that ends the connection once asked', async () => {
    await using server = await listenTcp((socket) => socket.once('data', () => socket.end()));
    const finding = await prove(server.port, groundOn());
    assert.deepEqual(finding, { verdict: 'open-then-closed', evidence: null, how: 'end' });
  });

  it('tells a port that refuses', async () => {
    assert.deepEqual(await prove(await closedTcpPort(), groundOn()), { verdict: 'refused', evidence: null });
  });

  it('stops when the job is cancelled', async () => {
    await using server = await listenTcp((socket) => socket.resume());
    const controller = new AbortController();
    const proving = prove(server.port, groundOn({ signal: controller.signal }));
    setTimeout(() => controller.abort(), 50);
    const finding = await proving;
    assert.equal(finding.verdict === 'error' && finding.code, 'cancelled');
    assertReportable(finding);
  });

  it('leaves no connection open', async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await listenTcp((socket) => {
      socket.on('close', () => closed.resolve());
      socket.resume();
    });
    await prove(server.port, groundOn(brief));
    await closed.promise;
  });
}

/** What every prober over UDP has to tell apart. */
export function itTellsUdpVerdicts(prove: Prove): void {
  onRealSockets();

  it('calls silence open or filtered', async () => {
    await using server = await answerUdp(() => []);
    assert.deepEqual(await prove(server.port, groundOn(brief)), { verdict: 'open-or-filtered', evidence: null });
  });

  it('calls a port without a listener refused', async () => {
    assert.deepEqual(await prove(await closedUdpPort(), groundOn()), { verdict: 'refused', evidence: null });
  });

  it('calls any other answer a wrong service', async () => {
    await using server = await answerUdp(() => [Buffer.from('what do you want?')]);
    assert.deepEqual(await prove(server.port, groundOn(brief)), {
      verdict: 'open-wrong-service',
      evidence: null,
      seen: 'what do you want?',
      looksLike: 'plain-text',
    });
  });

  it('calls an empty datagram a wrong service too: something answered', async () => {
    await using server = await answerUdp(() => [Buffer.alloc(0)]);
    assert.equal((await prove(server.port, groundOn(brief))).verdict, 'open-wrong-service');
  });

  it('stops at the deadline of the job', async () => {
    await using server = await answerUdp(() => []);
    const signal = AbortSignal.timeout(50);
    const finding = await prove(server.port, groundOn({ signal }));
    assert.equal(finding.verdict === 'error' && finding.code, 'deadline');
    assertReportable(finding);
  });
}
