import assert from 'node:assert/strict';
import { usualBackoff, widened } from '../../src/runner/backoff.ts';
import { nextAfter } from '../../src/runner/retry.ts';
import { longestSpreadMs, spreadPerRunnerMs } from '../../src/wire/version.ts';

/** Mulberry32: the same numbers in [0, 1) for the same seed, so that a failure can be seen again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** When each of so many runners comes back after all were lost at once (milliseconds). */
function returns(runners: number, random: () => number): readonly number[] {
  const spreadMs = Math.min(longestSpreadMs, runners * spreadPerRunnerMs);
  const patience = { backoff: widened(usualBackoff, spreadMs), replacedMs: 300_000 };
  return Array.from({ length: runners }, () => {
    const next = nextAfter({ kind: 'lost', why: 'the hub is gone', livedMs: 3_600_000 }, 0, random(), patience);
    return next.kind === 'wait' ? next.ms : assert.fail('a runner gave up');
  });
}

/** The most that fall into any one second, wherever it begins. */
function busiestSecond(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.max(...sorted.map((from, at) => sorted.slice(at).filter((time) => time < from + 1_000).length));
}

describe('runners that lost their hub together', () => {
  it('come back at most thirty in any second, 500 of them, a hundred times over', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const busiest = busiestSecond(returns(500, seeded(seed)));
      assert.ok(busiest <= 30, `${busiest} in one second, with seed ${seed}`);
    }
  });

  it('are back within a minute, however many they are', () => {
    assert.ok(Math.max(...returns(10_000, seeded(1))) <= 60_000);
  });

  it('do not wait for each other where there is only one', () => {
    assert.ok(Math.max(...returns(1, seeded(1))) <= usualBackoff.baseMs);
  });

  it('would come at once without it', () => {
    const patience = { backoff: usualBackoff, replacedMs: 300_000 };
    const random = seeded(1);
    const times = Array.from({ length: 500 }, () => {
      const next = nextAfter({ kind: 'lost', why: 'gone', livedMs: 3_600_000 }, 0, random(), patience);
      return next.kind === 'wait' ? next.ms : 0;
    });
    assert.equal(busiestSecond(times), 500);
  });
});
