import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { createLanes, QueueFull } from '../../../src/channels/slack/lanes.ts';
import { createPacer } from '../../../src/channels/slack/pacer.ts';

/** A clock that only waiting moves. */
function fakeTime() {
  let time = 1_000_000;
  const waits: number[] = [];
  return {
    waits,
    now: () => time,
    pass(ms: number) {
      time += ms;
    },
    async wait(ms: number, signal: AbortSignal) {
      await turn();
      signal.throwIfAborted();
      waits.push(ms);
      time += ms;
    },
  };
}

class Limited extends Error {
  readonly ms: number;
  constructor(ms: number) {
    super('limited');
    this.ms = ms;
  }
}

const pause = (error: unknown) => (error instanceof Limited ? error.ms : null);

describe('lanes', () => {
  it('call in order, one at a time', async () => {
    const lanes = createLanes({ ...fakeTime(), pause });
    const log: string[] = [];
    const call = (name: string) => async () => {
      log.push(`${name} begins`);
      await turn();
      log.push(`${name} ends`);
    };
    await Promise.all([lanes.run('k', call('a')), lanes.run('k', call('b'))]);
    assert.deepEqual(log, ['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('wait as long as they are told, before the same call and every later one', async () => {
    const time = fakeTime();
    const lanes = createLanes({ ...time, pause });
    const times: number[] = [];
    let limited = true;
    const call = async () => {
      times.push(time.now());
      if (!limited) return;
      limited = false;
      throw new Limited(7_000);
    };
    await Promise.all([lanes.run('k', call), lanes.run('k', call)]);
    assert.deepEqual(times, [1_000_000, 1_007_000, 1_007_000]);
  });

  it('do not hold up other lanes', async () => {
    const time = fakeTime();
    const lanes = createLanes({ ...time, wait: () => new Promise(() => undefined), pause });
    void lanes.run('slow', async () => {
      throw new Limited(7_000);
    });
    assert.equal(await lanes.run('other', async () => 'done'), 'done');
  });

  it('fail with what a call fails with, and go on with the next', async () => {
    const lanes = createLanes({ ...fakeTime(), pause });
    await assert.rejects(
      lanes.run('k', async () => {
        throw new RangeError('no');
      }),
      RangeError,
    );
    assert.equal(await lanes.run('k', async () => 1), 1);
  });

  it('turn a call away that would wait for longer than five minutes', async () => {
    const lanes = createLanes({ ...fakeTime(), pause });
    const call = async () => {
      throw new Limited(5 * 60_000 + 1);
    };
    await assert.rejects(lanes.run('k', call), QueueFull);
  });

  it('turn the fifty-first call away', async () => {
    const lanes = createLanes({ ...fakeTime(), pause });
    const { promise, resolve } = Promise.withResolvers<void>();
    const calls = Array.from({ length: 50 }, () => lanes.run('k', () => promise));
    await assert.rejects(
      lanes.run('k', async () => undefined),
      QueueFull,
    );
    resolve();
    await Promise.all(calls);
  });

  it('turn away what waits when they stop', async () => {
    const lanes = createLanes({ ...fakeTime(), pause });
    const waiting = lanes.run('k', async () => {
      throw new Limited(1_000);
    });
    lanes.stop();
    await assert.rejects(waiting, QueueFull);
  });
});

describe('the pacer', () => {
  it('lets the first change through at once and the last of many a second later', async () => {
    const time = fakeTime();
    const pacer = createPacer<string>({ ...time, signal: new AbortController().signal });
    const sent: [string, number][] = [];
    const change = (name: string) => async () => {
      sent.push([name, time.now()]);
      return name;
    };
    assert.equal(await pacer.run('m', change('a')), 'a');
    const outcomes = await Promise.all(['b', 'c', 'd'].map((name) => pacer.run('m', change(name))));
    assert.deepEqual(outcomes, ['d', 'd', 'd']);
    assert.deepEqual(sent, [
      ['a', 1_000_000],
      ['d', 1_001_000],
    ]);
  });

  it('does not hold up other messages', async () => {
    const time = fakeTime();
    const pacer = createPacer<number>({ ...time, signal: new AbortController().signal });
    await pacer.run('m', async () => 1);
    await pacer.run('n', async () => 2);
    assert.deepEqual(time.waits, []);
  });

  it('goes on after a change that failed', async () => {
    const pacer = createPacer<number>({ ...fakeTime(), signal: new AbortController().signal });
    await assert.rejects(
      pacer.run('m', async () => {
        throw new RangeError('no');
      }),
    );
    assert.equal(await pacer.run('m', async () => 2), 2);
  });
});
