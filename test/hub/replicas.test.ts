import assert from 'node:assert/strict';
import type { Wake } from '../../src/store/wake-ears.ts';
import { onBothEngines } from '../store/engines.ts';
import { openOutcome, taskFor } from '../store/tasks.ts';
import { connectAs, greetAs, openSocket, resultOf } from './fake-runner.ts';
import { type Replica, startReplica, until } from './hub-bench.ts';

/** The least that the bar asks: a revocation closes the connection within this time (milliseconds). */
const revocationMs = 5_000;

/** Hints that never arrive anywhere, not even at home: what is left is the poll. */
function mute(wake: Wake): Wake {
  return { ...wake, tell: () => undefined };
}

/*
 * On SQLite the second replica stands for another process on the same file: it has hints of its own, and hears none of
 * the first.
 */
onBothEngines('two replicas on one database', (bench) => {
  const replicas: Replica[] = [];
  let names = 0;

  async function start(options: Parameters<typeof startReplica>[1] = {}): Promise<Replica> {
    const replica = await startReplica(bench(), options);
    replicas.push(replica);
    return replica;
  }

  afterEach(async () => {
    await Promise.all(replicas.splice(0).map((replica) => replica.stop()));
  });

  async function ask(replica: Replica, runner: string, hosts: readonly string[]): Promise<string> {
    const started = await replica.store.runs.start({
      by: 'slack:T1/U1',
      place: '',
      command: 'probe',
      expiresAt: Date.now() + 600_000,
      tasks: hosts.map((host) => taskFor(runner, host)),
    });
    assert.ok(started.kind === 'started');
    replica.wake.tell('work', started.runners);
    return started.id;
  }

  async function revoke(replica: Replica, name: string): Promise<void> {
    const revoked = await replica.store.runners.revoke(name, 'slack:T1/U9');
    assert.ok(revoked.kind === 'revoked');
    replica.wake.tell('standing', [revoked.runner]);
  }

  for (const [how, options] of [
    ['with hints', {}],
    ['when every hint is lost', { hints: mute }],
  ] as const) {
    it(`hand out on one what was asked on the other, ${how}`, async function () {
      this.timeout(30_000);
      const [asked, connected] = [await start(options), await start(options)];
      const name = `far-${names++}`;
      const connection = await connectAs(connected.url, await asked.enrol(name));
      connection.send({ type: 'free', jobs: 2 });
      const run = await ask(asked, name, ['a', 'b']);
      for (const host of ['a', 'b']) {
        const job = await connection.job();
        assert.equal(job.probe.host, host);
        connection.send(resultOf(job, openOutcome()));
      }
      await until(async () => (await asked.store.runs.find(run))?.finishedAt !== null);
      await connection.close();
    });

    it(`close a revoked runner's connection within five seconds wherever it is, ${how}`, async function () {
      this.timeout(30_000);
      const [chat, connected] = [await start(options), await start(options)];
      const name = `revoked-${names++}`;
      const identity = await chat.enrol(name);
      const connection = await connectAs(connected.url, identity);
      connection.send({ type: 'free', jobs: 10 });
      await ask(chat, name, ['before']);
      await connection.job();
      const at = Date.now();
      await revoke(chat, name);
      const denied = await connection.next('denied');
      assert.equal(denied.code, 'revoked');
      assert.equal(await connection.closed, 1008);
      assert.ok(Date.now() - at < revocationMs, `it took ${Date.now() - at} ms`);
      const claim = { runner: identity.runner, connection: 'any', most: 9, leaseMs: 1_000 };
      assert.deepEqual(await connected.store.jobs.claim(claim), []);
      const again = await openSocket(connected.url, identity.hubKey, identity.runner);
      await greetAs(again, identity);
      assert.equal((await again.next('denied')).code, 'revoked');
      assert.deepEqual(connection.waiting, []);
    });
  }

  it('hand out nothing on the connection that was made first, once there is a newer one elsewhere', async function () {
    this.timeout(30_000);
    const [one, two] = [await start({ hints: mute }), await start()];
    const name = `moved-${names++}`;
    const identity = await one.enrol(name);
    const old = await connectAs(one.url, identity);
    old.send({ type: 'free', jobs: 5 });
    const fresh = await connectAs(two.url, identity);
    fresh.send({ type: 'free', jobs: 1 });
    await ask(one, name, ['a', 'b', 'c']);
    const job = await fresh.job();
    fresh.send(resultOf(job, openOutcome()));
    await fresh.next('stored');
    // The first replica looks for work every two seconds, and finds that its connection is not the newest.
    await new Promise((resolve) => setTimeout(resolve, 2_300));
    assert.deepEqual(
      old.waiting.filter(({ type }) => type === 'job'),
      [],
    );
    await fresh.close();
    old.socket.terminate();
  });

  it('both show that a runner is connected, whichever it is connected to', async () => {
    const [one, two] = [await start(), await start()];
    const name = `seen-${names++}`;
    const connection = await connectAs(two.url, await one.enrol(name));
    const seen = (await one.store.runners.list()).find((runner) => runner.name === name);
    assert.ok(seen?.connection !== null && seen?.lastSeen !== null);
    assert.equal((await one.hub.figures()).connected, 0);
    assert.equal((await two.hub.figures()).connected, 1);
    await connection.close();
  });
});
