import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { NewTask } from '../../src/store/probe-runs-start.ts';
import { job as jobSchema, openCancellation } from '../../src/wire/job.ts';
import { fingerprintOf } from '../../src/wire/keys.ts';
import { onBothEngines } from '../store/engines.ts';
import { openOutcome, taskFor } from '../store/tasks.ts';
import { type Connection, connectAs, type Identity, resultOf } from './fake-runner.ts';
import { type Replica, startReplica, until } from './hub-bench.ts';

const payload = v.pipe(v.string(), v.parseJson(), jobSchema);

onBothEngines('the hub hands out jobs', (bench) => {
  let replica: Replica;
  let names = 0;

  before(async () => {
    replica = await startReplica(bench(), {
      intervals: { sweepMs: 40, pollMs: 200 },
    });
  });

  after(() => replica.stop());

  async function enrolled(): Promise<{ readonly name: string; readonly identity: Identity }> {
    const name = `d${names++}`;
    return { name, identity: await replica.enrol(name) };
  }

  async function ask(tasks: readonly NewTask[], lifeMs = 600_000): Promise<string> {
    const run = { by: 'slack:T1/U1', place: '', command: 'probe', expiresAt: Date.now() + lifeMs, tasks };
    const started = await replica.store.runs.start(run);
    assert.ok(started.kind === 'started');
    replica.wake.tell('work', started.runners);
    return started.id;
  }

  const outcomes = (run: string) => replica.store.results.since(run, 0);
  const finished = (run: string) => async () => (await replica.store.runs.find(run))?.finishedAt !== null;

  async function ending(run: string): Promise<readonly string[]> {
    await until(finished(run));
    return (await outcomes(run)).map(({ outcome }) => (outcome.verdict === 'error' ? outcome.code : outcome.verdict));
  }

  it('to a runner that takes some, signed for it, and stores what it reports', async () => {
    const { name, identity } = await enrolled();
    const connection = await connectAs(replica.url, identity);
    connection.send({ type: 'free', jobs: 4 });
    const run = await ask([taskFor(name, 'dc01'), taskFor(name, 'dc02')]);
    const job = await connection.job();
    assert.equal(job.hub, replica.hub.id);
    assert.equal(job.runner, identity.runner);
    assert.equal(job.attempt, 1);
    assert.equal(job.flow, 'connect-dc-ldap');
    assert.equal(job.role, 'connect');
    assert.equal(job.deadlineMs, 5_000);
    assert.deepEqual(job.probe, { kind: 'tcp', host: 'dc01', port: 443 });
    assert.ok(job.expiresAt > Date.now() + 500_000);
    const other = await connection.job();
    assert.notEqual(other.nonce, job.nonce);
    connection.send(resultOf(job, openOutcome(1)));
    assert.equal((await connection.next('stored')).job, job.job);
    connection.send(resultOf(other, openOutcome(2)));
    await connection.next('stored');
    assert.deepEqual(await ending(run), ['open', 'open']);
    assert.ok(replica.dispatched.length >= 2);
    await connection.close();
  });

  it('only as many as the runner takes', async () => {
    const { name, identity } = await enrolled();
    const connection = await connectAs(replica.url, identity);
    const run = await ask(Array.from({ length: 6 }, (_, nth) => taskFor(name, `h${nth}`)));
    connection.send({ type: 'free', jobs: 2 });
    const jobs = [await connection.job(), await connection.job()];
    connection.send({ type: 'working', jobs: jobs.map(({ job }) => job) });
    await new Promise((resolve) => setTimeout(resolve, 250));
    assert.deepEqual(connection.waiting, []);
    assert.deepEqual(await replica.store.runs.running(run), [0, 1]);
    connection.send({ type: 'free', jobs: 4 });
    for (let nth = 0; nth < 4; nth++) jobs.push(await connection.job());
    assert.deepEqual(
      jobs.map(({ probe }) => probe.host),
      ['h0', 'h1', 'h2', 'h3', 'h4', 'h5'],
    );
    for (const job of jobs) connection.send(resultOf(job, openOutcome()));
    await until(finished(run));
    await connection.close();
  });

  it('that were waiting when the runner connects', async () => {
    const { name, identity } = await enrolled();
    const run = await ask([taskFor(name)]);
    const connection = await connectAs(replica.url, identity);
    connection.send({ type: 'free', jobs: 1 });
    connection.send(resultOf(await connection.job(), openOutcome()));
    assert.deepEqual(await ending(run), ['open']);
    await connection.close();
  });

  it('and acknowledges a result that it has, without changing it', async () => {
    const { name, identity } = await enrolled();
    const connection = await connectAs(replica.url, identity);
    connection.send({ type: 'free', jobs: 1 });
    const run = await ask([taskFor(name)]);
    const job = await connection.job();
    for (const ms of [1, 2, 3]) {
      connection.send(resultOf(job, openOutcome(ms)));
      assert.equal((await connection.next('stored')).job, job.job);
    }
    const all = await outcomes(run);
    assert.deepEqual(
      all.map(({ outcome }) => outcome.timings.total),
      [1],
    );
    await connection.close();
  });

  it('and neither loses nor doubles a result whose acknowledgement was cut off', async () => {
    const { name, identity } = await enrolled();
    const tasks = Array.from({ length: 12 }, (_, nth) => taskFor(name, `cut${nth}`));
    const run = await ask(tasks);
    const kept = new Map<string, ReturnType<typeof resultOf>>();
    let connection: Connection | null = null;
    // Each connection is cut the moment its results have left, before any acknowledgement can be read.
    for (let nth = 0; nth < 4; nth++) {
      connection = await connectAs(replica.url, identity);
      for (const frame of kept.values()) connection.send(frame);
      connection.send({ type: 'free', jobs: 3 });
      for (let taken = 0; taken < 3; taken++) {
        const job = await connection.job();
        kept.set(job.job, resultOf(job, openOutcome(nth * 10 + taken)));
      }
      const frames = [...kept.values()];
      for (const frame of frames.slice(0, -1)) connection.send(frame);
      const { socket } = connection;
      const last = JSON.stringify(frames.at(-1));
      socket.send(last, () => socket.terminate());
      await connection.closed;
    }
    connection = await connectAs(replica.url, identity);
    for (const frame of kept.values()) connection.send(frame);
    for (let nth = 0; nth < kept.size; nth++) kept.delete((await connection.next('stored')).job) && nth--;
    assert.deepEqual([...kept.keys()], []);
    const all = await outcomes(run);
    assert.equal(all.length, 12);
    assert.equal(new Set(all.map(({ outcome }) => outcome.timings.total)).size, 12);
    assert.deepEqual(
      await ending(run),
      Array.from({ length: 12 }, () => 'open'),
    );
    await connection.close();
  });

  it('again with a new nonce when the runner returned them', async () => {
    const { name, identity } = await enrolled();
    const connection = await connectAs(replica.url, identity);
    connection.send({ type: 'free', jobs: 3 });
    const run = await ask([taskFor(name)]);
    const first = await connection.job();
    connection.send({ type: 'returned', jobs: [first.job], why: 'not now' });
    const second = await connection.job();
    assert.deepEqual([second.job, second.attempt], [first.job, 2]);
    assert.notEqual(second.nonce, first.nonce);
    connection.send(resultOf(second, openOutcome()));
    assert.deepEqual(await ending(run), ['open']);
    await connection.close();
  });

  it('and ends those that nobody takes in time', async () => {
    const { name } = await enrolled();
    assert.deepEqual(await ending(await ask([taskFor(name)], 100)), ['expired']);
  });

  it('and takes results from the runner that was asked alone', async () => {
    const [asked, other] = [await enrolled(), await enrolled()];
    const connection = await connectAs(replica.url, asked.identity);
    const stranger = await connectAs(replica.url, other.identity);
    connection.send({ type: 'free', jobs: 1 });
    const run = await ask([taskFor(asked.name)]);
    const job = await connection.job();
    stranger.send(resultOf(job, openOutcome(66)));
    // Acknowledged, so that nothing is learned of what there is; and nothing is changed.
    assert.equal((await stranger.next('stored')).job, job.job);
    assert.deepEqual(await outcomes(run), []);
    connection.send(resultOf(job, openOutcome(1)));
    await until(finished(run));
    assert.equal((await outcomes(run))[0]?.outcome.timings.total, 1);
    await Promise.all([connection.close(), stranger.close()]);
  });

  it('and tells a runner, signed, to stop what was cancelled', async () => {
    const { name, identity } = await enrolled();
    const connection = await connectAs(replica.url, identity);
    connection.send({ type: 'free', jobs: 1 });
    const run = await ask([taskFor(name, 'a'), taskFor(name, 'b')]);
    const job = await connection.job();
    await replica.store.runs.cancel(run, 'slack:T1/U1');
    replica.wake.tell('cancel', [run]);
    const expected = {
      hubKey: replica.key.publicKey,
      hub: fingerprintOf(replica.key.publicKey),
      runner: identity.runner,
      now: Date.now(),
      skewMs: 60_000,
    };
    assert.equal(openCancellation(await connection.next('cancel'), expected)?.job, job.job);
    // Whoever missed that is told again as soon as he mentions the job.
    connection.send({ type: 'working', jobs: [job.job] });
    assert.equal(openCancellation(await connection.next('cancel'), expected)?.job, job.job);
    connection.send(resultOf(job, openOutcome()));
    await connection.next('stored');
    assert.deepEqual(await ending(run), ['cancelled', 'cancelled']);
    await connection.close();
  });

  it('from a full queue of 10,000 in order, without ever holding many in memory', async function () {
    this.timeout(120_000);
    const { name, identity } = await enrolled();
    const count = 10_000;
    const run = await ask(Array.from({ length: count }, (_, nth) => taskFor(name, `h${nth}`)));
    const connection = await connectAs(replica.url, identity);
    let most = 0;
    connection.send({ type: 'free', jobs: 100 });
    for (let nth = 0; nth < count; nth++) {
      // Signatures are proven elsewhere; ten thousand of them take seconds.
      const job = v.parse(payload, (await connection.next('job')).payload);
      if (job.probe.host !== `h${nth}` || job.attempt !== 1) assert.fail(`${job.probe.host} came as number ${nth}`);
      connection.send(resultOf(job, openOutcome(nth)));
      if (nth % 50 < 49) continue;
      const inHand = connection.waiting.filter(({ type }) => type === 'job').length;
      most = Math.max(most, inHand);
      connection.send({ type: 'free', jobs: Math.max(0, 100 - inHand) });
    }
    await until(finished(run), 60_000);
    assert.ok(most <= 200, `${most} jobs were sent ahead`);
    const all = await outcomes(run);
    assert.equal(all.length, count);
    assert.equal(new Set(all.map(({ position }) => position)).size, count);
    await connection.close();
  });
});
