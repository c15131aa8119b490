import assert from 'node:assert/strict';
import { WebSocket } from 'ws';
import { onBothEngines } from '../store/engines.ts';
import { openOutcome, taskFor } from '../store/tasks.ts';
import { connectAs, resultOf } from './fake-runner.ts';
import { type Options, type Replica, startReplica } from './hub-bench.ts';

onBothEngines('a hub that stops', (bench) => {
  const replicas: Replica[] = [];

  async function start(options: Options = {}): Promise<Replica> {
    const replica = await startReplica(bench(), options);
    replicas.push(replica);
    return replica;
  }

  afterEach(async () => {
    await Promise.all(replicas.splice(0).map((replica) => replica.stop()));
  });

  async function ask(replica: Replica, runner: string): Promise<string> {
    const started = await replica.store.runs.start({
      by: 'slack:T1/U1',
      place: '',
      command: 'probe',
      expiresAt: Date.now() + 600_000,
      tasks: [taskFor(runner)],
    });
    assert.ok(started.kind === 'started');
    replica.wake.tell('work', started.runners);
    return started.id;
  }

  it('stores what was reported, tells its runners, and closes', async () => {
    const replica = await start();
    const identity = await replica.enrol('told');
    const connection = await connectAs(replica.url, identity);
    connection.send({ type: 'free', jobs: 1 });
    const run = await ask(replica, 'told');
    const job = await connection.job();
    connection.send(resultOf(job, openOutcome()));
    await connection.next('stored');
    const { hub, store } = replica;
    await hub.stop();
    assert.equal((await connection.next('denied')).code, 'stopping');
    assert.equal(await connection.closed, 1001);
    assert.notEqual((await store.runs.find(run))?.finishedAt, null);
    assert.equal((await store.runners.standing(identity.runner)).connection, null);
    await replica.stop();
  });

  it('hands out nothing more, and leaves what waits to the next', async () => {
    const first = await start();
    const identity = await first.enrol('waiting');
    const connection = await connectAs(first.url, identity);
    connection.send({ type: 'free', jobs: 5 });
    await connection.close();
    const run = await ask(first, 'waiting');
    await first.stop();
    const second = await start();
    const again = await connectAs(second.url, identity);
    again.send({ type: 'free', jobs: 5 });
    const job = await again.job();
    assert.equal(job.attempt, 1);
    again.send(resultOf(job, openOutcome()));
    await again.next('stored');
    assert.notEqual((await second.store.runs.find(run))?.finishedAt, null);
    await second.stop();
  });

  it('puts back what was claimed and not sent, and counts no attempt', async () => {
    const claiming = Promise.withResolvers<void>();
    const replica = await start({
      around: (store) => ({
        ...store,
        jobs: {
          ...store.jobs,
          async claim(claim) {
            const jobs = await store.jobs.claim(claim);
            if (jobs.length > 0) {
              claiming.resolve();
              await new Promise((resolve) => setTimeout(resolve, 100));
            }
            return jobs;
          },
        },
      }),
    });
    const connection = await connectAs(replica.url, await replica.enrol('claimed'));
    connection.send({ type: 'free', jobs: 1 });
    const run = await ask(replica, 'claimed');
    await claiming.promise;
    const { hub, store } = replica;
    await hub.stop();
    assert.deepEqual(
      connection.waiting.filter(({ type }) => type === 'job'),
      [],
    );
    assert.deepEqual(await store.runs.running(run), []);
    const rows = await bench().database.db.selectFrom('job').selectAll().where('run_id', '=', run).execute();
    assert.deepEqual(
      rows.map(({ state, attempts, lease_until }) => [state, attempts, lease_until]),
      [['queued', 0, null]],
    );
    await replica.stop();
  });

  it('cuts off whoever does not let go in time', async () => {
    const replica = await start({ intervals: { stopMs: 200 } });
    const connection = await connectAs(replica.url, await replica.enrol('stubborn'));
    connection.socket.pause();
    await replica.stop();
    connection.socket.resume();
    assert.ok([1001, 1006].includes(await connection.closed));
    assert.equal(connection.socket.readyState, WebSocket.CLOSED);
  });
});
