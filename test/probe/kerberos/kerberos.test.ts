import assert from 'node:assert/strict';
import fc from 'fast-check';
import { proveKerberos } from '../../../src/probe/kerberos/kerberos.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { hex } from '../ber/der.ts';
import { assertReportable, groundOn } from '../ber/ground.ts';
import { answerTcp, answerUdp, listenTcp } from '../ber/listeners.ts';
import { hostile } from '../ber/mutations.ts';
import { itTellsTcpVerdicts, itTellsUdpVerdicts } from '../ber/verdicts.ts';
import { asReply, kerberosError, overTcp } from './answers.ts';

const ask = (kind: 'kerberos' | 'kerberos-udp', realm: string | null, host: string) => (port: number, ground: Ground) =>
  proveKerberos({ kind, host, port, realm }, ground);
const overStream = ask('kerberos', null, 'dc1.corp.contoso.com');
const overDatagram = ask('kerberos-udp', null, 'dc1.corp.contoso.com');

/** 2026-11-20 14:04:45 and 500,000 microseconds. */
const stated = { time: '20261120140445Z', micros: '07a120' };
const serverTime = Date.UTC(2026, 10, 20, 14, 4, 45, 500);

describe('the Kerberos prober over TCP', () => {
  itTellsTcpVerdicts(overStream, overTcp(kerberosError({ code: 25 })).subarray(0, 40));

  it('is told open by a KDC that asks for pre-authentication, with realm and clock', async () => {
    await using kdc = await answerTcp(() => [overTcp(kerberosError({ code: 25, ...stated }))]);
    // Our clock is 90 seconds behind.
    const finding = await overStream(kdc.port, groundOn({ now: () => serverTime - 90_000 }));
    assert.deepEqual(finding, {
      verdict: 'open',
      evidence: {
        kind: 'kerberos',
        errorCode: 25,
        errorName: 'KDC_ERR_PREAUTH_REQUIRED',
        realm: 'CORP.CONTOSO.COM',
        serverTime,
        skewMs: 90_000,
      },
    });
    assertReportable(finding);
  });

  it('compares the server clock with the middle of question and answer', async () => {
    await using kdc = await answerTcp(() => [overTcp(kerberosError({ code: 25, ...stated }))]);
    // The nonce, the question, the answer.
    const times = [0, serverTime - 40, serverTime + 20];
    const { evidence } = await overStream(kdc.port, groundOn({ now: () => times.shift() ?? 0 }));
    assert.equal(evidence?.kind === 'kerberos' && evidence.skewMs, 10);
  });

  it('asks for krbtgt of the realm, in one message with its length in front', async () => {
    const asked = Promise.withResolvers<Buffer>();
    await using kdc = await answerTcp((bytes) => {
      asked.resolve(bytes);
      return [overTcp(kerberosError({ code: 6 }))];
    });
    await overStream(kdc.port, groundOn());
    const question = await asked.promise;
    assert.equal(question.readUInt32BE(0), question.length - 4);
    assert.equal(question[4], 0x6a);
    assert.equal(question.toString('latin1').split('krbtgt').length, 3);
    assert.equal(question.toString('latin1').split('CORP.CONTOSO.COM').length, 3);
  });

  it('takes every error for an answer and names those that it knows', async () => {
    for (const [code, name] of [
      [6, 'KDC_ERR_C_PRINCIPAL_UNKNOWN'],
      [14, 'KDC_ERR_ETYPE_NOSUPP'],
      [18, 'KDC_ERR_CLIENT_REVOKED'],
      [37, 'KRB_AP_ERR_SKEW'],
      [60, 'KRB_ERR_GENERIC'],
      [68, 'KDC_ERR_WRONG_REALM'],
      [99, null],
    ] as const) {
      await using kdc = await answerTcp(() => [overTcp(kerberosError({ code }))]);
      const { verdict, evidence } = await overStream(kdc.port, groundOn());
      assert.equal(verdict, 'open');
      assert.deepEqual(evidence?.kind === 'kerberos' && [evidence.errorCode, evidence.errorName], [code, name]);
    }
  });

  it('takes a ticket for an answer', async () => {
    await using kdc = await answerTcp(() => [overTcp(asReply)]);
    assert.deepEqual(await overStream(kdc.port, groundOn()), {
      verdict: 'open',
      evidence: {
        kind: 'kerberos',
        errorCode: null,
        errorName: null,
        realm: 'CORP.CONTOSO.COM',
        serverTime: null,
        skewMs: null,
      },
    });
  });

  it('reads an answer that comes byte by byte', async () => {
    const answer = overTcp(kerberosError({ code: 25 }));
    await using kdc = await listenTcp((socket) => {
      socket.setNoDelay(true);
      socket.once('data', async () => {
        for (const byte of answer) await new Promise((next) => socket.write(Buffer.of(byte), next));
      });
    });
    assert.equal((await overStream(kdc.port, groundOn())).verdict, 'open');
  });

  it('takes no length that Kerberos forbids', async () => {
    for (const head of ['80 00 00 00', '00 02 00 00', '00 00 00 00']) {
      await using server = await answerTcp(() => [hex(head)]);
      const finding = await overStream(server.port, groundOn());
      assert.equal(finding.verdict, 'open-wrong-service', head);
    }
  });

  it('says no realm where only the placeholder came back', async () => {
    await using kdc = await answerTcp(() => [overTcp(kerberosError({ code: 68, realm: 'PORTOLAN.INVALID' }))]);
    const { verdict, evidence } = await ask('kerberos', null, '10.0.0.5')(kdc.port, groundOn());
    assert.equal(verdict, 'open');
    assert.equal(evidence?.kind === 'kerberos' && evidence.realm, null);
  });

  it('reports something that can be reported, whatever is answered', async () => {
    const good = overTcp(kerberosError({ code: 25 }));
    await fc.assert(
      fc.asyncProperty(hostile(good), async (bytes) => {
        await using server = await listenTcp((socket) => socket.end(bytes));
        assertReportable(await overStream(server.port, groundOn()));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the Kerberos prober over UDP', () => {
  itTellsUdpVerdicts(overDatagram);

  it('is told open by an error in a plain message', async () => {
    await using kdc = await answerUdp((bytes) => (bytes[0] === 0x6a ? [kerberosError({ code: 25, ...stated })] : []));
    const finding = await overDatagram(kdc.port, groundOn({ now: () => serverTime + 5_000 }));
    assert.deepEqual(finding, {
      verdict: 'open',
      evidence: {
        kind: 'kerberos',
        errorCode: 25,
        errorName: 'KDC_ERR_PREAUTH_REQUIRED',
        realm: 'CORP.CONTOSO.COM',
        serverTime,
        skewMs: -5_000,
      },
    });
  });

  it('takes it for an answer that the answer is too big for UDP', async () => {
    await using kdc = await answerUdp(() => [kerberosError({ code: 52 })]);
    const { verdict, evidence } = await overDatagram(kdc.port, groundOn());
    assert.equal(verdict, 'open');
    assert.equal(evidence?.kind === 'kerberos' && evidence.errorName, 'KRB_ERR_RESPONSE_TOO_BIG');
  });

  it('works over IPv6', async () => {
    await using kdc = await answerUdp(() => [kerberosError({ code: 25 })], '::1');
    assert.equal((await overDatagram(kdc.port, groundOn({ address: '::1' }))).verdict, 'open');
  });
});
