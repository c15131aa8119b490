import assert from 'node:assert/strict';
import { size, tierOf, tiers } from '../../../src/catalog/sizing/sizing.ts';

describe('sizing', () => {
  // objects, tier, memory GB, disk GB, full SQL Server, next, headroom: from the table of the prerequisites page.
  const boundaries = [
    [1, 'Fewer than 10,000', 6, 70, false, 10_000, 9_998],
    [9_999, 'Fewer than 10,000', 6, 70, false, 10_000, 0],
    [10_000, '10,000–50,000', 6, 70, false, 50_000, 39_999],
    [49_999, '10,000–50,000', 6, 70, false, 50_000, 0],
    [50_000, '50,000–100,000', 16, 100, false, 100_000, 49_999],
    [99_999, '50,000–100,000', 16, 100, false, 100_000, 0],
    [100_000, '100,000–300,000', 32, 300, true, 300_000, 199_999],
    [299_999, '100,000–300,000', 32, 300, true, 300_000, 0],
    [300_000, '300,000–600,000', 32, 450, true, 600_001, 300_000],
    [600_000, '300,000–600,000', 32, 450, true, 600_001, 0],
    [600_001, 'More than 600,000', 32, 500, true, null, null],
    [5_000_000, 'More than 600,000', 32, 500, true, null, null],
  ] as const;

  for (const [objects, printed, memoryGb, diskGb, fullSqlServer, next, headroom] of boundaries) {
    it(`puts ${objects} objects in "${printed}"`, () => {
      const sizing = size(objects);
      assert.equal(sizing.objects, objects);
      assert.equal(sizing.tier.printed, printed);
      assert.equal(sizing.tier.cpuGhz, 1.6);
      assert.equal(sizing.tier.memoryGb, memoryGb);
      assert.equal(sizing.tier.diskGb, diskGb);
      assert.equal(sizing.fullSqlServer, fullSqlServer);
      assert.equal(sizing.localDb.fits, !fullSqlServer);
      assert.equal(sizing.next, next);
      assert.equal(sizing.headroom, headroom);
    });
  }

  it('leaves its tier with exactly one object more than its headroom', () => {
    for (const objects of [1, 10_000, 73_210, 100_000, 300_000]) {
      const { tier, headroom } = size(objects);
      assert.ok(headroom !== null);
      assert.equal(tierOf(objects + headroom), tier);
      assert.notEqual(tierOf(objects + headroom + 1), tier);
    }
  });

  it('has tiers without gaps or overlaps', () => {
    assert.equal(tiers[0].from, 0);
    assert.equal(tiers.at(-1)?.to, null);
    for (const [index, tier] of tiers.slice(1).entries()) {
      assert.equal(tier.from, (tiers[index]?.to ?? Number.NaN) + 1);
    }
  });

  it('states the boundary rule and the limits of LocalDB with the answer', () => {
    const { rule, localDb } = size(50_000);
    for (const figure of ['10,000', '50,000', '100,000', '300,000', '600,000']) assert.ok(rule.en.includes(figure));
    for (const figure of ['10.000', '50.000', '100.000', '300.000', '600.000']) assert.ok(rule.nl.includes(figure));
    assert.equal(localDb.gigabytes, 10);
    assert.equal(localDb.objects, 100_000);
  });

  const tenants = [
    [1, 'default'],
    [50_000, 'default'],
    [50_001, 'verified-domain'],
    [300_000, 'verified-domain'],
    [300_001, 'support-case'],
    [500_000, 'support-case'],
    [500_001, 'licence'],
  ] as const;

  for (const [objects, step] of tenants) {
    it(`asks a tenant of ${objects} objects for: ${step}`, () => {
      assert.equal(size(objects).tenant.id, step);
    });
  }

  // 84,000 writes an hour are 1,400 a minute; whole minutes, rounded up.
  const exports = [
    [1, 1],
    [1_400, 1],
    [1_401, 2],
    [7_000, 5],
    [84_000, 60],
    [84_001, 61],
    [100_000, 72],
    [600_001, 429],
  ] as const;

  for (const [objects, minutes] of exports) {
    it(`takes ${minutes} min for a first export of ${objects} objects`, () => {
      const { initialExport } = size(objects);
      assert.equal(initialExport.objects, objects);
      assert.equal(initialExport.perHour, 84_000);
      assert.equal(initialExport.perFiveMinutes, 7_000);
      assert.equal(initialExport.minutes, minutes);
      assert.equal(initialExport.source.source, 'performance-2025');
    });
  }

  it('refuses what is not a count of objects', () => {
    for (const objects of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => size(objects), RangeError);
    }
  });
});
