import assert from 'node:assert/strict';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { helloText } from '../../src/wire/frames.ts';
import { createKeyPair, sign } from '../../src/wire/keys.ts';
import { onBothEngines } from '../store/engines.ts';
import { connectAs, greetAs, openSocket } from './fake-runner.ts';
import { type Replica, startReplica, until } from './hub-bench.ts';

onBothEngines('the greeting of a runner', (bench) => {
  let replica: Replica;
  let names = 0;

  before(async () => {
    replica = await startReplica(bench());
  });

  after(() => replica.stop());

  const enrolled = () => replica.enrol(`greeted-${names++}`);

  it('ends in a welcome that the hub signs over the nonce of the runner', async () => {
    const identity = await enrolled();
    const connection = await connectAs(replica.url, identity);
    const known = await replica.store.runners.find(identity.runner);
    assert.ok(known?.connection !== null && known?.lastSeen !== null);
    assert.equal(known?.software?.node, '24.0.0');
    assert.equal((await replica.hub.figures()).connected, 1);
    await connection.close();
    await until(async () => (await replica.store.runners.find(identity.runner))?.connection === null);
    assert.equal((await replica.hub.figures()).connected, 0);
  });

  it('sends away an id that nobody bears', async () => {
    const identity = { ...(await enrolled()), runner: 'nobody' };
    const connection = await openSocket(replica.url, identity.hubKey, identity.runner);
    await greetAs(connection, identity);
    assert.equal((await connection.next('denied')).code, 'unknown-runner');
    assert.equal(await connection.closed, 1008);
  });

  it('sends away whoever does not have the key', async () => {
    const identity = { ...(await enrolled()), key: createKeyPair() };
    const connection = await openSocket(replica.url, identity.hubKey, identity.runner);
    await greetAs(connection, identity);
    assert.equal((await connection.next('denied')).code, 'bad-signature');
    assert.equal(await connection.closed, 1008);
  });

  it('takes no answer to another challenge', async () => {
    const { runner, key, hubKey } = await enrolled();
    const [one, other] = [await openSocket(replica.url, hubKey, runner), await openSocket(replica.url, hubKey, runner)];
    const { hub, nonce: challenge } = await one.next('challenge');
    const nonce = 'A'.repeat(32);
    const time = Date.now();
    const signature = sign('hello', helloText({ hub, challenge, runner, nonce, time }), key);
    const software = { portolan: '1', node: '1', platform: '1', arch: '1' };
    const hello = { type: 'hello', version: 1, runner, nonce, time, signature, software } as const;
    other.send(hello);
    assert.equal((await other.next('denied')).code, 'bad-signature');
    one.send(hello);
    await one.next('welcome');
    await one.close();
  });

  it('tells a revoked runner so, and a stranger nothing of it', async () => {
    const identity = await enrolled();
    const name = (await replica.store.runners.find(identity.runner))?.name ?? '';
    await replica.store.runners.revoke(name, 'slack:T1/U9');
    const own = await openSocket(replica.url, identity.hubKey, identity.runner);
    await greetAs(own, identity);
    assert.equal((await own.next('denied')).code, 'revoked');
    const stranger = await openSocket(replica.url, identity.hubKey, identity.runner);
    await greetAs(stranger, { ...identity, key: createKeyPair() });
    assert.equal((await stranger.next('denied')).code, 'bad-signature');
  });

  it('accepts clocks within a minute and names both beyond', async () => {
    const identity = await enrolled();
    for (const skewMs of [-55_000, 55_000]) {
      const connection = await openSocket(replica.url, identity.hubKey, identity.runner);
      await greetAs(connection, identity, skewMs);
      await connection.next('welcome');
      await connection.close();
    }
    for (const [skewMs, words] of [
      [-120_000, 'behind'],
      [120_000, 'ahead of'],
    ] as const) {
      const connection = await openSocket(replica.url, identity.hubKey, identity.runner);
      await greetAs(connection, identity, skewMs);
      const { code, message, time } = await connection.next('denied');
      assert.equal(code, 'clock-skew');
      assert.match(message, new RegExp(`1(19|20|21) s ${words}`));
      const [here = '', there = ''] = message.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
      assert.ok(Math.abs(Date.parse(there) - time) < 1_000);
      assert.ok(Math.abs(Date.parse(here) - Date.parse(there) - skewMs) < 5_000);
      assert.equal(await connection.closed, 1008);
    }
  });

  it('tells a runner of another version so', async () => {
    const { hubKey, runner } = await enrolled();
    const connection = await openSocket(replica.url, hubKey, runner);
    connection.socket.send('{"type":"hello","version":2,"new":"things"}');
    const { code, message } = await connection.next('denied');
    assert.equal(code, 'version');
    assert.match(message, /version 1/);
  });

  it('must come first, and in time', async () => {
    const { hubKey, runner } = await enrolled();
    const other = await openSocket(replica.url, hubKey, runner);
    other.send({ type: 'free', jobs: 1 });
    assert.equal((await other.next('denied')).code, 'malformed');
    const impatient = await startReplica(bench(), { intervals: { helloMs: 200 } });
    try {
      const silent = await openSocket(impatient.url, hubKey, runner);
      // Cut off without a word: 1006 is what a client sees then.
      assert.equal(await silent.closed, 1006);
    } finally {
      await impatient.stop();
    }
  });

  it('in a second connection ends the first', async () => {
    const identity = await enrolled();
    const first = await connectAs(replica.url, identity);
    const second = await connectAs(replica.url, identity);
    assert.equal((await first.next('denied')).code, 'replaced');
    assert.equal(await first.closed, 1008);
    assert.equal(second.socket.readyState, WebSocket.OPEN);
    await until(async () => (await replica.hub.figures()).connected === 1);
    const standing = await replica.store.runners.standing(identity.runner);
    assert.ok(standing.connection !== null);
    await second.close();
  });

  it('tells all who come at once over how long to spread their return: 80 ms for each runner there is', async () => {
    const fresh = await startReplica(bench());
    try {
      const identities = await Promise.all(Array.from({ length: 8 }, enrolled));
      const there = (await replica.store.runners.list()).length;
      const spreads = await Promise.all(
        identities.map(async (identity) => {
          const connection = await openSocket(fresh.url, identity.hubKey, identity.runner);
          await greetAs(connection, identity);
          return (await connection.next('welcome')).spreadMs;
        }),
      );
      assert.deepEqual(
        spreads,
        identities.map(() => there * 80),
      );
    } finally {
      await fresh.stop();
    }
  });

  it('leaves nothing behind when the database fails in the middle of it', async () => {
    const failing = await startReplica(bench(), {
      around: (store) => ({ ...store, runners: { ...store.runners, count: () => Promise.reject(new Error('gone')) } }),
    });
    try {
      const identity = await enrolled();
      const connection = await openSocket(failing.url, identity.hubKey, identity.runner);
      await greetAs(connection, identity);
      assert.equal(await connection.closed, 1011);
      assert.equal((await failing.hub.figures()).connected, 0);
      assert.equal((await failing.store.runners.standing(identity.runner)).connection, null);
    } finally {
      await failing.stop();
    }
  });

  it('leaves one connection when a runner opens ten at once', async () => {
    const identity = await enrolled();
    const all = await Promise.all(Array.from({ length: 10 }, () => connectAs(replica.url, identity).catch(() => null)));
    await until(() => all.filter((one) => one?.socket.readyState === WebSocket.OPEN).length <= 1);
    // It is the one that the database knows, if any is left: else the runner simply connects again.
    const again = await connectAs(replica.url, identity);
    await until(() => all.every((one) => one?.socket.readyState !== WebSocket.OPEN));
    assert.equal(again.socket.readyState, WebSocket.OPEN);
    await again.close();
  });

  it('is offered on its own path alone', async () => {
    const socket = new WebSocket(`${replica.url.replace('http', 'ws')}/runner/v1/elsewhere`);
    const [, response] = await once(socket, 'unexpected-response');
    assert.equal(response.statusCode, 404);
    socket.on('error', () => undefined);
    socket.terminate();
  });
});
