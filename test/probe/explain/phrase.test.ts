import assert from 'node:assert/strict';
import { lasting, listed, named, quoted } from '../../../src/probe/explain/phrase.ts';

describe('a length of time in words', () => {
  it('has a unit that suits its size, the two largest for long ones', () => {
    const minute = 60_000;
    const cases: readonly (readonly [ms: number, en: string, nl: string])[] = [
      [0, '0 ms', '0 ms'],
      [0.25, '0.3 ms', '0,3 ms'],
      [12.4, '12 ms', '12 ms'],
      [3_500, '3.5 s', '3,5 s'],
      [-3_500, '3.5 s', '3,5 s'],
      [59_000, '59 s', '59 s'],
      [minute, '1 min', '1 min'],
      [7 * minute + 12_000, '7 min 12 s', '7 min 12 s'],
      [125 * minute, '2 h 5 min', '2 u 5 min'],
      [60 * minute, '1 h', '1 u'],
      [4 * 1_440 * minute + 120 * minute, '4 d 2 h', '4 d 2 u'],
    ];
    for (const [ms, en, nl] of cases) assert.deepEqual(lasting(ms), { en, nl });
  });
});

describe('words of others within a sentence', () => {
  it('are joined as each language does', () => {
    assert.deepEqual(listed([]), { en: '', nl: '' });
    assert.deepEqual(listed(['a']), { en: 'a', nl: 'a' });
    assert.deepEqual(listed(['a', 'b', 'c']), { en: 'a, b and c', nl: 'a, b en c' });
  });

  it('are cut beyond 80 characters', () => {
    assert.equal(quoted('x'.repeat(80)), `“${'x'.repeat(80)}”`);
    assert.equal(quoted('x'.repeat(81)), `“${'x'.repeat(79)}…”`);
    assert.equal(quoted('\u{1f680}'.repeat(80)), `“${'\u{1f680}'.repeat(80)}”`);
  });

  it('lose their quotation marks only as plain names', () => {
    assert.equal(named('drsuapi'), 'drsuapi');
    assert.equal(named('TLSv1.1'), 'TLSv1.1');
    assert.equal(named(''), '“”');
    assert.equal(named('two words'), '“two words”');
    assert.equal(named('a\u202eb'), '“a\u202eb”');
  });
});
