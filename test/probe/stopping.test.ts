import assert from 'node:assert/strict';
import { pause, unlessStopped } from '../../src/probe/stopping.ts';

const never = new AbortController().signal;

describe('a pause', () => {
  it('takes its time', async () => {
    const from = performance.now();
    await pause(30, never);
    // A timer of Node may be a millisecond early.
    assert.ok(performance.now() - from >= 28);
  });

  it('ends at the signal, and at once where that came before', async () => {
    const controller = new AbortController();
    const long = pause(3_600_000, controller.signal);
    controller.abort();
    await long;
    await pause(3_600_000, AbortSignal.abort());
  });
});

describe('work that may be stopped', () => {
  it('gives what it came to', async () => {
    assert.equal(await unlessStopped(Promise.resolve('done'), never), 'done');
    await assert.rejects(unlessStopped(Promise.reject(new Error('broken')), never), /broken/);
  });

  it('is not waited for beyond the signal', async () => {
    const controller = new AbortController();
    const endless = unlessStopped(new Promise(() => undefined), controller.signal);
    controller.abort();
    assert.equal(await endless, null);
    assert.equal(await unlessStopped(new Promise(() => undefined), AbortSignal.abort()), null);
  });
});
