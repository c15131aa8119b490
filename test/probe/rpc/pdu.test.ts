import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bindRequest, callRequest, frameAnswer, isAccepted, stubOf } from '../../../src/probe/rpc/pdu.ts';
import { hex } from '../ber/der.ts';
import { hostile } from '../ber/mutations.ts';
import { bindAck, bindNak, fault, le16, le32, packet, response, wire } from './answers.ts';

const mapper = { name: 'epmapper', uuid: 'e1af8308-5d1f-11c9-91a4-08002b14a0fa', version: 3 };

describe('a packet of MS-RPC', () => {
  it('binds as C706 section 12.6.4.3 writes it', () => {
    assert.deepEqual(
      bindRequest(1, mapper),
      Buffer.concat([
        // Version 5.0, bind, first and last fragment, little-endian; 72 bytes, no verifier, call 1.
        hex('05 00 0b 03 10000000 4800 0000 01000000'),
        // Fragments of 5,840 bytes both ways, no group; one context, number 0, one transfer syntax.
        hex('d016 d016 00000000 01000000 0000 01 00'),
        wire.mapper,
        hex('03000000'),
        wire.ndr,
        hex('02000000'),
      ]),
    );
  });

  it('calls as C706 section 12.6.4.9 writes it', () => {
    assert.deepEqual(
      callRequest(7, 2, hex('aabb')),
      hex('05 00 00 03 10000000 1a00 0000 07000000 02000000 0000 0200 aabb'),
    );
  });

  it('is framed by its length, over all its fragments', () => {
    const frame = frameAnswer([2, 3]);
    const answer = Buffer.concat([...response(Buffer.from('one two three'), 4)]);
    for (let length = 1; length < answer.length; length++) assert.equal(frame(answer.subarray(0, length)), 'more');
    assert.deepEqual(frame(answer), { kind: 'whole', length: answer.length });
    assert.deepEqual(frame(Buffer.concat([answer, hex('05')])), { kind: 'whole', length: answer.length });
    assert.equal(stubOf(answer)?.toString(), 'one two three');
  });

  it('is wrong from the first byte that cannot be', () => {
    const frame = frameAnswer([12]);
    for (const bytes of ['48', '04 00', '05 01', '05 00 0c 03 00', '05 00 0c 03 10000000 0800 0000 01000000'])
      assert.equal(frame(hex(bytes)), 'wrong', bytes);
    assert.equal(frame(fault), 'wrong');
  });

  it('is wrong where fragments come without end', () => {
    const middle = packet(2, 0, le32(0), le16(0), le16(0));
    assert.equal(frameAnswer([2])(Buffer.concat(Array.from({ length: 300 }, () => middle))), 'wrong');
  });

  it('leaves out a verifier that nobody asked for', () => {
    // Two bytes of stub, two of padding, a header of eight and a value of four.
    const bytes = packet(2, 3, le32(2), le16(0), le16(0), hex('aabb'), Buffer.alloc(8), hex('01020304'));
    bytes.writeUInt16LE(4, 10);
    assert.deepEqual(stubOf(bytes), hex('aabb'));
    bytes.writeUInt16LE(60_000, 10);
    assert.deepEqual(stubOf(bytes), Buffer.alloc(0));
  });

  it('has no stub where it is a fault', () => assert.equal(stubOf(fault), null));

  it('takes an interface, or does not', () => {
    assert.equal(isAccepted(bindAck()), true);
    assert.equal(isAccepted(bindAck(2)), false);
    assert.equal(isAccepted(bindNak), false);
    assert.equal(isAccepted(fault), false);
    // An empty address is followed by two bytes of padding.
    const noAddress = packet(12, 3, le16(0), le16(0), le32(0), le16(0), hex('0000'), le32(1), le16(0), le16(0));
    assert.equal(isAccepted(noAddress), true);
    assert.equal(isAccepted(bindAck().subarray(0, 36)), false);
  });

  it('is read without throwing, whatever is sent in its place', () => {
    const good = [bindAck(), bindNak, fault, Buffer.concat([...response(Buffer.alloc(40), 16)])];
    fc.assert(
      fc.property(hostile(...good), (bytes) => {
        const framed = frameAnswer([2, 3, 12, 13])(bytes);
        if (framed === 'more' || framed === 'wrong') return;
        const answer = bytes.subarray(0, framed.length);
        assert.ok((stubOf(answer)?.length ?? 0) <= answer.length);
        isAccepted(answer);
      }),
      { numRuns: 3_000 },
    );
  });
});
