import assert from 'node:assert/strict';
import fc from 'fast-check';
import { frameMessage, readNegotiate } from '../../../src/probe/smb/negotiate-answer.ts';
import { writeNegotiate } from '../../../src/probe/smb/negotiate-request.ts';
import { hostile } from '../ber/mutations.ts';
import { framed, header, negotiated, smb1, statedTime } from './answers.ts';

const good = negotiated({ securityMode: 3, dialect: 0x0311, systemTime: statedTime });

describe('an SMB2 NEGOTIATE', () => {
  it('offers five dialects, and the contexts that 3.1.1 needs', () => {
    const random = Buffer.concat([Buffer.alloc(16, 0xaa), Buffer.alloc(32, 0xbb)]);
    const expected = [
      // 64 of header, 36 of body, 10 of dialects, 2 of padding, 46 + 2 and 14 of contexts: 174.
      '000000ae',
      'fe534d42 4000 0000 00000000 0000 0100 00000000 00000000',
      '0000000000000000 00000000 00000000 0000000000000000',
      '00'.repeat(16),
      // Size 36, five dialects, signing possible, capabilities, the client's id.
      '2400 0500 0100 0000 7f000000',
      'aa'.repeat(16),
      // Contexts start at 112; there are two.
      '70000000 0200 0000',
      '0202 1002 0003 0203 1103 0000',
      // Integrity: one algorithm, a salt of 32 bytes, SHA-512.
      '0100 2600 00000000 0100 2000 0100',
      'bb'.repeat(32),
      '0000',
      // Encryption: AES-128-GCM, AES-128-CCM.
      '0200 0600 00000000 0200 0200 0100',
    ]
      .join('')
      .replaceAll(' ', '');
    assert.equal(writeNegotiate(random).toString('hex'), expected);
  });
});

describe('an answer to NEGOTIATE', () => {
  it('gives the dialect, whether signing is required, and the time of the server', () => {
    assert.deepEqual(readNegotiate(good), {
      dialect: '3.1.1',
      signingRequired: true,
      serverTime: Date.UTC(2026, 10, 20, 14, 4, 45),
    });
  });

  it('names every dialect', () => {
    const names = { 514: '2.0.2', 528: '2.1', 768: '3.0', 770: '3.0.2', 785: '3.1.1', 2457: '0x0999' };
    for (const [dialect, name] of Object.entries(names)) {
      const answer = negotiated({ securityMode: 1, dialect: Number(dialect), systemTime: 0n });
      assert.deepEqual(readNegotiate(answer), { dialect: name, signingRequired: false, serverTime: null });
    }
  });

  it('can turn every dialect down', () => {
    // STATUS_NOT_SUPPORTED, and one that has no name here.
    const empty = Buffer.from('0900000000000000', 'hex');
    const turnedDown = { signingRequired: false, serverTime: null };
    assert.deepEqual(readNegotiate(framed(Buffer.concat([header('bb0000c0'), empty]))), {
      dialect: 'none (STATUS_NOT_SUPPORTED)',
      ...turnedDown,
    });
    assert.deepEqual(readNegotiate(framed(Buffer.concat([header('010000c0'), empty]))), {
      dialect: 'none (0xC0000001)',
      ...turnedDown,
    });
  });

  it('can be of the first generation', () => {
    assert.deepEqual(readNegotiate(smb1), { dialect: '1.0', signingRequired: false, serverTime: null });
  });

  it('is none where it is a question, belongs to another command, or is cut short', () => {
    const question = Buffer.from(good);
    question[4 + 16] = 0;
    assert.equal(readNegotiate(question), null);
    const other = Buffer.from(good);
    other[4 + 12] = 1;
    assert.equal(readNegotiate(other), null);
    assert.equal(readNegotiate(framed(header())), null);
  });

  it('is framed by its four bytes of length', () => {
    assert.deepEqual(frameMessage(good), { kind: 'whole', length: good.length });
    assert.equal(frameMessage(good.subarray(0, 100)), 'more');
    assert.equal(frameMessage(good.subarray(0, 3)), 'more');
    assert.equal(frameMessage(Buffer.from('00000020', 'hex')), 'more');
    // Shorter than any header, longer than any answer, another protocol, a NetBIOS session that is refused.
    assert.equal(frameMessage(Buffer.from('0000001f', 'hex')), 'wrong');
    assert.equal(frameMessage(Buffer.from('00ffffff', 'hex')), 'wrong');
    assert.equal(frameMessage(Buffer.from('0000004048545450', 'hex')), 'wrong');
    assert.equal(frameMessage(Buffer.from('8300000182', 'hex')), 'wrong');
  });

  it('is framed and read from any bytes without a fault', () => {
    fc.assert(
      fc.property(hostile(good, smb1), (bytes) => {
        const frame = frameMessage(bytes);
        assert.ok(frame === 'more' || frame === 'wrong' || frame.length <= bytes.length);
        const read = readNegotiate(bytes);
        assert.ok(read === null || read.serverTime === null || !Number.isNaN(new Date(read.serverTime).getTime()));
      }),
      { numRuns: 2_000 },
    );
  });
});
