import assert from 'node:assert/strict';
import type { Ground } from '../../../src/probe/prober.ts';
import { proveHttps } from '../../../src/probe/tls/https.ts';
import { assertReportable } from '../ber/ground.ts';
import { bad, federation, good, leaf, trustingGround } from './contoso.ts';
import { answerTls, listenTls, tlsOf } from './servers.ts';
import { itTellsAnswersOverTls, itTellsTlsVerdicts } from './verdicts.ts';

const prove = (
  port: number,
  ground: Ground,
  host: string,
  path: string | null = '/',
  serverName: string | null = null,
) => proveHttps({ kind: 'https', host, port, serverName, path }, ground);

describe('the HTTPS prober', () => {
  itTellsTlsVerdicts(prove);
  itTellsAnswersOverTls(prove);

  it('stops at the handshake where no path is asked for', async () => {
    await using server = await listenTls(good, (socket) => socket.resume());
    const finding = await prove(server.port, trustingGround(), federation, null);
    assert.equal(finding.verdict, 'open');
    assert.ok(finding.evidence?.kind === 'tls');
    assert.equal(finding.evidence.tls.chain[0]?.fingerprint, leaf.fingerprint);
    assertReportable(finding);
  });

  it('takes any status for an answer, by HTTP/1.1', async () => {
    let asked = '';
    await using server = await answerTls({ ...good, ALPNProtocols: ['h2', 'http/1.1'] }, (bytes) => {
      asked = bytes.toString();
      return 'HTTP/1.1 503 Service Unavailable\r\nServer: Microsoft-HTTPAPI/2.0\r\n\r\n';
    });
    const finding = await prove(server.port, trustingGround(), federation, '/adfs/ls');
    assert.equal(finding.verdict, 'open');
    assert.ok(finding.evidence?.kind === 'http');
    const { status, server: software, tls } = finding.evidence;
    assert.deepEqual([status, software, tls?.alpn], [503, 'Microsoft-HTTPAPI/2.0', 'http/1.1']);
    assert.ok(asked.startsWith(`GET /adfs/ls HTTP/1.1\r\nHost: ${federation}:${server.port}\r\n`));
    assertReportable(finding);
  });

  it('asks by the name of the service where the host has another', async () => {
    await using server = await answerTls(good, () => 'HTTP/1.1 200 OK\r\n\r\n');
    const finding = await prove(server.port, trustingGround(), 'adfs1.corp.contoso.com', '/', federation);
    assert.equal(finding.verdict, 'open');
    const byHost = await prove(server.port, trustingGround(), 'adfs1.corp.contoso.com');
    assert.deepEqual(byHost.verdict === 'certificate-invalid' && byHost.rules, ['wrong-name']);
  });

  it('tells a bad certificate with the answer that came all the same', async () => {
    await using server = await answerTls(bad, () => 'HTTP/1.1 200 OK\r\n\r\n');
    const finding = await prove(server.port, trustingGround(), federation);
    assert.equal(finding.verdict, 'certificate-invalid');
    assert.equal(finding.evidence?.kind === 'http' && finding.evidence.status, 200);
    assert.notEqual(tlsOf(finding), null);
  });
});
