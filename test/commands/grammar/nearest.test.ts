import assert from 'node:assert/strict';
import { distance, isNear, nearest } from '../../../src/commands/grammar/nearest.ts';

describe('the distance between two words', () => {
  // Counted by hand: insertions, deletions, replacements and swaps of neighbours, one each.
  const counted: readonly (readonly [string, string, number])[] = [
    ['adfs', 'adfs', 0],
    ['', 'wap', 3],
    ['wap', '', 3],
    ['wpa', 'wap', 1],
    ['adsf', 'adfs', 1],
    ['conect', 'connect', 1],
    ['connnect', 'connect', 1],
    ['kerberas', 'kerberos', 1],
    ['prots', 'ports', 1],
    ['sizng', 'sizing', 1],
    ['heatlh', 'health', 1],
    ['abc', 'xyz', 3],
  ];
  for (const [one, other, slips] of counted)
    it(`is ${slips} from “${one}” to “${other}”, both ways`, () => {
      assert.equal(distance(one, other), slips);
      assert.equal(distance(other, one), slips);
    });
});

describe('nearness', () => {
  it('forgives one slip in three letters and never more than three', () => {
    assert.ok(isNear('wpa', 'wap'));
    assert.ok(isNear('conect', 'connect'));
    assert.ok(!isNear('dx', 'dc'), 'a word of two letters is right or wrong');
    assert.ok(!isNear('xyz', 'wap'));
    assert.ok(!isNear('abcdefghijklmnop', 'abcdefghijklxxxx'), 'four slips are too many at any length');
  });

  it('puts the nearest first and takes a beginning for near', () => {
    assert.deepEqual(nearest('adsf', ['adws', 'adfs', 'wap']), ['adfs']);
    assert.deepEqual(nearest('web', ['web application proxy', 'wap']), ['web application proxy']);
    assert.deepEqual(nearest('kerb', ['kerberos', 'dns']), ['kerberos']);
    assert.deepEqual(nearest('ke', ['kerberos']), [], 'two letters begin too much');
  });

  it('gives at most as many as are asked for, and none for a word too long to be one', () => {
    assert.equal(nearest('abc', ['abd', 'abe', 'abf', 'abg'], 2).length, 2);
    assert.deepEqual(nearest('a'.repeat(61), ['a'.repeat(60)]), []);
  });
});
