import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { collectFacts } from '../../../src/runner/facts/collect.ts';
import type { FactParts } from '../../../src/runner/facts/parts.ts';
import { factsEveryMs, watchFacts } from '../../../src/runner/facts/watch.ts';
import type { HostFacts } from '../../../src/wire/facts.ts';

const none = async (): Promise<never> => {
  throw new Error('nothing is read here');
};

/** Facts that bear a number, in `collectedAt`. */
function numbered(now: number): Promise<HostFacts> {
  const os: FactParts['os'] = {
    hostname: () => 'sync01',
    cpus: () => [],
    totalmem: () => 0,
    freemem: () => 0,
    uptime: () => 0,
    release: () => '',
    version: () => '',
  };
  const folders = { stateFolder: '/', windowsFolder: '' };
  const readers = { run: none, statfs: none, readFile: none, now: () => now, timeZone: () => '', skewMs: () => null };
  return collectFacts({ platform: 'linux', nodeVersion: '', ...folders, os, ...readers });
}

describe('the watch over the facts', () => {
  it('is kept four times a day', () => assert.equal(factsEveryMs, 21_600_000));

  it('publishes at once, and again each time', async () => {
    const published: number[] = [];
    const done = Promise.withResolvers<void>();
    let count = 0;
    const watch = watchFacts({
      collect: () => numbered(++count),
      publish: ({ collectedAt }) => {
        published.push(collectedAt);
        if (published.length === 3) done.resolve();
      },
      everyMs: 1,
    });
    const awake = setInterval(() => {}, 1_000);
    await done.promise;
    clearInterval(awake);
    watch.stop();
    assert.deepEqual(published, [1, 2, 3]);
  });

  it('publishes nothing once stopped, not even what is being collected', async () => {
    const gate = Promise.withResolvers<void>();
    const published: number[] = [];
    const watch = watchFacts({
      collect: async () => {
        await gate.promise;
        return numbered(1);
      },
      publish: ({ collectedAt }) => published.push(collectedAt),
      everyMs: 1,
    });
    watch.stop();
    gate.resolve();
    await sleep(20);
    assert.deepEqual(published, []);
  });
});
