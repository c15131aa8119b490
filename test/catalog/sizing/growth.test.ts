import assert from 'node:assert/strict';
import { countAfter, growthBounds, project } from '../../../src/catalog/sizing/growth.ts';

const november2026 = Date.UTC(2026, 10, 1);

describe('growth', () => {
  it('leaves 50,000-100,000 in the 15th month when 80,000 objects grow by 20 % a year', () => {
    // 80,000 x 1.2 ^ (t / 12) = 100,000 at t = 12 ln 1.25 / ln 1.2 = 14.69 months: in January 2028.
    const { leaves, steps, atEnd } = project({
      objects: 80_000,
      growth: { kind: 'percent', perYear: 20 },
      months: 36,
      start: november2026,
    });
    assert.equal(leaves?.months, 15);
    assert.equal(leaves.date, '2028-01');
    assert.equal(leaves.tier.id, '100k-300k');
    assert.equal(leaves.direction, 'up');
    assert.deepEqual(
      steps.map(({ months, date, objects }) => [months, date, objects]),
      [
        [12, '2027-11', 96_000],
        [24, '2028-11', 115_200],
        [36, '2029-11', 138_240],
      ],
    );
    assert.equal(atEnd.months, 36);
    assert.equal(atEnd.objects, 138_240);
  });

  it('does not leave before the month in which the boundary is passed', () => {
    const question = { objects: 80_000, growth: { kind: 'percent', perYear: 20 }, start: november2026 } as const;
    assert.equal(project({ ...question, months: 14 }).leaves, null);
    assert.equal(project({ ...question, months: 15 }).leaves?.months, 15);
  });

  it('adds a number a year evenly over its months', () => {
    // 40,000 + 500 a month is 50,000 after exactly 20 months, which belongs to the higher band.
    const { leaves, steps } = project({
      objects: 40_000,
      growth: { kind: 'count', perYear: 6_000 },
      months: 24,
      start: new Date('2026-01-15T09:00:00Z'),
    });
    assert.equal(leaves?.months, 20);
    assert.equal(leaves.date, '2027-09');
    assert.equal(leaves.objects, 50_000);
    assert.equal(leaves.tier.id, '50k-100k');
    assert.deepEqual(
      steps.map(({ objects }) => objects),
      [46_000, 52_000],
    );
  });

  it('lists later tiers that are reached within the months', () => {
    // 12,500 a month: 300,000 after 4 months; 600,000 after 28 is still in the fifth band, 612,500 after 29 is not.
    const { crossings } = project({
      objects: 250_000,
      growth: { kind: 'count', perYear: 150_000 },
      months: 36,
      start: november2026,
    });
    assert.deepEqual(
      crossings.map(({ months, date, objects, tier }) => [months, date, objects, tier.id]),
      [
        [4, '2027-03', 300_000, '300k-600k'],
        [29, '2029-03', 612_500, 'over-600k'],
      ],
    );
  });

  it('counts a month that passes several tiers as one crossing, into the last', () => {
    const { crossings } = project({
      objects: 5_000,
      growth: { kind: 'count', perYear: 1_200_000 },
      months: 1,
      start: november2026,
    });
    assert.deepEqual(
      crossings.map(({ months, objects, tier }) => [months, objects, tier.id]),
      [[1, 105_000, '100k-300k']],
    );
  });

  it('says when a shrinking estate drops a tier', () => {
    // 100 fewer a month: 10,000 after 20 months is still in the second band, 9,900 after 21 is not.
    const { leaves } = project({
      objects: 12_000,
      growth: { kind: 'count', perYear: -1_200 },
      months: 24,
      start: Date.UTC(2026, 0, 1),
    });
    assert.equal(leaves?.months, 21);
    assert.equal(leaves.date, '2027-09');
    assert.equal(leaves.objects, 9_900);
    assert.equal(leaves.tier.id, 'under-10k');
    assert.equal(leaves.direction, 'down');
  });

  it('compounds a loss as well', () => {
    // 60,000 x 0.8 = 48,000 after a year; below 50,000 from 12 ln (5/6) / ln 0.8 = 9.80 months on.
    const { leaves, atEnd } = project({
      objects: 60_000,
      growth: { kind: 'percent', perYear: -20 },
      months: 12,
      start: november2026,
    });
    assert.equal(atEnd.objects, 48_000);
    assert.equal(leaves?.months, 10);
    assert.equal(leaves.date, '2027-08');
    assert.equal(leaves.tier.id, '10k-50k');
  });

  it('stays in its tier when nothing changes', () => {
    const { leaves, crossings, atEnd } = project({
      objects: 99_999,
      growth: { kind: 'percent', perYear: 0 },
      months: 600,
      start: november2026,
    });
    assert.equal(leaves, null);
    assert.deepEqual(crossings, []);
    assert.equal(atEnd.objects, 99_999);
    assert.equal(atEnd.date, '2076-11');
  });

  it('rounds up to whole objects', () => {
    assert.equal(countAfter(1_000, { kind: 'count', perYear: 1 }, 6), 1_001);
    assert.equal(countAfter(1_000, { kind: 'percent', perYear: 0.01 }, 12), 1_001);
  });

  it('does not round an exact result up', () => {
    // 1.1 squared is not exactly 1.21 in binary, yet 100,000 x 1.1 x 1.1 is 121,000.
    assert.equal(countAfter(100_000, { kind: 'percent', perYear: 10 }, 24), 121_000);
    assert.equal(countAfter(1_000, { kind: 'percent', perYear: 10 }, 36), 1_331);
  });

  it('never falls below zero', () => {
    assert.equal(countAfter(5_000, { kind: 'count', perYear: -10_000 }, 12), 0);
    assert.equal(countAfter(5_000, { kind: 'percent', perYear: -100 }, 1), 0);
  });

  it('stays a safe integer at the ends of its bounds', () => {
    const { atEnd } = project({
      objects: growthBounds.objects.to,
      growth: { kind: 'percent', perYear: growthBounds.percent.to },
      months: growthBounds.months.to,
      start: november2026,
    });
    assert.ok(Number.isSafeInteger(atEnd.objects));
  });

  it('counts from the last day of a month without skipping the next', () => {
    const { atEnd } = project({
      objects: 1_000,
      growth: { kind: 'count', perYear: 0 },
      months: 1,
      start: Date.UTC(2027, 0, 31),
    });
    assert.equal(atEnd.date, '2027-02');
  });

  it('takes no year step when less than a year is asked', () => {
    const question = { objects: 1_000, growth: { kind: 'count', perYear: 12 }, start: november2026 } as const;
    assert.deepEqual(project({ ...question, months: 11 }).steps, []);
    assert.equal(project({ ...question, months: 23 }).steps.length, 1);
  });

  it('refuses what lies out of its bounds', () => {
    const good = { objects: 1_000, growth: { kind: 'percent', perYear: 5 }, months: 12, start: november2026 } as const;
    const refused = [
      { ...good, objects: 0 },
      { ...good, objects: 10.5 },
      { ...good, months: 0 },
      { ...good, months: 601 },
      { ...good, months: 1.5 },
      { ...good, growth: { kind: 'percent', perYear: -101 } as const },
      { ...good, growth: { kind: 'percent', perYear: Number.NaN } as const },
      { ...good, growth: { kind: 'count', perYear: 2_000_000_000 } as const },
    ];
    for (const question of refused) assert.throws(() => project(question), RangeError);
  });
});
