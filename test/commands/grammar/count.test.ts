import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CountFault, readCount } from '../../../src/commands/grammar/count.ts';

describe('reading a count', () => {
  // Every way of writing is decided here by hand; the rules stand with readCount.
  const counts: readonly (readonly [string, number])[] = [
    ['250000', 250_000],
    ['1', 1],
    ['1000000000', 1_000_000_000],
    ['00250', 250],
    ['250k', 250_000],
    ['250K', 250_000],
    ['250 k', 250_000],
    ['250 thousand', 250_000],
    ['250 duizend', 250_000],
    ['1.2M', 1_200_000],
    ['1,2M', 1_200_000],
    ['1.2m', 1_200_000],
    ['1,2 miljoen', 1_200_000],
    ['1.2 million', 1_200_000],
    ['2mln', 2_000_000],
    ['2 mio', 2_000_000],
    ['1.5k', 1_500],
    ['0.5k', 500],
    ['1.250M', 1_250_000],
    ['1,250k', 1_250],
    ['1.20k', 1_200],
    ['1.2340k', 1_234],
    ['250,000', 250_000],
    ['250.000', 250_000],
    ['250 000', 250_000],
    ['250  000', 250_000],
    ["250'000", 250_000],
    ['250’000', 250_000],
    ['250_000', 250_000],
    ['250\u00a0000', 250_000],
    ['250\u202f000', 250_000],
    ['250\u2009000', 250_000],
    ['1.234.567', 1_234_567],
    ['1,234,567', 1_234_567],
    ['1 234 567', 1_234_567],
    ['1.500', 1_500],
    ['１２３', 123],
    [' 42 ', 42],
  ];
  for (const [typed, value] of counts)
    it(`reads ${JSON.stringify(typed)} as ${value}`, () => {
      assert.deepEqual(readCount(typed), { kind: 'count', value });
    });

  const faults: readonly (readonly [string, CountFault])[] = [
    ['', 'not-a-number'],
    ['many', 'not-a-number'],
    ['12abc', 'not-a-number'],
    ['1e6', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['.5M', 'not-a-number'],
    ['5.', 'not-a-number'],
    ['+5', 'not-a-number'],
    ['250kk', 'not-a-number'],
    ['5%', 'not-a-number'],
    ['1.5', 'unclear'],
    ['12.34', 'unclear'],
    ['12,50', 'unclear'],
    ['1.2345', 'unclear'],
    ['0.250', 'unclear'],
    ['1234,567', 'unclear'],
    ['1,234.567', 'unclear'],
    ['250.000,00', 'unclear'],
    ['1,23,456', 'unclear'],
    ['250 00', 'unclear'],
    ['1..5', 'unclear'],
    ['1.200.000k', 'unclear'],
    ['1 200k', 'unclear'],
    ["1'200k", 'unclear'],
    ['1.2345k', 'not-whole'],
    ['1.2345678M', 'not-whole'],
    ['0.0001k', 'not-whole'],
    ['0', 'out-of-bounds'],
    ['000', 'out-of-bounds'],
    ['0k', 'out-of-bounds'],
    ['-5', 'out-of-bounds'],
    ['−5', 'out-of-bounds'],
    ['-250k', 'out-of-bounds'],
    ['1000000001', 'out-of-bounds'],
    ['1001M', 'out-of-bounds'],
    ['1,000,000,001', 'out-of-bounds'],
    ['9'.repeat(400), 'out-of-bounds'],
  ];
  for (const [typed, fault] of faults)
    it(`refuses ${JSON.stringify(typed.slice(0, 20))} as ${fault}`, () => {
      const reading = readCount(typed);
      assert.ok(reading.kind === 'refused');
      assert.equal(reading.fault, fault);
      assert.ok(reading.why.en.includes(typed));
      assert.ok(reading.why.nl.includes(typed));
    });

  it('names the bounds when it refuses for them', () => {
    const reading = readCount('0');
    assert.ok(reading.kind === 'refused');
    assert.match(reading.why.en, /from 1 to 1,000,000,000/);
    assert.match(reading.why.nl, /1 tot en met 1\.000\.000\.000/);
  });

  it('reads every count in the bounds however it is grouped', () => {
    const marks = fc.constantFrom(',', '.', ' ', "'", '_', '');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), marks, (value, mark) => {
        const grouped = String(value).replace(/\B(?=(?:\d{3})+$)/gu, mark);
        assert.deepEqual(readCount(grouped), { kind: 'count', value });
      }),
    );
  });

  it('never throws, and never reads beyond its bounds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+]?[\d.,'_ kM]{0,14}$/)), (typed) => {
        const reading = readCount(typed);
        if (reading.kind === 'count')
          assert.ok(Number.isInteger(reading.value) && reading.value >= 1 && reading.value <= 1_000_000_000);
      }),
    );
  });
});
