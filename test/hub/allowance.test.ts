import assert from 'node:assert/strict';
import { createAllowance } from '../../src/hub/allowance.ts';

describe('an allowance', () => {
  const clock = { now: 0 };

  beforeEach(() => {
    clock.now = 1_000;
  });

  const allowance = (most: number, perSecond: number) => createAllowance({ most, perSecond }, () => clock.now);

  it('gives what it has, and then what time brings', () => {
    const one = allowance(3, 2);
    assert.deepEqual([one.take(2), one.take(2), one.take(1), one.take(1)], [true, false, true, false]);
    clock.now += 499;
    assert.equal(one.take(1), false);
    clock.now += 1;
    assert.equal(one.take(1), true);
  });

  it('never has more than its most', () => {
    const one = allowance(3, 2);
    clock.now += 1_000_000;
    assert.deepEqual([one.take(3), one.take(1)], [true, false]);
    one.giveBack(100);
    assert.deepEqual([one.take(3), one.take(1)], [true, false]);
  });

  it('says whether all of it is there', () => {
    const one = allowance(2, 1);
    assert.equal(one.full(), true);
    one.take(1);
    assert.equal(one.full(), false);
    clock.now += 1_000;
    assert.equal(one.full(), true);
  });

  it('takes no harm from a clock that goes back', () => {
    const one = allowance(2, 1);
    one.take(2);
    clock.now -= 500_000;
    assert.equal(one.take(1), false);
    clock.now += 1_000;
    assert.equal(one.take(1), true);
  });
});
