import assert from 'node:assert/strict';
import { welcomeText } from '../../src/wire/frames.ts';
import { createKeyPair, sign } from '../../src/wire/keys.ts';
import { onRealSockets } from '../probe/ber/real-sockets.ts';
import { freshNonce, jobFor, startScriptedHub, until } from './scripted-hub.ts';
import { quickTiming, runnerId, startRunner } from './test-runner.ts';

describe('the greeting of runner and hub', () => {
  onRealSockets();

  it('shows that the runner has its key, and who and what it is', async () => {
    const key = createKeyPair();
    await using hub = await startScriptedHub({ runnerKey: key.publicKey });
    await using _ = startRunner(hub, { key });
    const connection = await hub.connection();
    const hello = await connection.greet();
    assert.equal(hello.runner, runnerId);
    assert.equal(hello.version, 1);
    assert.deepEqual(hello.software, { portolan: '0.0.0', node: '24.0.0', platform: 'linux', arch: 'x64' });
  });

  it('is followed by what the runner is, what it lets itself be asked, and how much it takes', async () => {
    await using hub = await startScriptedHub();
    await using tested = startRunner(hub);
    const connection = await hub.connection();
    await connection.greet();
    const about = await connection.next('about');
    assert.equal(about.facts.hostName, 'adfs01');
    assert.deepEqual(about.policy.hosts, ['localhost', '127.0.0.0/8', '::1']);
    assert.equal((await connection.next('free')).jobs, 32);
    await until(() => tested.runner.status.state === 'connected', 'the state connected');
    assert.equal(tested.journal.of('connected').length, 1);
  });

  it('uses a new nonce each time', async () => {
    await using hub = await startScriptedHub();
    await using _ = startRunner(hub);
    const first = await hub.connection();
    const before = await first.greet();
    first.cut();
    const second = await hub.connection();
    const after = await second.greet();
    assert.notEqual(before.nonce, after.nonce);
    assert.notEqual(before.signature, after.signature);
  });

  it('answers no challenge of a hub with another key', async () => {
    await using hub = await startScriptedHub();
    await using tested = startRunner({ url: hub.url, key: createKeyPair() });
    const connection = await hub.connection();
    connection.send({ type: 'challenge', version: 1, hub: hub.id, nonce: freshNonce(), time: Date.now() });
    await until(() => connection.isClosed, 'the end of the connection');
    assert.deepEqual(connection.frames, []);
    assert.match(tested.runner.status.why ?? '', /another key than the pinned one/);
    assert.equal(tested.journal.of('connected').length, 0);
  });

  /** Answers a hello with this welcome and a job behind it; nothing may come of either. */
  async function assertUnwelcome(
    welcome: (
      hello: { nonce: string; runner: string },
      hub: Awaited<ReturnType<typeof startScriptedHub>>,
    ) => {
      time: number;
      signature: string;
    },
    why: RegExp,
  ): Promise<void> {
    await using hub = await startScriptedHub();
    await using tested = startRunner(hub);
    const connection = await hub.connection();
    connection.send({ type: 'challenge', version: 1, hub: hub.id, nonce: freshNonce(), time: Date.now() });
    const hello = await connection.next('hello');
    connection.send({ type: 'welcome', ...welcome(hello, hub) });
    connection.send(hub.sign(jobFor(runnerId, hub)));
    await until(() => connection.isClosed, 'the end of the connection');
    assert.deepEqual(
      connection.frames.map(({ type }) => type),
      ['hello'],
    );
    assert.equal(tested.proofs.asked.length, 0);
    assert.match(tested.runner.status.why ?? '', why);
  }

  it('ends where the welcome is signed by another key, though the hub names the pinned one', async () => {
    await assertUnwelcome(({ nonce, runner }, { id }) => {
      const time = Date.now();
      return { time, signature: sign('welcome', welcomeText({ hub: id, runner, nonce, time }), createKeyPair()) };
    }, /cannot show that it has the pinned key/);
  });

  it('ends where the welcome is a recorded one: it was for another nonce', async () => {
    await assertUnwelcome(({ runner }, { id, key }) => {
      const time = Date.now();
      const text = welcomeText({ hub: id, runner, nonce: freshNonce(), time });
      return { time, signature: sign('welcome', text, key) };
    }, /cannot show that it has the pinned key/);
  });

  it('ends where the welcome was for another runner, another time or another purpose', async () => {
    await assertUnwelcome(({ nonce }, { id, key }) => {
      const time = Date.now();
      return { time, signature: sign('welcome', welcomeText({ hub: id, runner: 'runner-2', nonce, time }), key) };
    }, /cannot show/);
    await assertUnwelcome(({ nonce, runner }, { id, key }) => {
      const time = Date.now();
      const text = welcomeText({ hub: id, runner, nonce, time: time - 1 });
      return { time, signature: sign('welcome', text, key) };
    }, /cannot show/);
    await assertUnwelcome(({ nonce, runner }, { id, key }) => {
      const time = Date.now();
      return { time, signature: sign('hello', welcomeText({ hub: id, runner, nonce, time }), key) };
    }, /cannot show/);
  });

  it('looks at no job before the welcome', async () => {
    await using hub = await startScriptedHub();
    await using tested = startRunner(hub);
    const connection = await hub.connection();
    connection.send(hub.sign(jobFor(runnerId, hub)));
    await until(() => connection.isClosed, 'the end of the connection');
    assert.equal(tested.proofs.asked.length, 0);
    assert.match(tested.runner.status.why ?? '', /before its welcome/);
  });

  it('says what to do where the hub speaks another version', async () => {
    await using hub = await startScriptedHub();
    await using tested = startRunner(hub);
    const connection = await hub.connection();
    connection.send({ type: 'challenge', version: 2, hub: hub.id, nonce: freshNonce(), time: Date.now() });
    await until(() => connection.isClosed, 'the end of the connection');
    assert.match(tested.runner.status.why ?? '', /speaks version 2 .* this runner 1; update the older one/);
  });

  it('ends where the hub keeps its challenge to itself', async () => {
    await using hub = await startScriptedHub();
    await using tested = startRunner(hub, { timing: { ...quickTiming, handshakeMs: 50 } });
    const connection = await hub.connection();
    await until(() => connection.isClosed, 'the end of the connection');
    assert.equal(tested.runner.status.why, 'the hub did not greet in time');
  });

  it('measures how far the clocks are apart, in a welcome that is signed', async () => {
    await using hub = await startScriptedHub({ now: () => Date.now() + 30_000 });
    await using tested = startRunner(hub);
    const connection = await hub.connection();
    await connection.greet();
    const about = await connection.next('about');
    const { skewMs } = about.facts;
    assert.ok(skewMs !== null && skewMs > 25_000 && skewMs < 35_000, `${skewMs}`);
    assert.equal(tested.runner.status.state, 'connected');
  });

  it('ends where the clocks are too far apart, and says by how much', async () => {
    await using hub = await startScriptedHub({ now: () => Date.now() - 600_000 });
    await using tested = startRunner(hub);
    const connection = await hub.connection();
    await connection.greet();
    await until(() => connection.isClosed, 'the end of the connection');
    assert.equal(tested.journal.of('connected').length, 0);
    assert.equal(tested.runner.status.why, "the clock of this server is 10 min ahead of the hub's; 60 s are accepted");
  });
});
