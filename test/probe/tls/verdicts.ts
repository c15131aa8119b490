import assert from 'node:assert/strict';
import type { Finding } from '../../../src/probe/outcome.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { assertReportable, brief } from '../ber/ground.ts';
import { answerTcp, closedTcpPort, listenTcp } from '../ber/listeners.ts';
import { onRealSockets } from '../ber/real-sockets.ts';
import { bad, federation, good, inspected, microsoft, trustingGround } from './contoso.ts';
import { answerTls, listenTls, oldTls, tlsOf } from './servers.ts';

type Prove = (port: number, ground: Ground, host: string) => Promise<Finding>;

/** What every prober over TLS has to tell apart, whatever it says afterwards. */
export function itTellsTlsVerdicts(prove: Prove): void {
  onRealSockets();

  async function found(port: number, host = federation, changes: Partial<Ground> = {}): Promise<Finding> {
    const finding = await prove(port, trustingGround(changes), host);
    assertReportable(finding);
    return finding;
  }

  it('tells a certificate that does not hold, and by which rules, even where nothing follows', async () => {
    await using server = await listenTls({ ...bad, ciphers: 'ALL:@SECLEVEL=0' }, (socket) =>
      socket.on('data', () => socket.end()),
    );
    const finding = await found(server.port);
    assert.ok(finding.verdict === 'certificate-invalid');
    assert.deepEqual([finding.rules, finding.expected, finding.tls.daysLeft], [['expired'], federation, -1]);
    assert.deepEqual(tlsOf(finding), finding.tls);
  });

  it('tells who opens the connection on the way, even where nothing follows', async () => {
    await using server = await listenTls(inspected, (socket) => socket.on('data', () => socket.end()));
    const finding = await found(server.port, microsoft);
    assert.equal(finding.verdict === 'intercepted' && finding.authority, 'CN=Contoso TLS Inspection, O=Contoso');
    assert.notEqual(tlsOf(finding), null);
  });

  it('tells TLS that is too old, and how old', async () => {
    await using server = await listenTls({ ...good, ...oldTls, maxVersion: 'TLSv1.1' });
    assert.deepEqual(await found(server.port), { verdict: 'tls-too-old', evidence: null, offered: 'TLSv1.1' });
  });

  it('calls a server that does not speak TLS a wrong service', async () => {
    await using server = await answerTcp(() => [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]);
    const finding = await found(server.port);
    assert.equal(finding.verdict === 'open-wrong-service' && finding.looksLike, 'http');
  });

  it('tells silence, an end and a refusal', async () => {
    await using silent = await listenTcp((socket) => socket.resume());
    await using ending = await listenTcp((socket) => socket.once('data', () => socket.end()));
    assert.deepEqual(await found(silent.port, federation, brief), { verdict: 'open-silent', evidence: null });
    assert.deepEqual(await found(ending.port), { verdict: 'open-then-closed', evidence: null, how: 'end' });
    assert.deepEqual(await found(await closedTcpPort()), { verdict: 'refused', evidence: null });
  });

  it('stops at the deadline of the job', async () => {
    await using server = await listenTcp((socket) => socket.resume());
    const finding = await found(server.port, federation, { signal: AbortSignal.timeout(50) });
    assert.equal(finding.verdict === 'error' && finding.code, 'deadline');
  });

  it('leaves no connection open', async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await listenTls(good, (socket) => {
      socket.on('close', () => closed.resolve());
      socket.resume();
    });
    await found(server.port, federation, brief);
    await closed.promise;
  });
}

/** What every prober that asks something over TLS has to tell apart. */
export function itTellsAnswersOverTls(prove: Prove): void {
  it('tells silence after the handshake, with what the handshake showed', async () => {
    await using server = await listenTls(good, (socket) => socket.resume());
    const finding = await prove(server.port, trustingGround(brief), federation);
    assert.equal(finding.verdict, 'open-silent');
    assert.equal(tlsOf(finding)?.trustedBy, 'bundled');
    assertReportable(finding);
  });

  it('tells an end after the handshake, with what the handshake showed', async () => {
    await using server = await listenTls(good, (socket) => socket.on('data', () => socket.end()));
    const finding = await prove(server.port, trustingGround(), federation);
    assert.equal(finding.verdict === 'open-then-closed' && finding.how, 'end');
    assert.equal(tlsOf(finding)?.trustedBy, 'bundled');
  });

  it('calls another protocol over TLS a wrong service, with what the handshake showed', async () => {
    await using server = await answerTls(good, () => '220 mail.contoso.com ESMTP\r\n');
    const finding = await prove(server.port, trustingGround(), federation);
    assert.equal(finding.verdict === 'open-wrong-service' && finding.looksLike, 'smtp');
    assert.equal(tlsOf(finding)?.trustedBy, 'bundled');
    assertReportable(finding);
  });
}
