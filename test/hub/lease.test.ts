import assert from 'node:assert/strict';
import type { NewTask } from '../../src/store/probe-runs-start.ts';
import { onBothEngines } from '../store/engines.ts';
import { openOutcome, taskFor } from '../store/tasks.ts';
import { connectAs, resultOf } from './fake-runner.ts';
import { type Replica, startReplica, until } from './hub-bench.ts';

onBothEngines('jobs whose lease may run out are handed out', (bench) => {
  const replicas: Replica[] = [];

  afterEach(async () => {
    await Promise.all(replicas.splice(0).map((replica) => replica.stop()));
  });

  async function start(leaseMs: number): Promise<Replica> {
    const replica = await startReplica(bench(), { intervals: { leaseMs, sweepMs: 40, pollMs: 200 } });
    replicas.push(replica);
    return replica;
  }

  async function ask(replica: Replica, tasks: readonly NewTask[]): Promise<string> {
    const run = { by: 'slack:T1/U1', place: '', command: 'probe', expiresAt: Date.now() + 600_000, tasks };
    const started = await replica.store.runs.start(run);
    assert.ok(started.kind === 'started');
    replica.wake.tell('work', started.runners);
    return started.id;
  }

  async function ending({ store }: Replica, run: string): Promise<readonly string[]> {
    await until(async () => (await store.runs.find(run))?.finishedAt !== null);
    const results = await store.results.since(run, 0);
    return results.map(({ outcome }) => (outcome.verdict === 'error' ? outcome.code : outcome.verdict));
  }

  it('again when their runner vanished, and a third time, and then no more', async function () {
    this.timeout(30_000);
    const replica = await start(300);
    const name = 'vanishing';
    const identity = await replica.enrol(name);
    const run = await ask(replica, [taskFor(name, 'poison')]);
    const attempts: number[] = [];
    for (let nth = 0; nth < 3; nth++) {
      const connection = await connectAs(replica.url, identity);
      connection.send({ type: 'free', jobs: 1 });
      attempts.push((await connection.job()).attempt);
      connection.socket.terminate();
      await connection.closed;
    }
    assert.deepEqual(attempts, [1, 2, 3]);
    assert.deepEqual(await ending(replica, run), ['dead-letter']);
    const connection = await connectAs(replica.url, identity);
    connection.send({ type: 'free', jobs: 1 });
    const healthy = await ask(replica, [taskFor(name, 'healthy')]);
    const job = await connection.job();
    assert.equal(job.probe.host, 'healthy');
    connection.send(resultOf(job, openOutcome()));
    assert.deepEqual(await ending(replica, healthy), ['open']);
    await connection.close();
  });

  it('once to a runner that says that it works on them, beyond the lease', async function () {
    this.timeout(30_000);
    const replica = await start(1_000);
    const name = 'slow';
    const identity = await replica.enrol(name);
    const connection = await connectAs(replica.url, identity);
    connection.send({ type: 'free', jobs: 3 });
    const run = await ask(replica, [taskFor(name, 'slow')]);
    const job = await connection.job();
    for (let nth = 0; nth < 8; nth++) {
      connection.send({ type: 'working', jobs: [job.job] });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    assert.deepEqual(connection.waiting, []);
    connection.send(resultOf(job, openOutcome()));
    assert.deepEqual(await ending(replica, run), ['open']);
    await connection.close();
  });
});
