import assert from 'node:assert/strict';
import { noStarts, type Starts, takeRoom } from '../../src/runner/rate.ts';

const rate = { perMinute: 3, perHostPerMinute: 2 };

/** Starts against these hosts at these times; which of them had room. */
function starts(at: readonly (readonly [time: number, host: string])[], from: Starts = noStarts): readonly boolean[] {
  let counted = from;
  return at.map(([time, host]) => {
    const room = takeRoom(counted, [host], { rate }, time);
    if (room.kind === 'room') counted = room.starts;
    return room.kind === 'room';
  });
}

describe('the rate of a policy', () => {
  it('allows so many starts in a minute, and the next one when the first is a minute old', () => {
    assert.deepEqual(
      starts([
        [0, 'a'],
        [10_000, 'b'],
        [20_000, 'c'],
        [59_999, 'd'],
        [60_000, 'd'],
        [60_001, 'e'],
        [70_000, 'e'],
      ]),
      [true, true, true, false, true, false, true],
    );
  });

  it('allows no burst on the edge of two minutes', () => {
    assert.deepEqual(
      starts([
        [59_000, 'a'],
        [59_000, 'b'],
        [59_000, 'c'],
        [61_000, 'a'],
        [61_000, 'b'],
        [118_999, 'a'],
        [119_000, 'a'],
      ]),
      [true, true, true, false, false, false, true],
    );
  });

  it('allows so many against one host', () => {
    assert.deepEqual(
      starts([
        [0, 'a'],
        [0, 'a'],
        [0, 'a'],
        [0, 'b'],
      ]),
      [true, true, false, true],
    );
  });

  it('says which limit holds, and until when', () => {
    const first = takeRoom(noStarts, ['a'], { rate }, 1_000);
    assert.ok(first.kind === 'room');
    const second = takeRoom(first.starts, ['a'], { rate }, 2_000);
    assert.ok(second.kind === 'room');
    assert.deepEqual(takeRoom(second.starts, ['a'], { rate }, 3_000), {
      kind: 'full',
      limit: 'host',
      host: 'a',
      freeAt: 61_000,
    });
    const third = takeRoom(second.starts, ['b'], { rate }, 3_000);
    assert.ok(third.kind === 'room');
    assert.deepEqual(takeRoom(third.starts, ['c'], { rate }, 4_000), {
      kind: 'full',
      limit: 'all',
      host: '',
      freeAt: 61_000,
    });
  });

  it('counts a probe against each host that it concerns, and against a host once', () => {
    const twice = takeRoom(noStarts, ['proxy', 'login', 'login'], { rate }, 0);
    assert.ok(twice.kind === 'room');
    assert.deepEqual(twice.starts, {
      all: [0],
      byHost: new Map([
        ['proxy', [0]],
        ['login', [0]],
      ]),
    });
  });

  it('changes nothing that it was given, and forgets what is old', () => {
    const before: Starts = { all: [0], byHost: new Map([['a', [0]]]) };
    const after = takeRoom(before, ['b'], { rate }, 60_000);
    assert.deepEqual(before, { all: [0], byHost: new Map([['a', [0]]]) });
    assert.ok(after.kind === 'room');
    assert.deepEqual(after.starts, { all: [60_000], byHost: new Map([['b', [60_000]]]) });
  });
});
