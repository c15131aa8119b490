import assert from 'node:assert/strict';
import { deltaSync, localDbLimit, tenantLimits, widLimit, writeRate } from '../../../src/catalog/sizing/limits.ts';

describe('limits', () => {
  it('raises the tenant limit at 50,000, 300,000 and 500,000', () => {
    assert.deepEqual(
      tenantLimits.map(({ to }) => to),
      [50_000, 300_000, 500_000, null],
    );
  });

  it('holds LocalDB at 10 GB, WID at 30 nodes and 100 relying parties, delta sync at 30 minutes', () => {
    assert.equal(localDbLimit.gigabytes, 10);
    assert.equal(localDbLimit.objects, 100_000);
    assert.equal(widLimit.nodes, 30);
    assert.equal(widLimit.relyingParties, 100);
    assert.equal(deltaSync.minutes, 30);
  });

  it('states the same write rate twice: twelve times five minutes are an hour', () => {
    assert.equal(writeRate.perFiveMinutes, 7_000);
    assert.equal(writeRate.perHour, 84_000);
    assert.equal(writeRate.perFiveMinutes * 12, writeRate.perHour);
  });
});
