import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readKdcAnswer, readKerberosError } from '../../../src/probe/kerberos/answer.ts';
import { hex } from '../ber/der.ts';
import { hostile } from '../ber/mutations.ts';
import { asReply, kerberosError } from './answers.ts';

describe('the answer of a KDC', () => {
  it('is read from what Samba sends: 4 minutes 45 past, and 901,864 microseconds', () => {
    const bytes = hex(`7e62 3060 a003020105 a10302011e a411180f 32303236313132303134303434355a a50502030dc2e8 a603020106
      a9041b024e4d aa173015 a003020100 a10e300c 1b066b7262746774 1b024e4d ab161b14
      4e6f20636c69656e7420696e2072657175657374`);
    assert.deepEqual(readKdcAnswer(bytes), {
      kind: 'error',
      code: 6,
      realm: 'NM',
      serverTime: Date.UTC(2026, 10, 20, 14, 4, 45, 901),
    });
  });

  it('names the realm of the server, and for a wrong realm the one to go to', () => {
    const realmOf = (bytes: Buffer) => readKdcAnswer(bytes)?.realm;
    assert.equal(realmOf(kerberosError({ code: 25, clientRealm: 'OTHER.TEST' })), 'CORP.CONTOSO.COM');
    assert.equal(realmOf(kerberosError({ code: 68, clientRealm: 'RIGHT.TEST', realm: 'ASKED.TEST' })), 'RIGHT.TEST');
    assert.equal(realmOf(kerberosError({ code: 68, realm: 'ASKED.TEST' })), 'ASKED.TEST');
  });

  it('has no server time where none can be read, and none with a fraction that cannot be', () => {
    const timeOf = (bytes: Buffer) => {
      const answer = readKdcAnswer(bytes);
      return answer?.kind === 'error' ? answer.serverTime : undefined;
    };
    assert.equal(timeOf(kerberosError({ code: 25, time: 'yesterday' })), null);
    assert.equal(
      timeOf(kerberosError({ code: 25, time: '20261120140445Z', micros: '0f4240' })),
      Date.UTC(2026, 10, 20, 14, 4, 45),
    );
    assert.equal(
      timeOf(kerberosError({ code: 25, time: '20261120140445Z', micros: 'ff' })),
      Date.UTC(2026, 10, 20, 14, 4, 45),
    );
  });

  it('may be a ticket', () => {
    assert.deepEqual(readKdcAnswer(asReply), { kind: 'granted', realm: 'CORP.CONTOSO.COM' });
    assert.equal(readKerberosError(asReply), null);
  });

  it('is nothing with bytes missing or left over', () => {
    const whole = kerberosError({ code: 25 });
    for (let length = 0; length < whole.length; length++) assert.equal(readKdcAnswer(whole.subarray(0, length)), null);
    assert.equal(readKdcAnswer(Buffer.concat([whole, hex('00')])), null);
  });

  it('is read without throwing, whatever is sent in its place', () => {
    const good = [kerberosError({ code: 68, clientRealm: 'A.TEST' }), asReply];
    fc.assert(
      fc.property(hostile(...good), (bytes) => {
        const answer = readKdcAnswer(bytes);
        assert.ok(answer === null || (answer.realm ?? '').length <= 512);
        assert.ok(answer?.kind !== 'error' || answer.serverTime === null || Number.isFinite(answer.serverTime));
      }),
      { numRuns: 2_000 },
    );
  });
});
