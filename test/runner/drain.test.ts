import assert from 'node:assert/strict';
import type { Prove } from '../../src/probe/prove.ts';
import { onRealSockets } from '../probe/ber/real-sockets.ts';
import { jobFor, startScriptedHub, until } from './scripted-hub.ts';
import { openOutcome, proofs, quickTiming, runnerId, startRunner } from './test-runner.ts';

/** A prover of which a test ends each probe. */
function heldProofs() {
  const ends: (() => void)[] = [];
  const aborted: boolean[] = [];
  const prove: Prove = (_, { signal }) =>
    new Promise((resolve) => {
      ends.push(() => resolve(openOutcome));
      signal.addEventListener('abort', () => {
        aborted.push(true);
        resolve({ ...openOutcome, verdict: 'error', code: 'cancelled', detail: '' });
      });
    });
  return { ends, aborted, proofs: proofs(prove) };
}

describe('a runner that is stopped', () => {
  onRealSockets();

  it('takes nothing more, gives back what has not begun, lets the rest end, and says good-bye', async () => {
    const held = heldProofs();
    await using hub = await startScriptedHub();
    const limits = { concurrency: 2, perHost: 5 };
    const tested = startRunner(hub, {
      proofs: held.proofs,
      limits,
      timing: { ...quickTiming, drainMs: 5_000, flushMs: 5_000 },
    });
    const connection = await hub.connection();
    await connection.greet();
    await connection.next('free');
    const jobs = [jobFor(runnerId, hub), jobFor(runnerId, hub), jobFor(runnerId, hub)];
    for (const job of jobs) connection.send(hub.sign(job));
    await until(() => tested.runner.status.held === 3, 'three jobs');
    const stopped = tested.runner.stop();
    assert.deepEqual(await connection.next('returned'), {
      type: 'returned',
      jobs: [jobs[2]?.job],
      why: 'the runner stops',
    });
    assert.equal(tested.runner.status.state, 'stopping');
    const late = jobFor(runnerId, hub);
    connection.send(hub.sign(late));
    assert.deepEqual((await connection.next('returned')).jobs, [late.job]);
    for (const finish of held.ends) finish();
    for (const result of [await connection.next('result'), await connection.next('result')])
      connection.send({ type: 'stored', job: result.job });
    await stopped;
    assert.deepEqual(await tested.runner.done, { kind: 'stopped' });
    await until(() => connection.isClosed, 'the end of the connection');
    assert.equal(held.proofs.asked.length, 2);
    assert.deepEqual(held.aborted, []);
    assert.equal(tested.runner.status.state, 'stopped');
  });

  it('gives back what does not end in time, and reports nothing of it', async () => {
    const held = heldProofs();
    await using hub = await startScriptedHub();
    const tested = startRunner(hub, { proofs: held.proofs, timing: { ...quickTiming, drainMs: 50 } });
    const connection = await hub.connection();
    await connection.greet();
    const job = jobFor(runnerId, hub);
    connection.send(hub.sign(job));
    await until(() => held.ends.length === 1, 'the probe');
    await tested.runner.stop();
    const returned = await connection.next('returned');
    assert.deepEqual(returned.jobs, [job.job]);
    assert.match(returned.why, /stopped before it ended/);
    assert.deepEqual(held.aborted, [true]);
    assert.equal(connection.frames.filter(({ type }) => type === 'result').length, 0);
    assert.equal(tested.runner.status.outbox, 0);
  });

  it('waits for the hub to store its results only so long', async () => {
    await using hub = await startScriptedHub();
    const tested = startRunner(hub, { timing: { ...quickTiming, flushMs: 60 } });
    const connection = await hub.connection();
    await connection.greet();
    connection.send(hub.sign(jobFor(runnerId, hub)));
    await connection.next('result');
    await tested.runner.stop();
    assert.equal(tested.runner.status.outbox, 1);
  });

  it('ends at once where there is no connection, or none yet', async () => {
    const hub = await startScriptedHub();
    const { url, key } = hub;
    {
      const tested = startRunner(hub);
      await hub.connection();
      await tested.runner.stop();
      assert.deepEqual(await tested.runner.done, { kind: 'stopped' });
    }
    await hub[Symbol.asyncDispose]();
    const tested = startRunner({ url, key });
    await until(() => tested.runner.status.state === 'waiting', 'the state waiting');
    await tested.runner.stop();
    await tested.runner.stop();
    assert.deepEqual(await tested.runner.done, { kind: 'stopped' });
  });

  it('ends although the hub does not answer its good-bye', async () => {
    await using hub = await startScriptedHub();
    const tested = startRunner(hub);
    const connection = await hub.connection();
    await connection.greet();
    await until(() => tested.runner.status.state === 'connected', 'the state connected');
    connection.freeze();
    await tested.runner.stop();
    assert.deepEqual(await tested.runner.done, { kind: 'stopped' });
  });

  it('drops everything at once where the hub sends it away', async () => {
    const held = heldProofs();
    await using hub = await startScriptedHub();
    await using tested = startRunner(hub, { proofs: held.proofs });
    const connection = await hub.connection();
    await connection.greet();
    connection.send(hub.sign(jobFor(runnerId, hub)));
    await until(() => held.ends.length === 1, 'the probe');
    connection.send({ type: 'denied', code: 'revoked', message: 'Revoked.', time: Date.now() });
    await until(() => tested.runner.status.state === 'sent-away', 'the state sent-away');
    assert.deepEqual(held.aborted, [true]);
    assert.equal(tested.runner.status.outbox, 0);
    assert.equal(tested.runner.status.held, 0);
  });
});
