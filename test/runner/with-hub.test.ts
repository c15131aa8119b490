import assert from 'node:assert/strict';
import { linkOfFrames } from '../../src/hub/frame-link.ts';
import { createSocketLinks } from '../../src/runner/connection.ts';
import { enrol } from '../../src/runner/enrol.ts';
import { linkInMemory } from '../../src/runner/link.ts';
import { fixedPolicy } from '../../src/runner/policy-source.ts';
import { localPolicy } from '../../src/runner/usual-policy.ts';
import { createKeyPair, type KeyPair } from '../../src/wire/keys.ts';
import { readToken } from '../../src/wire/token.ts';
import { invite, type Replica, startReplica } from '../hub/hub-bench.ts';
import { onRealSockets } from '../probe/ber/real-sockets.ts';
import { onBothEngines } from '../store/engines.ts';
import { taskFor } from '../store/tasks.ts';
import { until } from './scripted-hub.ts';
import { plainWay, type RunnerWishes, startRunner, type TestRunner } from './test-runner.ts';

/** Runs of a test end within this. */
const lifeMs = 60_000;

onBothEngines('a runner and the real hub', (bench) => {
  onRealSockets();

  let replica: Replica;
  let names = 0;

  before(async () => {
    replica = await startReplica(bench());
  });

  after(() => replica.stop());

  /** Enrols a new runner with a token, as a person would. */
  async function enrolled(): Promise<{ readonly name: string; readonly runner: string; readonly key: KeyPair }> {
    names += 1;
    const name = `server${names}`;
    const token = readToken(await invite(replica.store, replica.key, name));
    assert.ok(token !== null);
    const hub = new URL(replica.url);
    const done = await enrol({ hub, token, way: plainWay, now: Date.now });
    assert.ok(done.kind === 'enrolled', JSON.stringify(done));
    assert.equal(done.identity.hubKey, replica.key.publicKey);
    assert.deepEqual([done.identity.name, done.identity.roles], [name, ['connect']]);
    const again = await enrol({ hub, token, way: plainWay, now: Date.now });
    assert.ok(again.kind === 'refused');
    assert.match(again.why, /unknown, used, or older/);
    return { name, runner: done.identity.runner, key: done.key };
  }

  /** Starts that runner; it allows every host of the tasks below. */
  function start(
    { runner, key }: { readonly runner: string; readonly key: KeyPair },
    wishes: RunnerWishes = {},
  ): TestRunner {
    const hub = { url: new URL(replica.url), key: replica.key };
    return startRunner(hub, {
      parties: {
        runner,
        key,
        hubKey: replica.key.publicKey,
        software: { portolan: '0.0.0', node: '24.0.0', platform: 'linux', arch: 'x64' },
      },
      open: createSocketLinks(hub.url, plainWay),
      policy: fixedPolicy({ ...localPolicy(['connect']), hosts: ['*.contoso.test'] }),
      ...wishes,
    });
  }

  /** Asks this runner for something of these hosts; resolves to the verdicts once all are there. */
  async function ask(name: string, hosts: readonly string[]): Promise<readonly string[]> {
    const started = await replica.store.runs.start({
      by: 'slack:T1/U1',
      place: '',
      command: 'probe',
      expiresAt: Date.now() + lifeMs,
      tasks: hosts.map((host) => taskFor(name, host)),
    });
    assert.ok(started.kind === 'started');
    replica.wake.tell('work', started.runners);
    let verdicts: readonly string[] = [];
    const deadline = Date.now() + lifeMs;
    while (verdicts.length < hosts.length && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      verdicts = (await replica.store.results.since(started.id, 0)).map(({ outcome }) => outcome.verdict);
    }
    return verdicts;
  }

  it('enrol once, connect, and prove what is asked and allowed', async () => {
    const who = await enrolled();
    await using tested = start(who);
    await until(() => tested.runner.status.state === 'connected', 'the state connected');
    assert.deepEqual(await ask(who.name, ['dc01.contoso.test', 'dc02.contoso.test']), ['open', 'open']);
    assert.deepEqual(await ask(who.name, ['dc01.fabrikam.test']), ['refused-by-policy']);
    assert.equal(tested.proofs.asked.length, 2);
    await until(() => tested.runner.status.outbox === 0, 'every result stored');
  });

  it('get through more jobs than fit at once', async function () {
    this.timeout(lifeMs);
    const who = await enrolled();
    const policy = fixedPolicy({
      ...localPolicy(['connect']),
      hosts: ['*.contoso.test'],
      rate: { perMinute: 60_000, perHostPerMinute: 60_000 },
    });
    await using tested = start(who, { policy });
    const hosts = Array.from({ length: 300 }, (_, nth) => `dc${nth}.contoso.test`);
    const verdicts = await ask(who.name, hosts);
    assert.equal(verdicts.filter((verdict) => verdict === 'open').length, 300);
    // Each was done once, and none came back.
    assert.equal(tested.proofs.asked.length, 300);
    assert.equal(tested.journal.of('returned').length, 0);
  });

  it('part for good within five seconds of a revocation', async function () {
    this.timeout(20_000);
    const who = await enrolled();
    await using tested = start(who);
    await until(() => tested.runner.status.state === 'connected', 'the state connected');
    assert.ok(await revoke(who.name));
    await until(() => tested.runner.status.state === 'sent-away', 'the parting', 5_000);
    const ending = await tested.runner.done;
    assert.ok(ending.kind === 'sent-away');
    assert.equal(ending.code, 'revoked');
    await using again = start(who);
    await until(() => again.runner.status.state === 'sent-away', 'the parting of one that comes back');
  });

  it('live in one process over memory', async () => {
    const key = createKeyPair();
    const runner = await replica.hub.adoptLocal({ name: 'local', roles: ['connect'], publicKey: key.publicKey });
    assert.ok(runner !== null);
    const open = linkInMemory((end) => replica.hub.serve(linkOfFrames(end)));
    await using tested = start({ runner, key }, { open });
    await until(() => tested.runner.status.state === 'connected', 'the state connected');
    assert.deepEqual(await ask('local', ['dc01.contoso.test']), ['open']);
    await until(() => tested.runner.status.outbox === 0, 'every result stored');
  });

  it('find each other again when the hub was started anew, with the results that came to be meanwhile', async function () {
    this.timeout(lifeMs);
    const who = await enrolled();
    const second = await startReplica(bench());
    let finish = () => {};
    const open = createSocketLinks(new URL(second.url), plainWay);
    const waiting = {
      asked: [],
      prove: () =>
        new Promise<never>((_, reject) => {
          finish = () => reject(new Error('over'));
        }),
    };
    const fallback = createSocketLinks(new URL(replica.url), plainWay);
    let first = true;
    await using tested = start(who, {
      proofs: waiting,
      prove: waiting.prove,
      open(events, signal) {
        const way = first ? open : fallback;
        first = false;
        return way(events, signal);
      },
    });
    await until(() => tested.runner.status.state === 'connected', 'the state connected');
    const asked = ask(who.name, ['dc01.contoso.test']);
    await until(() => tested.runner.status.held === 1, 'a job');
    await second.stop();
    finish();
    assert.deepEqual(await asked, ['error']);
    await until(() => tested.runner.status.outbox === 0, 'every result stored');
  });

  async function revoke(name: string): Promise<boolean> {
    const revoked = await replica.store.runners.revoke(name, 'slack:T1/U9');
    if (revoked.kind === 'revoked') replica.wake.tell('standing', [revoked.runner]);
    return revoked.kind === 'revoked';
  }
});
