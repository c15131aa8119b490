import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { onBothEngines } from '../store/engines.ts';
import { connectAs, greetAs, openSocket } from './fake-runner.ts';
import { type Replica, startReplica, until } from './hub-bench.ts';

onBothEngines('a runner that is silent', (bench) => {
  let replica: Replica;

  before(async () => {
    replica = await startReplica(bench(), { intervals: { pingMs: 300, lostMs: 900, presenceMs: 50 } });
  });

  after(() => replica.stop());

  it('counts as lost within the time when its connection is half open', async () => {
    const identity = await replica.enrol('half-open');
    const connection = await connectAs(replica.url, identity);
    assert.equal((await replica.hub.figures()).connected, 1);
    // It neither reads nor answers any more, and says no goodbye: what a pulled cable looks like from the hub.
    connection.socket.pause();
    await until(async () => (await replica.hub.figures()).connected === 0);
    await until(async () => (await replica.store.runners.find(identity.runner))?.connection === null);
    assert.match(replica.logged.join(''), /silent for too long/);
    connection.socket.terminate();
  });

  it('stays while it answers pings and nothing else', async () => {
    const identity = await replica.enrol('quiet');
    const connection = await connectAs(replica.url, identity);
    const first = (await replica.store.runners.find(identity.runner))?.lastSeen ?? 0;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    assert.equal((await replica.hub.figures()).connected, 1);
    const later = (await replica.store.runners.find(identity.runner))?.lastSeen ?? 0;
    assert.ok(later > first, 'it was not noted as heard of');
    await connection.close();
  });

  it('is replaced when it comes back while its old connection is half open', async () => {
    const identity = await replica.enrol('back');
    const old = await connectAs(replica.url, identity);
    old.socket.pause();
    const fresh = await connectAs(replica.url, identity);
    const standing = await replica.store.runners.standing(identity.runner);
    await until(async () => (await replica.store.runners.standing(identity.runner)).connection === standing.connection);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    assert.equal((await replica.hub.figures()).connected, 1);
    assert.equal(fresh.socket.readyState, fresh.socket.OPEN);
    old.socket.terminate();
    await fresh.close();
  });

  it('before it even asks for a WebSocket, or answers the challenge, is no runner', async () => {
    const { port } = new URL(replica.url);
    const raw = connect(Number(port), '127.0.0.1');
    await once(raw, 'connect');
    const identity = await replica.enrol('never');
    const connection = await openSocket(replica.url, identity.hubKey, identity.runner);
    await connection.next('challenge');
    assert.equal((await replica.hub.figures()).connected, 0);
    await greetAs(await openSocket(replica.url, identity.hubKey, identity.runner), identity);
    await until(async () => (await replica.hub.figures()).connected === 1);
    raw.destroy();
    connection.socket.terminate();
  });
});
