import assert from 'node:assert/strict';
import * as v from 'valibot';
import { job as jobSchema } from '../../src/wire/job.ts';
import { onBothEngines } from '../store/engines.ts';
import { openOutcome, taskFor } from '../store/tasks.ts';
import { connectAs, resultOf } from './fake-runner.ts';
import { type Replica, startReplica, until } from './hub-bench.ts';

const payload = v.pipe(v.string(), v.parseJson(), jobSchema);

onBothEngines('a runner that always takes a thousand', (bench) => {
  let replica: Replica;

  before(async () => {
    replica = await startReplica(bench());
  });

  after(() => replica.stop());

  it('has a thousand in hand at most, and the rest as it reports', async function () {
    this.timeout(60_000);
    const connection = await connectAs(replica.url, await replica.enrol('greedy'));
    const count = 1_500;
    const started = await replica.store.runs.start({
      by: 'slack:T1/U1',
      place: '',
      command: 'probe',
      expiresAt: Date.now() + 600_000,
      tasks: Array.from({ length: count }, (_, nth) => taskFor('greedy', `h${nth}`)),
    });
    assert.ok(started.kind === 'started');
    for (let nth = 0; nth < 5; nth++) connection.send({ type: 'free', jobs: 1_000 });
    const jobs = () => connection.waiting.filter(({ type }) => type === 'job').length;
    await until(() => jobs() === 1_000);
    connection.send({ type: 'free', jobs: 1_000 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(jobs(), 1_000);
    assert.deepEqual(await replica.store.jobs.waiting(), { queued: 500, leased: 1_000 });
    for (let nth = 0; nth < count; nth++)
      connection.send(resultOf(v.parse(payload, (await connection.next('job')).payload), openOutcome(nth)));
    await until(async () => (await replica.store.runs.find(started.id))?.finishedAt !== null);
    assert.equal((await replica.store.results.since(started.id, 0)).length, count);
    await connection.close();
  });
});
