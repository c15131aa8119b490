import assert from 'node:assert/strict';
import { repeat } from '../../src/hub/repeat.ts';
import { until } from './hub-bench.ts';

describe('what is repeated', () => {
  it('runs again and again, never twice at once', async () => {
    let running = 0;
    let most = 0;
    let times = 0;
    const repeated = repeat(
      1,
      async () => {
        running += 1;
        most = Math.max(most, running);
        times += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
      },
      () => undefined,
    );
    await until(() => times >= 5);
    await repeated.stop();
    assert.deepEqual([most, running], [1, 0]);
    const ended = times;
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.equal(times, ended);
  });

  it('goes on after a failure, and tells of each row of failures once', async () => {
    const plan = ['fails', 'fails', 'works', 'fails', 'fails', 'works'];
    const told: string[] = [];
    let nth = 0;
    const repeated = repeat(
      1,
      async () => {
        const now = plan[nth] ?? 'works';
        nth += 1;
        if (now === 'fails') throw new Error(`time ${nth}`);
      },
      (error) => told.push(error instanceof Error ? error.message : ''),
    );
    await until(() => nth > plan.length);
    await repeated.stop();
    assert.deepEqual(told, ['time 1', 'time 4']);
  });
});
