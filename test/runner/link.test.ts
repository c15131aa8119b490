import assert from 'node:assert/strict';
import { type FarEnd, linkInMemory } from '../../src/runner/link.ts';
import { type RunnerFrame, welcomeText } from '../../src/wire/frames.ts';
import { signJob } from '../../src/wire/job.ts';
import { createKeyPair, fingerprintOf, sign } from '../../src/wire/keys.ts';
import { freshNonce, jobFor, until } from './scripted-hub.ts';
import { runnerId, startRunner } from './test-runner.ts';

const key = createKeyPair();
const id = fingerprintOf(key.publicKey);
const nowhere = new URL('http://127.0.0.1:9');

/** Plays the hub at the end of a link: greets, and keeps every frame. */
function play(end: FarEnd, frames: RunnerFrame[]): void {
  end.send({ type: 'challenge', version: 1, hub: id, nonce: freshNonce(), time: Date.now() });
  end.onFrame((frame) => {
    frames.push(frame);
    if (frame.type !== 'hello') return;
    const time = Date.now();
    const text = welcomeText({ hub: id, runner: frame.runner, nonce: frame.nonce, time });
    end.send({ type: 'welcome', time, signature: sign('welcome', text, key) });
  });
}

describe('a link in memory', () => {
  it('carries a runner as a connection does', async () => {
    const frames: RunnerFrame[] = [];
    const ends: FarEnd[] = [];
    const open = linkInMemory((end) => {
      ends.push(end);
      play(end, frames);
    });
    await using tested = startRunner({ url: nowhere, key }, { open });
    await until(() => frames.some(({ type }) => type === 'free'), 'a runner that takes jobs');
    ends[0]?.send({ type: 'job', ...signJob(jobFor(runnerId, { id }), key) });
    await until(() => frames.some(({ type }) => type === 'result'), 'the result');
    ends[0]?.close();
    await until(() => ends.length === 2, 'a second link');
    await until(() => frames.filter(({ type }) => type === 'result').length >= 2, 'the result again');
    assert.equal(tested.proofs.asked.length, 1);
  });

  it('tells both ends once that it is closed, and carries nothing after that', async () => {
    const told: string[] = [];
    let far: FarEnd | null = null;
    const open = linkInMemory((end) => {
      far = end;
      end.onClose(() => told.push('hub'));
    });
    const opened = await open(
      {
        frame: () => told.push('frame'),
        alive: () => undefined,
        strange: () => told.push('strange'),
        closed: () => told.push('runner'),
      },
      new AbortController().signal,
    );
    assert.ok(opened.kind === 'open' && far !== null);
    const end: FarEnd = far;
    opened.link.close('over');
    opened.link.close('over');
    end.close();
    end.send({ type: 'stored', job: 'a' });
    assert.equal(await opened.link.send({ type: 'free', jobs: 1 }), false);
    await until(() => told.length === 2, 'both ends told');
    await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(told.sort(), ['hub', 'runner']);
  });

  it('hands over copies, in order', async () => {
    const heard: RunnerFrame[] = [];
    let far: FarEnd | null = null;
    const open = linkInMemory((end) => {
      far = end;
    });
    const ignore = () => undefined;
    const opened = await open(
      { frame: ignore, alive: ignore, strange: ignore, closed: ignore },
      new AbortController().signal,
    );
    assert.ok(opened.kind === 'open' && far !== null);
    const jobs = ['a'];
    await opened.link.send({ type: 'working', jobs });
    jobs.push('b');
    await opened.link.send({ type: 'free', jobs: 1 });
    await new Promise((resolve) => setTimeout(resolve, 5));
    // Whoever listens late hears what came before.
    const end: FarEnd = far;
    end.onFrame((frame) => heard.push(frame));
    await until(() => heard.length === 2, 'both frames');
    assert.deepEqual(heard, [
      { type: 'working', jobs: ['a'] },
      { type: 'free', jobs: 1 },
    ]);
  });

  it('lets 300 runners live in one process', async () => {
    const frames: RunnerFrame[] = [];
    const ends: FarEnd[] = [];
    const open = linkInMemory((end) => {
      ends.push(end);
      play(end, frames);
    });
    const runners = Array.from({ length: 300 }, () => startRunner({ url: nowhere, key }, { open }));
    await until(() => frames.filter(({ type }) => type === 'free').length === 300, '300 runners');
    for (const end of ends) end.send({ type: 'job', ...signJob(jobFor(runnerId, { id }), key) });
    await until(() => frames.filter(({ type }) => type === 'result').length >= 300, '300 results');
    await Promise.all(runners.map(({ runner }) => runner.stop()));
    assert.ok(runners.every(({ runner }) => runner.status.state === 'stopped'));
  });
});
