import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { onBothEngines } from '../store/engines.ts';
import { openOutcome, taskFor } from '../store/tasks.ts';
import { type Connection, connectAs, type Identity, openSocket, resultOf } from './fake-runner.ts';
import { type Replica, startReplica, until } from './hub-bench.ts';

onBothEngines('what a runner may not say', (bench) => {
  let replica: Replica;
  let bystander: Connection;
  let bystanderName = '';
  let names = 0;

  before(async () => {
    replica = await startReplica(bench());
    bystanderName = 'bystander';
    bystander = await connectAs(replica.url, await replica.enrol(bystanderName));
  });

  after(async () => {
    await bystander.close();
    await replica.stop();
  });

  /** Someone else is served as before. */
  afterEach('ends that connection and nothing else', async () => {
    bystander.send({ type: 'free', jobs: 1 });
    const started = await replica.store.runs.start({
      by: 'slack:T1/U1',
      place: '',
      command: 'probe',
      expiresAt: Date.now() + 60_000,
      tasks: [taskFor(bystanderName)],
    });
    assert.ok(started.kind === 'started');
    replica.wake.tell('work', started.runners);
    const job = await bystander.job();
    bystander.send(resultOf(job, openOutcome()));
    assert.equal((await bystander.next('stored')).job, job.job);
  });

  const enrolled = (): Promise<Identity> => replica.enrol(`hostile-${names++}`);

  const texts: readonly (readonly [string, string])[] = [
    ['no JSON', '{"type":'],
    ['JSON that is no frame', '[]'],
    ['a frame that there is not', '{"type":"exec","command":"id"}'],
    ['a frame of the hub', '{"type":"stored","job":"a"}'],
    ['a frame that lacks something', '{"type":"result","job":"a"}'],
    ['a number out of range', '{"type":"free","jobs":1e9}'],
    ['a negative number', '{"type":"free","jobs":-1}'],
    ['too long a list', JSON.stringify({ type: 'working', jobs: Array.from({ length: 1_001 }, () => 'a') })],
    ['an id with a quote', `{"type":"working","jobs":["a'; drop table job; --"]}`],
    ['JSON as deep as it gets', `${'['.repeat(60_000)}${']'.repeat(60_000)}`],
    ['nothing', ''],
  ];

  for (const [what, text] of texts)
    it(`${what} ends the connection, before and after the welcome`, async () => {
      const identity = await enrolled();
      for (const connection of [
        await openSocket(replica.url, identity.hubKey, identity.runner),
        await connectAs(replica.url, identity),
      ]) {
        connection.socket.send(text);
        assert.equal((await connection.next('denied')).code, 'malformed');
        assert.equal(await connection.closed, 1008);
      }
    });

  it('bytes end the connection', async () => {
    const connection = await connectAs(replica.url, await enrolled());
    connection.socket.send(randomBytes(100));
    assert.equal((await connection.next('denied')).code, 'malformed');
    assert.equal(await connection.closed, 1008);
  });

  it('a message above 256 KB ends the connection', async () => {
    const connection = await connectAs(replica.url, await enrolled());
    connection.socket.send('x'.repeat(256 * 1024 + 1));
    // RFC 6455, section 7.4.1: 1009 is a message too big to process.
    assert.equal(await connection.closed, 1009);
  });

  it('a second greeting ends the connection', async () => {
    const identity = await enrolled();
    const connection = await connectAs(replica.url, identity);
    connection.send({
      type: 'hello',
      version: 1,
      runner: identity.runner,
      nonce: 'A'.repeat(32),
      time: Date.now(),
      signature: 'A'.repeat(86),
      software: { portolan: '1', node: '1', platform: '1', arch: '1' },
    });
    assert.equal((await connection.next('denied')).code, 'malformed');
    assert.equal(await connection.closed, 1008);
  });

  it('a flood of frames ends the connection', async function () {
    this.timeout(30_000);
    const connection = await connectAs(replica.url, await enrolled());
    let closed = false;
    void connection.closed.then(() => {
      closed = true;
    });
    const frame = JSON.stringify({ type: 'free', jobs: 1 });
    for (let sent = 0; sent < 200_000 && !closed; sent++) {
      connection.socket.send(frame);
      if (sent % 500 === 499) await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => closed);
  });

  it('a flood of pings ends the connection', async function () {
    this.timeout(30_000);
    const connection = await connectAs(replica.url, await enrolled());
    let closed = false;
    void connection.closed.then(() => {
      closed = true;
    });
    for (let sent = 0; sent < 200_000 && !closed; sent++) {
      connection.socket.ping();
      if (sent % 500 === 499) await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => closed);
  });

  it('results of jobs that there are not are acknowledged, and change nothing', async () => {
    const connection = await connectAs(replica.url, await enrolled());
    const before = await replica.database.db.selectFrom('result').selectAll().execute();
    for (const job of ['nothing', 'A'.repeat(64)]) {
      connection.send(resultOf({ job, attempt: 1 }, openOutcome()));
      assert.equal((await connection.next('stored')).job, job);
    }
    const after = await replica.database.db.selectFrom('result').selectAll().execute();
    assert.equal(after.length, before.length);
    await connection.close();
  });

  it('a bad frame behind good ones does not undo them', async () => {
    const identity = await enrolled();
    const connection = await connectAs(replica.url, identity);
    const { name = '' } = (await replica.store.runners.find(identity.runner)) ?? {};
    connection.send({ type: 'free', jobs: 1 });
    const started = await replica.store.runs.start({
      by: 'slack:T1/U1',
      place: '',
      command: 'probe',
      expiresAt: Date.now() + 60_000,
      tasks: [taskFor(name)],
    });
    assert.ok(started.kind === 'started');
    replica.wake.tell('work', started.runners);
    const job = await connection.job();
    connection.send(resultOf(job, openOutcome()));
    connection.socket.send('nonsense');
    assert.equal(await connection.closed, 1008);
    await until(async () => (await replica.store.runs.find(started.id))?.finishedAt !== null);
  });
});
