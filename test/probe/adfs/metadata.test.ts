import assert from 'node:assert/strict';
import { proveAdfsMetadata } from '../../../src/probe/adfs/metadata.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { assertReportable, brief } from '../ber/ground.ts';
import { issueRoot } from '../certificates.ts';
import { response } from '../http/answers.ts';
import { bad, federation, good, trustingGround } from '../tls/contoso.ts';
import { answerTls, listenTls, tlsOf } from '../tls/servers.ts';
import { itTellsAnswersOverTls, itTellsTlsVerdicts } from '../tls/verdicts.ts';
import { metadataOf } from './documents.ts';

const prove = (port: number, ground: Ground, host: string, serverName: string | null = null) =>
  proveAdfsMetadata({ kind: 'adfs-metadata', host, port, serverName }, ground);

const entityId = 'http://sts.contoso.com/adfs/services/trust';
const signing = issueRoot('ADFS Signing');
const metadata = metadataOf(entityId, [signing], issueRoot('ADFS Encryption'));

describe('the federation metadata prober', () => {
  itTellsTlsVerdicts(prove);
  itTellsAnswersOverTls(prove);

  it('tells who the federation service is and what it signs with', async () => {
    let asked = '';
    await using server = await answerTls(good, (bytes) => {
      asked = bytes.toString();
      return response('200 OK', ['Content-Type: application/samlmetadata+xml'], metadata);
    });
    const finding = await prove(server.port, trustingGround(), 'adfs1.corp.contoso.com', federation);
    assert.equal(finding.verdict, 'open');
    assert.ok(finding.evidence?.kind === 'federation-metadata');
    assert.equal(finding.evidence.entityId, entityId);
    assert.deepEqual(
      finding.evidence.signing.map(({ fingerprint }) => fingerprint),
      [signing.fingerprint],
    );
    assert.ok(
      asked.startsWith(
        `GET /FederationMetadata/2007-06/FederationMetadata.xml HTTP/1.1\r\nHost: ${federation}:${server.port}\r\n`,
      ),
    );
    assertReportable(finding);
  });

  it('takes it in chunks', async () => {
    const half = Math.floor(metadata.length / 2);
    const chunks = [metadata.slice(0, half), metadata.slice(half), ''].map(
      (chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`,
    );
    await using server = await answerTls(
      good,
      () => `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks.join('')}`,
    );
    assert.equal((await prove(server.port, trustingGround(), federation)).verdict, 'open');
  });

  it('calls another status a wrong service: it is not AD FS, or it does not run', async () => {
    await using server = await answerTls(good, () =>
      response('503 Service Unavailable', ['Server: Microsoft-HTTPAPI/2.0']),
    );
    const finding = await prove(server.port, trustingGround(), federation);
    assert.equal(finding.verdict === 'open-wrong-service' && finding.seen, 'HTTP/1.1 503 Service Unavailable');
    assert.equal(finding.evidence?.kind === 'http' && finding.evidence.status, 503);
    assert.notEqual(tlsOf(finding), null);
  });

  it('calls a page without it a wrong service, and an empty one too', async () => {
    const seen = [];
    for (const page of ['<html>IIS Windows Server</html>', '']) {
      await using server = await answerTls(good, () => response('200 OK', [], page));
      const finding = await prove(server.port, trustingGround(), federation);
      seen.push(finding.verdict === 'open-wrong-service' && finding.seen);
      assertReportable(finding);
    }
    assert.deepEqual(seen, ['<html>IIS Windows Server</html>', 'HTTP/1.1 200 OK']);
  });

  it('tells a document that breaks off before it says anything', async () => {
    await using server = await listenTls(good, (socket) =>
      socket.on('data', () => socket.end(response('200 OK', [], metadata).subarray(0, 60))),
    );
    const finding = await prove(server.port, trustingGround(brief), federation);
    assert.equal(finding.verdict === 'open-then-closed' && finding.how, 'end');
  });

  it('tells a bad certificate with the metadata that came all the same', async () => {
    await using server = await answerTls(bad, () => response('200 OK', [], metadata));
    const finding = await prove(server.port, trustingGround(), federation);
    assert.equal(finding.verdict, 'certificate-invalid');
    assert.equal(finding.evidence?.kind === 'federation-metadata' && finding.evidence.entityId, entityId);
  });
});
