import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { insertRunner } from '../../src/store/runners-row.ts';
import { createKeyPair } from '../../src/wire/keys.ts';
import { onBothEngines } from '../store/engines.ts';
import { openOutcome, taskFor } from '../store/tasks.ts';
import { type Connection, connectAs, type Identity, resultOf } from './fake-runner.ts';
import { hubKey, type Replica, startReplica, until } from './hub-bench.ts';

onBothEngines('500 runners', (bench) => {
  const count = 500;
  let replica: Replica;
  let identities: readonly Identity[] = [];
  let connections: readonly Connection[] = [];

  before(async function () {
    this.timeout(60_000);
    replica = await startReplica(bench(), { intervals: { helloMs: 60_000 } });
    identities = Array.from({ length: count }, () => ({
      runner: randomBytes(16).toString('base64url'),
      key: createKeyPair(),
      hubKey: hubKey.publicKey,
    }));
    for (const [nth, { runner, key }] of identities.entries()) {
      const parts = { id: runner, name: `crowd-${nth}`, roles: [], publicKey: key.publicKey, local: false, by: '' };
      await insertRunner(replica.database.db, { ...parts, now: 1 });
    }
  });

  after(async () => {
    for (const { socket } of connections) socket.terminate();
    await replica.stop();
  });

  it('connect at once, are each asked one thing, and answer', async function () {
    this.timeout(60_000);
    connections = await Promise.all(identities.map((identity) => connectAs(replica.url, identity)));
    assert.equal((await replica.hub.figures()).connected, count);
    for (const connection of connections) connection.send({ type: 'free', jobs: 1 });
    const started = await replica.store.runs.start({
      by: 'slack:T1/U1',
      place: '',
      command: 'probe',
      expiresAt: Date.now() + 600_000,
      tasks: identities.map((_, nth) => taskFor(`crowd-${nth}`, `h${nth}`)),
    });
    assert.ok(started.kind === 'started');
    replica.wake.tell('work', started.runners);
    await Promise.all(
      connections.map(async (connection, nth) => {
        const job = await connection.job();
        assert.equal(job.probe.host, `h${nth}`);
        connection.send(resultOf(job, openOutcome(nth)));
        assert.equal((await connection.next('stored')).job, job.job);
      }),
    );
    const results = await replica.store.results.since(started.id, 0);
    assert.equal(results.length, count);
    assert.ok(results.every(({ position, outcome }) => outcome.timings.total === position));
    assert.notEqual((await replica.store.runs.find(started.id))?.finishedAt, null);
  });

  it('all come back after their connections were cut', async function () {
    this.timeout(60_000);
    for (const { socket } of connections) socket.terminate();
    await until(async () => (await replica.hub.figures()).connected === 0, 30_000);
    connections = await Promise.all(identities.map((identity) => connectAs(replica.url, identity)));
    assert.equal((await replica.hub.figures()).connected, count);
  });
});
