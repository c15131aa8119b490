import assert from 'node:assert/strict';
import fc from 'fast-check';
import { frameAnswer, readAnswer, writePreamble } from '../../../src/probe/adws/framing.ts';
import { hostile } from '../ber/mutations.ts';
import { fault, notFound } from './answers.ts';

describe('a preamble', () => {
  it('has version, mode, via, encoding and the wish to negotiate', () => {
    const expected = [
      // Version 1.0, duplex.
      '000100 0102',
      // Via: 23 bytes.
      '0217',
      Buffer.from('net.tcp://dc1:9389/some').toString('hex'),
      // Binary with an in-band dictionary.
      '0308',
      // Upgrade: 21 bytes.
      '0915',
      Buffer.from('application/negotiate').toString('hex'),
    ]
      .join('')
      .replaceAll(' ', '');
    assert.equal(writePreamble('net.tcp://dc1:9389/some').toString('hex'), expected);
  });

  it('writes the length of a long via with seven bits a byte', () => {
    // 200 is 1 * 128 + 72: 0xc8 with the bit for more, then 1.
    assert.equal(writePreamble('x'.repeat(200)).toString('hex', 5, 8), '02c801');
  });
});

describe('an answer to a preamble', () => {
  it('can be the upgrade, the acknowledgement, or a fault', () => {
    assert.deepEqual(readAnswer(Buffer.of(0x0a)), { kind: 'upgrade-response' });
    assert.deepEqual(readAnswer(Buffer.of(0x0b)), { kind: 'preamble-ack' });
    assert.deepEqual(readAnswer(fault(notFound)), { kind: 'fault', fault: notFound });
  });

  it('can be a fault with a length of two bytes', () => {
    const long = `http://contoso.com/${'x'.repeat(181)}`;
    const record = Buffer.concat([Buffer.of(0x08, 0xc8, 0x01), Buffer.from(long)]);
    assert.deepEqual(frameAnswer(record), { kind: 'whole', length: 203 });
    assert.deepEqual(readAnswer(record), { kind: 'fault', fault: long });
  });

  it('is waited for while it is a fault that is not all there', () => {
    const record = fault(notFound);
    for (const length of [1, 2, 30, record.length - 1]) assert.equal(frameAnswer(record.subarray(0, length)), 'more');
    assert.equal(frameAnswer(Buffer.of(0x08, 0xc8)), 'more');
  });

  it('is none where it is another record, goes on, or is longer than any fault', () => {
    assert.equal(frameAnswer(Buffer.of(0x07)), 'wrong');
    assert.equal(frameAnswer(Buffer.from('\n250 hello')), 'wrong');
    assert.equal(frameAnswer(Buffer.of(0x08, 0xff, 0xff)), 'wrong');
    assert.equal(frameAnswer(Buffer.of(0x08, 0x81, 0x08)), 'wrong');
    assert.equal(frameAnswer(fault('no URI')), 'wrong');
    assert.equal(readAnswer(Buffer.of(0x07)), null);
  });

  it('shows no control character of a fault', () => {
    assert.deepEqual(readAnswer(fault('http://x/\u001b[2J\u202e')), { kind: 'fault', fault: 'http://x/·[2J·' });
  });

  it('is framed and read from any bytes without a fault', () => {
    fc.assert(
      fc.property(hostile(fault(notFound), Buffer.of(0x0a)), (bytes) => {
        const framed = frameAnswer(bytes);
        assert.ok(framed === 'more' || framed === 'wrong' || framed.length <= bytes.length);
        assert.equal(readAnswer(bytes) === null, framed === 'more' || framed === 'wrong');
      }),
      { numRuns: 2_000 },
    );
  });
});
