import assert from 'node:assert/strict';
import { createCourier } from '../../src/runner/courier.ts';
import { createMemoryOutbox, type Report } from '../../src/runner/outbox.ts';
import type { RunnerFrame } from '../../src/wire/frames.ts';
import { until } from './scripted-hub.ts';
import { openOutcome } from './test-runner.ts';

function report(job: string): Report {
  return { job, attempt: 1, at: 0, outcome: openOutcome };
}

/** A courier over a link that a test opens and closes, at a time that it sets. */
function courierAt() {
  const said: string[] = [];
  const state = { now: 0, open: true };
  const outbox = createMemoryOutbox();
  const courier = createCourier({
    outbox,
    async say(frame: RunnerFrame) {
      if (state.open && frame.type === 'result') said.push(`${frame.job}/${frame.attempt}`);
      return state.open;
    },
    monotonic: () => state.now,
    againAfterMs: 1_000,
    fault: (error) => assert.fail(String(error)),
  });
  return { courier, outbox, said, state };
}

/** Lets everything run that waits for nothing. */
async function settle(): Promise<void> {
  for (let nth = 0; nth < 20; nth++) await new Promise((resolve) => setImmediate(resolve));
}

describe('the courier of results', () => {
  it('keeps a result before it sends it, and forgets it once it is stored', async () => {
    const { courier, outbox, said } = courierAt();
    await courier.post(report('a'));
    assert.deepEqual(said, ['a/1']);
    assert.equal(outbox.size, 1);
    await courier.stored('a');
    assert.equal(outbox.size, 0);
  });

  it('sends everything again over a new connection', async () => {
    const { courier, said, state } = courierAt();
    state.open = false;
    await courier.post(report('a'));
    await courier.post(report('b'));
    assert.deepEqual(said, []);
    state.open = true;
    courier.sendAll();
    await settle();
    assert.deepEqual(said, ['a/1', 'b/1']);
    courier.sendAll();
    await settle();
    assert.deepEqual(said, ['a/1', 'b/1', 'a/1', 'b/1']);
  });

  it('sends again what was sent a while ago and is not stored', async () => {
    const { courier, said, state } = courierAt();
    await courier.post(report('a'));
    state.now = 500;
    await courier.post(report('b'));
    state.now = 999;
    courier.sendLate();
    await settle();
    assert.deepEqual(said, ['a/1', 'b/1']);
    state.now = 1_000;
    courier.sendLate();
    await settle();
    assert.deepEqual(said, ['a/1', 'b/1', 'a/1']);
  });

  it('answers the newest attempt from then on', async () => {
    const { courier, said } = courierAt();
    await courier.post(report('a'));
    await courier.repeat('a', 2);
    courier.sendAll();
    await settle();
    assert.deepEqual(said, ['a/1', 'a/2', 'a/2']);
    await courier.stored('a');
    await courier.repeat('a', 3);
    assert.equal(said.length, 3);
  });

  it('has no more than 200 under way, and sends the next as one is stored', async () => {
    const { courier, outbox, said } = courierAt();
    for (let nth = 0; nth < 1_000; nth++) await outbox.put(report(`job-${nth}`));
    courier.sendAll();
    await until(() => said.length === 200, '200 results');
    await settle();
    assert.equal(said.length, 200);
    await courier.stored('job-0');
    await courier.stored('job-1');
    assert.equal(said.length, 202);
    assert.deepEqual(said.slice(200), ['job-200/1', 'job-201/1']);
  });

  it('does not let results that are never stored hold up the others', async () => {
    const { courier, outbox, said, state } = courierAt();
    for (let nth = 0; nth < 300; nth++) await outbox.put(report(`job-${nth}`));
    courier.sendAll();
    await until(() => said.length === 200, '200 results');
    state.now = 1_000;
    courier.sendLate();
    await until(() => said.length === 400, '400 results');
    assert.equal(new Set(said).size, 300);
  });

  it('tells when nothing is left, or that there is no more time', async () => {
    const { courier } = courierAt();
    await courier.empty(AbortSignal.timeout(10_000));
    await courier.post(report('a'));
    await courier.empty(AbortSignal.timeout(20));
    const emptied = courier.empty(AbortSignal.timeout(10_000));
    await courier.stored('a');
    await emptied;
  });
});
