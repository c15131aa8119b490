import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareClocks, readAnswer, writeRequest } from '../../../src/probe/ntp/packet.ts';
import { hostile } from '../ber/mutations.ts';
import { halfASecondLater, newYear2000, packet } from './answers.ts';

const nonce = Buffer.from('0123456789abcdef', 'hex');
const at2000 = Date.UTC(2000, 0, 1);

const good = packet({
  first: 0x24,
  stratum: 2,
  reference: '0a4d0001',
  origin: nonce,
  receive: newYear2000,
  transmit: halfASecondLater,
});

describe('an NTP question', () => {
  it('is 48 bytes: version 4, client, and nothing but the nonce as transmit timestamp', () => {
    assert.equal(writeRequest(nonce).toString('hex'), `23${'00'.repeat(39)}0123456789abcdef`);
  });
});

describe('an NTP answer', () => {
  it('gives stratum, reference and the two times of the server', () => {
    assert.deepEqual(readAnswer(good, nonce, at2000), {
      stratum: 2,
      leap: 0,
      referenceId: '10.77.0.1',
      times: { receivedAt: at2000, sentAt: at2000 + 500 },
    });
  });

  it('names the clock of a server of stratum 1 by its letters', () => {
    const gps = packet({
      first: 0x24,
      stratum: 1,
      reference: '47505300',
      origin: nonce,
      receive: newYear2000,
      transmit: newYear2000,
    });
    assert.equal(readAnswer(gps, nonce, at2000)?.referenceId, 'GPS');
  });

  it('can be a kiss of death, whose times mean nothing', () => {
    const rate = packet({
      first: 0xe4,
      stratum: 0,
      reference: '52415445',
      origin: nonce,
      receive: newYear2000,
      transmit: newYear2000,
    });
    assert.deepEqual(readAnswer(rate, nonce, at2000), { stratum: 0, leap: 3, referenceId: 'RATE', times: null });
  });

  it('can come from a server that is not synchronized', () => {
    const alarm = packet({
      first: 0xdc,
      stratum: 16,
      reference: '00000000',
      origin: nonce,
      receive: newYear2000,
      transmit: newYear2000,
    });
    assert.deepEqual(readAnswer(alarm, nonce, at2000), {
      stratum: 16,
      leap: 3,
      referenceId: '0.0.0.0',
      times: { receivedAt: at2000, sentAt: at2000 },
    });
  });

  it('tells the time beyond 2036, when the seconds start again', () => {
    // 8 February 2036 is 63,104 in era 1 (RFC 5905 figure 4).
    const later = packet({
      first: 0x24,
      stratum: 2,
      reference: '0a4d0001',
      origin: nonce,
      receive: '0000f68000000000',
      transmit: '0000f68000000000',
    });
    const at2036 = Date.UTC(2036, 1, 8);
    assert.equal(readAnswer(later, nonce, at2036)?.times?.receivedAt, at2036);
    // A server just before the turn, asked just after it.
    const before = packet({
      first: 0x24,
      stratum: 2,
      reference: '0a4d0001',
      origin: nonce,
      receive: 'ffffffff00000000',
      transmit: 'ffffffff00000000',
    });
    assert.equal(readAnswer(before, nonce, at2036)?.times?.sentAt, Date.UTC(2036, 1, 7, 6, 28, 15));
  });

  it('is none without the nonce, from a client, of another version, or cut short', () => {
    assert.equal(readAnswer(good, Buffer.from('0123456789abcdee', 'hex'), at2000), null);
    for (const first of [0x23, 0x25, 0x04, 0x2c]) {
      const other = Buffer.from(good);
      other[0] = first;
      assert.equal(readAnswer(other, nonce, at2000), null, first.toString(16));
    }
    assert.equal(readAnswer(good.subarray(0, 47), nonce, at2000), null);
    assert.notEqual(readAnswer(Buffer.concat([good, Buffer.alloc(20)]), nonce, at2000), null);
  });

  it('is read from any bytes without a fault', () => {
    fc.assert(
      fc.property(hostile(good), (bytes) => {
        const read = readAnswer(bytes, nonce, at2000);
        assert.ok(read === null || /^[ -~·]*$/.test(read.referenceId));
        assert.ok(read === null || read.times === null || Number.isFinite(read.times.sentAt));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('two clocks', () => {
  it('are compared without the way of the answer or the time that the server took', () => {
    // Ninety seconds ahead, 20 ms each way, 5 ms to answer.
    const exchange = { askedAt: 1_000, receivedAt: 91_020, sentAt: 91_025, answeredAt: 1_045 };
    assert.deepEqual(compareClocks(exchange), { offsetMs: 90_000, delayMs: 40 });
  });

  it('are never less than nothing apart on the way', () => {
    const exchange = { askedAt: 1_000, receivedAt: 1_000, sentAt: 1_500, answeredAt: 1_001 };
    assert.equal(compareClocks(exchange).delayMs, 0);
  });
});
