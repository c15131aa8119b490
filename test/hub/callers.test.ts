import assert from 'node:assert/strict';
import { callerOf, plainAddress } from '../../src/hub/address.ts';
import { createCallers } from '../../src/hub/callers.ts';

describe('callers', () => {
  const endless = { most: 1_000_000, perSecond: 0 };

  it('are limited each by himself', () => {
    const callers = createCallers({ each: { most: 2, perSecond: 0 }, all: endless }, () => 0);
    assert.deepEqual(
      ['a', 'a', 'a', 'b'].map((caller) => callers.admit(caller)),
      [true, true, false, true],
    );
  });

  it('are limited all together', () => {
    const callers = createCallers({ each: endless, all: { most: 2, perSecond: 0 } }, () => 0);
    assert.deepEqual(
      ['a', 'b', 'c'].map((caller) => callers.admit(caller)),
      [true, true, false],
    );
  });

  it('get back what an honest try took', () => {
    const callers = createCallers({ each: { most: 1, perSecond: 0 }, all: endless }, () => 0);
    for (let nth = 0; nth < 5; nth++) {
      assert.equal(callers.admit('a'), true);
      callers.excuse('a');
    }
  });

  it('are remembered up to a number, of whom those that wait are kept', () => {
    let now = 0;
    const callers = createCallers({ each: { most: 1, perSecond: 0.001 }, all: endless }, () => now);
    assert.equal(callers.admit('first'), true);
    for (let nth = 0; nth < 30_000; nth++) callers.admit(`stranger-${nth}`);
    assert.equal(callers.admit('first'), false);
    now += 1_000_000;
    assert.equal(callers.admit('first'), true);
  });
});

describe('the address of a caller', () => {
  it('is an IPv4 address by itself, also where an IPv6 socket shows it', () => {
    assert.equal(plainAddress('::ffff:192.0.2.7'), '192.0.2.7');
    assert.equal(plainAddress(undefined), 'unknown');
    assert.equal(callerOf('192.0.2.7'), '192.0.2.7');
    assert.equal(callerOf('::FFFF:192.0.2.7'), '192.0.2.7');
  });

  it('is the network of an IPv6 address', () => {
    for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::'])
      assert.equal(callerOf(address), '2001:db8:1:2::/64');
    assert.notEqual(callerOf('2001:db8:1:3::1'), callerOf('2001:db8:1:2::1'));
    assert.equal(callerOf('::1'), '0:0:0:0::/64');
    assert.equal(callerOf('fe80::1%eth0'), 'fe80:0:0:0::/64');
  });
});
