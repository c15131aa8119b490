import assert from 'node:assert/strict';
import { element, integer, octets, sequence } from '../../../src/probe/ber/write.ts';
import { hex } from './der.ts';

describe('the writer of DER', () => {
  it('writes the shortest lengths', () => {
    assert.deepEqual(octets(''), hex('04 00'));
    assert.deepEqual(octets(Buffer.alloc(127)).subarray(0, 2), hex('04 7f'));
    assert.deepEqual(octets(Buffer.alloc(128)).subarray(0, 3), hex('04 81 80'));
    assert.deepEqual(octets(Buffer.alloc(256)).subarray(0, 4), hex('04 82 01 00'));
  });

  it('writes the shortest whole numbers that are not negative', () => {
    for (const [value, text] of [
      [0, '02 01 00'],
      [127, '02 01 7f'],
      [128, '02 02 00 80'],
      [65_535, '02 03 00 ff ff'],
      [2_147_483_647, '02 04 7f ff ff ff'],
    ] as const)
      assert.deepEqual(integer(value), hex(text));
  });

  it('writes texts as UTF-8 and nests elements', () => {
    assert.deepEqual(sequence(octets('é'), element(0xa1, integer(1))), hex('30 09 04 02 c3 a9 a1 03 02 01 01'));
  });
});
