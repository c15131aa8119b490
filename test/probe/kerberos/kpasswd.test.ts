import assert from 'node:assert/strict';
import fc from 'fast-check';
import { proveKpasswd } from '../../../src/probe/kerberos/kpasswd.ts';
import { kpasswdRequest, readKpasswdAnswer } from '../../../src/probe/kerberos/kpasswd-message.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { der, hex } from '../ber/der.ts';
import { assertReportable, groundOn } from '../ber/ground.ts';
import { answerTcp, answerUdp } from '../ber/listeners.ts';
import { hostile } from '../ber/mutations.ts';
import { itTellsTcpVerdicts, itTellsUdpVerdicts } from '../ber/verdicts.ts';
import { kerberosError, kerberosText, kpasswdReply, overTcp } from './answers.ts';

const ask = (kind: 'kpasswd' | 'kpasswd-udp') => (port: number, ground: Ground) =>
  proveKpasswd({ kind, host: 'dc1.corp.test', port, realm: null }, ground);
const overStream = ask('kpasswd');
const overDatagram = ask('kpasswd-udp');

const refusal = kpasswdReply(Buffer.alloc(0), kerberosError({ code: 31 }));

describe('the request to change a password', () => {
  it('is framed as RFC 3244 section 2 says, and proves nothing: every cipher is zero', () => {
    // aes256-cts-hmac-sha1-96 and 60 bytes of cipher.
    const cipher = der(0x30, der(0xa0, hex('02 01 12')), der(0xa2, der(0x04, Buffer.alloc(60))));
    const service = der(
      0x30,
      der(0xa0, hex('02 01 02')),
      der(0xa1, der(0x30, kerberosText('kadmin'), kerberosText('changepw'))),
    );
    const ticket = der(
      0x61,
      der(
        0x30,
        der(0xa0, hex('02 01 05')),
        der(0xa1, kerberosText('CORP.TEST')),
        der(0xa2, service),
        der(0xa3, cipher),
      ),
    );
    const proof = der(
      0x6e,
      der(
        0x30,
        der(0xa0, hex('02 01 05')),
        der(0xa1, hex('02 01 0e')),
        der(0xa2, hex('03 05 00 00000000')),
        der(0xa3, ticket),
        der(0xa4, cipher),
      ),
    );
    const secret = der(0x75, der(0x30, der(0xa0, hex('02 01 05')), der(0xa1, hex('02 01 15')), der(0xa3, cipher)));
    const word = (value: number) => hex(value.toString(16).padStart(4, '0'));
    const head = [word(6 + proof.length + secret.length), hex('ff80'), word(proof.length)];
    assert.deepEqual(kpasswdRequest('CORP.TEST'), Buffer.concat([...head, proof, secret]));
  });
});

describe('the answer to it', () => {
  it('is an error in a frame, or a bare one as Windows sends it', () => {
    for (const bytes of [refusal, kerberosError({ code: 31 })]) {
      const answer = readKpasswdAnswer(bytes);
      assert.equal(answer?.kind === 'error' && answer.code, 31);
    }
  });

  it('may be a reply with a proof of the server', () => {
    const reply = kpasswdReply(der(0x6f, der(0x30)), der(0x75, der(0x30)));
    assert.deepEqual(readKpasswdAnswer(reply), { kind: 'granted', realm: null });
  });

  it('is nothing of another length, version or kind', () => {
    assert.equal(readKpasswdAnswer(Buffer.concat([refusal, hex('00')])), null);
    assert.equal(readKpasswdAnswer(refusal.subarray(0, -1)), null);
    assert.equal(readKpasswdAnswer(Buffer.concat([refusal.subarray(0, 2), hex('0002'), refusal.subarray(4)])), null);
    assert.equal(readKpasswdAnswer(kpasswdReply(der(0x30), Buffer.alloc(0))), null);
    assert.equal(readKpasswdAnswer(Buffer.alloc(0)), null);
  });

  it('is read without throwing, whatever is sent in its place', () => {
    fc.assert(
      fc.property(hostile(refusal, kerberosError({ code: 31 })), (bytes) => {
        readKpasswdAnswer(bytes);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the prober of password changes over TCP', () => {
  itTellsTcpVerdicts(overStream, overTcp(refusal).subarray(0, 30));

  it('is told open by a refusal', async () => {
    await using server = await answerTcp(() => [overTcp(refusal)]);
    const now = Date.UTC(2026, 10, 20, 14, 4, 45);
    const finding = await overStream(server.port, groundOn({ now: () => now }));
    assert.deepEqual(finding, {
      verdict: 'open',
      evidence: {
        kind: 'kerberos',
        errorCode: 31,
        errorName: 'KRB_AP_ERR_BAD_INTEGRITY',
        realm: 'CORP.CONTOSO.COM',
        serverTime: now,
        skewMs: 0,
      },
    });
    assertReportable(finding);
  });

  it('names the results of RFC 3244, which Samba gives as error numbers', async () => {
    await using server = await answerTcp(() => [overTcp(kpasswdReply(Buffer.alloc(0), kerberosError({ code: 2 })))]);
    const { evidence } = await overStream(server.port, groundOn());
    assert.equal(evidence?.kind === 'kerberos' && evidence.errorName, 'KRB5_KPASSWD_HARDERROR');
  });
});

describe('the prober of password changes over UDP', () => {
  itTellsUdpVerdicts(overDatagram);

  it('is told open by a refusal', async () => {
    await using server = await answerUdp((bytes) => (bytes.readUInt16BE(2) === 0xff80 ? [refusal] : []));
    const { verdict, evidence } = await overDatagram(server.port, groundOn());
    assert.equal(verdict, 'open');
    assert.equal(evidence?.kind === 'kerberos' && evidence.errorCode, 31);
  });
});
