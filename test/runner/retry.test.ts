import assert from 'node:assert/strict';
import { fullJitter, spread } from '../../src/runner/backoff.ts';
import { nextAfter } from '../../src/runner/retry.ts';
import type { SessionEnd } from '../../src/runner/session.ts';

const backoff = { baseMs: 1_000, capMs: 30_000 };
const patience = { backoff, replacedMs: 300_000 };

/** What follows, at the upper end of the dice. */
function following(end: SessionEnd, tries = 0, random = 1) {
  return nextAfter(end, tries, random, patience);
}

const failed: SessionEnd = { kind: 'failed', why: 'bot.contoso.com refuses the connection', retryAfterMs: null };

describe('the wait before a new connection', () => {
  it('is anywhere in a window that doubles with each failure, up to its cap', () => {
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 6, 100, 10_000].map((tries) => fullJitter(tries, 1, backoff)),
      [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000],
    );
    assert.equal(fullJitter(3, 0, backoff), 0);
    assert.equal(fullJitter(3, 0.5, backoff), 4_000);
  });

  it('is between half and all of it where it is long', () => {
    assert.deepEqual([spread(300_000, 0), spread(300_000, 0.5), spread(300_000, 1)], [150_000, 225_000, 300_000]);
  });

  it('grows while connections fail', () => {
    assert.deepEqual(following(failed, 0), { kind: 'wait', ms: 1_000, why: failed.why, tries: 1 });
    assert.deepEqual(following(failed, 4), { kind: 'wait', ms: 16_000, why: failed.why, tries: 5 });
  });

  it('is what the hub asks for, and some more, so that not all come at once', () => {
    const busy: SessionEnd = { kind: 'failed', why: 'busy', retryAfterMs: 5_000 };
    assert.deepEqual(following(busy, 0), { kind: 'wait', ms: 6_000, why: 'busy', tries: 1 });
  });

  it('begins anew after a connection that lasted, and goes on growing after one that did not', () => {
    assert.deepEqual(following({ kind: 'lost', why: 'gone', livedMs: 30_000 }, 7), {
      kind: 'wait',
      ms: 1_000,
      why: 'gone',
      tries: 1,
    });
    assert.deepEqual(following({ kind: 'lost', why: 'gone', livedMs: 100 }, 3), {
      kind: 'wait',
      ms: 8_000,
      why: 'gone',
      tries: 4,
    });
  });

  it('is long where somebody has to mend something first', () => {
    for (const code of ['version', 'bad-signature', 'malformed'] as const) {
      const next = following({ kind: 'denied', code, message: 'mend it', skewMs: 0 });
      assert.deepEqual(next, { kind: 'wait', ms: 30_000, why: 'mend it', tries: 0 });
    }
    assert.deepEqual(following({ kind: 'broken', code: 'other-hub', why: 'another key' }, 2, 0), {
      kind: 'wait',
      ms: 15_000,
      why: 'another key',
      tries: 2,
    });
  });

  it('says how far the clocks are apart where that is the reason', () => {
    const skewed: SessionEnd = { kind: 'denied', code: 'clock-skew', message: 'clock', skewMs: 95_000 };
    const next = following(skewed);
    assert.ok(next.kind === 'wait');
    assert.equal(next.why, "the clock of this server is 95 s behind the hub's; 60 s are accepted");
    const ahead = following({ ...skewed, skewMs: -7_200_000 });
    assert.ok(ahead.kind === 'wait');
    assert.equal(ahead.why, "the clock of this server is 120 min ahead of the hub's; 60 s are accepted");
  });

  it('is short where the hub just stops, and very long where another took its place', () => {
    const stopping = following({ kind: 'denied', code: 'stopping', message: '', skewMs: 0 });
    assert.ok(stopping.kind === 'wait');
    assert.equal(stopping.ms, 1_000);
    const replaced = following({ kind: 'denied', code: 'replaced', message: '', skewMs: 0 }, 0, 0);
    assert.ok(replaced.kind === 'wait');
    assert.equal(replaced.ms, 150_000);
    assert.match(replaced.why, /let only one run from one enrolment/);
  });

  it('never ends where the hub does not want this runner any more', () => {
    const revoked = following({ kind: 'denied', code: 'revoked', message: '', skewMs: 0 });
    assert.ok(revoked.kind === 'end');
    assert.equal(revoked.ending.code, 'revoked');
    assert.match(revoked.ending.message, /was revoked.*enrol it anew/);
    const unknown = following({ kind: 'denied', code: 'unknown-runner', message: '', skewMs: 0 });
    assert.ok(unknown.kind === 'end');
    assert.equal(unknown.ending.code, 'unknown-runner');
  });
});
