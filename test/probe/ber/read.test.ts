import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readChildren, readElement, readHead, readInteger, within } from '../../../src/probe/ber/read.ts';
import { hex } from './der.ts';
import { anyBytes } from './mutations.ts';

describe('the reader of BER', () => {
  it('reads short and long lengths, with leading zeros as Active Directory writes them', () => {
    for (const text of ['04 02 61 62', '04 81 02 61 62', '04 82 00 02 61 62', '04 84 00 00 00 02 61 62'])
      assert.equal(readElement(hex(text))?.content.toString(), 'ab', text);
  });

  it('says how much an unfinished element needs', () => {
    assert.deepEqual(readHead(hex('')), { kind: 'part', needs: 2 });
    assert.deepEqual(readHead(hex('30')), { kind: 'part', needs: 2 });
    assert.deepEqual(readHead(hex('30 82 01')), { kind: 'part', needs: 4 });
    assert.deepEqual(readHead(hex('30 82 01 00 05')), { kind: 'part', needs: 260 });
    assert.deepEqual(readHead(hex('30 84 ff ff ff ff')), { kind: 'part', needs: 4_294_967_301 });
  });

  it('takes no indefinite length, no length of five bytes and no tag of several', () => {
    for (const text of ['30 80 00 00', '30 85 00 00 00 00 00', '3f 81 01 00'])
      assert.deepEqual(readHead(hex(text)), { kind: 'wrong' }, text);
  });

  it('takes a content apart only where whole elements fill it', () => {
    assert.deepEqual(
      readChildren(hex('02 01 05 04 01 61'))?.map(({ tag }) => tag),
      [0x02, 0x04],
    );
    assert.deepEqual(readChildren(hex('')), []);
    assert.equal(readChildren(hex('02 01 05 04 02 61')), null);
    assert.equal(readChildren(Buffer.alloc(2 * 257)), null);
  });

  it('finds what an explicit tag holds, and only one element', () => {
    const children = readChildren(hex('a0 03 02 01 05 a1 06 02 01 01 02 01 02')) ?? [];
    assert.equal(readInteger(within(children, 0xa0)), 5);
    assert.equal(within(children, 0xa1), null);
    assert.equal(within(children, 0xa2), null);
  });

  it('reads whole numbers with their sign, up to 48 bits', () => {
    for (const [text, value] of [
      ['02 01 7f', 127],
      ['02 01 ff', -1],
      ['02 02 00 80', 128],
      ['02 06 7f ff ff ff ff ff', 0x7fff_ffff_ffff],
      ['02 07 00 7f ff ff ff ff ff', null],
      ['02 00', null],
    ] as const)
      assert.equal(readInteger(readElement(hex(text))), value, text);
  });

  it('never throws and never reads beyond the bytes', () => {
    fc.assert(
      fc.property(anyBytes, fc.nat({ max: 700 }), (bytes, at) => {
        const element = readElement(bytes, at);
        assert.ok(element === null || element.end <= bytes.length);
        readChildren(bytes);
      }),
    );
  });
});
