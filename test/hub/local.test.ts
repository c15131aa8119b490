import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { type FrameEnd, linkOfFrames } from '../../src/hub/frame-link.ts';
import { type HubFrame, helloText, type RunnerFrame } from '../../src/wire/frames.ts';
import { job as jobSchema } from '../../src/wire/job.ts';
import { createKeyPair, type KeyPair, sign } from '../../src/wire/keys.ts';
import { onBothEngines } from '../store/engines.ts';
import { openOutcome, taskFor } from '../store/tasks.ts';
import { resultOf } from './fake-runner.ts';
import { type Replica, startReplica, until } from './hub-bench.ts';

/** Two ends in memory: the hub's, and what a runner of the same process does with the other. */
function createEnds() {
  const frames: HubFrame[] = [];
  let hear: ((frame: RunnerFrame) => void) | null = null;
  let leave: (() => void) | null = null;
  let closed = false;
  const end: FrameEnd = {
    send: (frame) => void frames.push(frame),
    close() {
      closed = true;
      leave?.();
    },
    onFrame(heard) {
      hear = heard;
    },
    onClose(left) {
      leave = left;
    },
  };
  async function next<Type extends HubFrame['type']>(type: Type): Promise<Extract<HubFrame, { type: Type }>> {
    const isWanted = (frame: HubFrame): frame is Extract<HubFrame, { type: Type }> => frame.type === type;
    await until(() => frames.some(isWanted));
    const [found] = frames.splice(frames.findIndex(isWanted), 1);
    assert.ok(found !== undefined && isWanted(found));
    return found;
  }
  return { end, next, say: (frame: RunnerFrame) => hear?.(frame), leave: () => leave?.(), isClosed: () => closed };
}

onBothEngines('a runner in the process of the bot', (bench) => {
  let replica: Replica;

  before(async () => {
    replica = await startReplica(bench());
  });

  after(() => replica.stop());

  async function connect(runner: string, key: KeyPair, to = replica) {
    const ends = createEnds();
    to.hub.serve(linkOfFrames(ends.end));
    const { hub, nonce: challenge } = await ends.next('challenge');
    const nonce = randomBytes(24).toString('base64url');
    const time = Date.now();
    const signature = sign('hello', helloText({ hub, challenge, runner, nonce, time }), key);
    const software = { portolan: '1', node: '1', platform: '1', arch: '1' };
    ends.say({ type: 'hello', version: 1, runner, nonce, time, signature, software });
    return ends;
  }

  it('connects, works and leaves as any other does, over memory', async () => {
    const key = createKeyPair();
    const local = { name: 'local', roles: ['client'], publicKey: key.publicKey };
    const id = await replica.hub.adoptLocal(local);
    assert.ok(id !== null);
    const ends = await connect(id, key);
    await ends.next('welcome');
    ends.say({ type: 'free', jobs: 1 });
    const run = { by: 'terminal:/alice', place: '', command: 'probe', expiresAt: Date.now() + 60_000 };
    const started = await replica.store.runs.start({ ...run, tasks: [taskFor('local', '127.0.0.1')] });
    assert.ok(started.kind === 'started');
    replica.wake.tell('work', started.runners);
    const { payload } = await ends.next('job');
    ends.say(resultOf(v.parse(v.pipe(v.string(), v.parseJson(), jobSchema), payload), openOutcome()));
    await ends.next('stored');
    assert.equal((await replica.store.results.since(started.id, 0))[0]?.outcome.verdict, 'open');
    assert.equal((await replica.hub.figures()).connected, 1);
    ends.leave();
    await until(async () => (await replica.hub.figures()).connected === 0);
  });

  it('stays connected however long it has nothing to say', async () => {
    const quick = await startReplica(bench(), { intervals: { pingMs: 200, lostMs: 600 } });
    try {
      const key = createKeyPair();
      const id = await quick.hub.adoptLocal({ name: 'quiet', roles: ['client'], publicKey: key.publicKey });
      const ends = await connect(id ?? '', key, quick);
      await ends.next('welcome');
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      assert.equal(ends.isClosed(), false);
      assert.equal((await quick.hub.figures()).connected, 1);
    } finally {
      await quick.stop();
    }
  });

  it('cannot connect with the key of an earlier start', async () => {
    const [old, key] = [createKeyPair(), createKeyPair()];
    const id = await replica.hub.adoptLocal({ name: 'local', roles: ['client'], publicKey: old.publicKey });
    assert.equal(await replica.hub.adoptLocal({ name: 'local', roles: ['client'], publicKey: key.publicKey }), id);
    const ends = await connect(id ?? '', old);
    assert.equal((await ends.next('denied')).code, 'bad-signature');
    assert.equal(ends.isClosed(), true);
  });
});
