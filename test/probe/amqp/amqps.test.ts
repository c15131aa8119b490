import assert from 'node:assert/strict';
import { proveAmqps } from '../../../src/probe/amqp/amqps.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { hex } from '../ber/der.ts';
import { assertReportable, brief } from '../ber/ground.ts';
import { bad, federation, good, trustingGround } from '../tls/contoso.ts';
import { answerTls, listenTls, tlsOf } from '../tls/servers.ts';
import { itTellsAnswersOverTls, itTellsTlsVerdicts } from '../tls/verdicts.ts';

const prove = (port: number, ground: Ground, host: string) =>
  proveAmqps({ kind: 'amqps', host, port, serverName: null }, ground);

// AMQP 1.0 part 5 section 3.2: "AMQP", protocol id 3 for SASL, version 1.0.0.
const sasl = hex('41 4d 51 50 03 01 00 00');

describe('the AMQPS prober', () => {
  itTellsTlsVerdicts(prove);
  itTellsAnswersOverTls(prove);

  it('greets with the header of SASL and is told open by the same', async () => {
    let asked: Buffer = Buffer.alloc(0);
    await using server = await answerTls(good, (bytes) => {
      asked = bytes;
      return sasl;
    });
    const finding = await prove(server.port, trustingGround(), federation);
    assert.equal(finding.verdict, 'open');
    assert.equal(finding.evidence?.kind === 'amqp' && finding.evidence.header, 'AMQP 3 1 0 0');
    assert.deepEqual(asked, sasl);
    assertReportable(finding);
  });

  it('is told open by another header of AMQP', async () => {
    await using server = await listenTls(good, (socket) =>
      socket.on('data', () => socket.end(hex('41 4d 51 50 00 00 09 01'))),
    );
    const finding = await prove(server.port, trustingGround(), federation);
    assert.equal(finding.verdict, 'open');
    assert.equal(finding.evidence?.kind === 'amqp' && finding.evidence.header, 'AMQP 0 0 9 1');
  });

  it('takes a header in pieces, and none that is not whole', async () => {
    await using pieces = await listenTls(good, (socket) =>
      socket.on('data', () => {
        socket.write(sasl.subarray(0, 3));
        setTimeout(() => socket.write(sasl.subarray(3)), 20);
      }),
    );
    await using part = await answerTls(good, () => sasl.subarray(0, 7));
    assert.equal((await prove(pieces.port, trustingGround(), federation)).verdict, 'open');
    assert.equal((await prove(part.port, trustingGround(brief), federation)).verdict, 'open-wrong-service');
  });

  it('tells a bad certificate with the header that came all the same', async () => {
    await using server = await answerTls(bad, () => sasl);
    const finding = await prove(server.port, trustingGround(), federation);
    assert.equal(finding.verdict, 'certificate-invalid');
    assert.equal(finding.evidence?.kind, 'amqp');
    assert.notEqual(tlsOf(finding), null);
  });
});
