import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Folder } from '../../src/runner/folder.ts';
import { createMemoryOutbox, openOutbox } from '../../src/runner/outbox.ts';
import { readStatusFile } from '../../src/runner/status-file.ts';
import type { Job } from '../../src/wire/job.ts';
import { onRealSockets } from '../probe/ber/real-sockets.ts';
import { enrolledFolder } from './enrolled-folder.ts';
import { freshNonce, type HubConnection, jobFor, startScriptedHub, until } from './scripted-hub.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { openOutcome, proofs, quickTiming, runnerId, startRunner } from './test-runner.ts';

describe('the results of a runner', () => {
  onRealSockets();

  it('are on the disk before they are sent, and stay there until the hub has stored them', async () => {
    await using temporary = await temporaryFolder();
    const outbox = await openOutbox(temporary.path, { now: Date.now });
    await using hub = await startScriptedHub();
    await using tested = startRunner(hub, { outbox });
    const connection = await hub.connection();
    await connection.greet();
    const job = jobFor(runnerId, hub);
    connection.send(hub.sign(job));
    await connection.next('result');
    const [file = ''] = await readdir(temporary.path);
    assert.equal(JSON.parse(await readFile(join(temporary.path, file), 'utf8')).job, job.job);
    // The result of another job, or none, changes nothing.
    connection.send({ type: 'stored', job: 'another-job' });
    connection.send({ type: 'stored', job: job.job });
    await until(() => tested.runner.status.outbox === 0, 'an empty outbox');
    assert.deepEqual(await readdir(temporary.path), []);
  });

  it('are sent again where the hub’s word that they are stored is lost, over the same connection or the next', async () => {
    await using hub = await startScriptedHub();
    await using tested = startRunner(hub);
    const first = await hub.connection();
    await first.greet();
    const job = jobFor(runnerId, hub);
    first.send(hub.sign(job));
    await first.next('result');
    assert.equal((await first.next('result')).job, job.job);
    first.cut();
    const second = await hub.connection();
    await second.greet();
    assert.equal((await second.next('result')).job, job.job);
    second.send({ type: 'stored', job: job.job });
    await until(() => tested.runner.status.outbox === 0, 'an empty outbox');
    assert.equal(tested.proofs.asked.length, 1);
  });

  it('come over the next connection where they came to be while there was none', async () => {
    let finish = () => {};
    const held = proofs(
      () =>
        new Promise((resolve) => {
          finish = () => resolve(openOutcome);
        }),
    );
    await using hub = await startScriptedHub();
    await using tested = startRunner(hub, {
      proofs: held,
      timing: { ...quickTiming, backoff: { baseMs: 200, capMs: 200 } },
      random: () => 0.9,
    });
    const first = await hub.connection();
    await first.greet();
    const job = jobFor(runnerId, hub);
    first.send(hub.sign(job));
    await until(() => held.asked.length === 1, 'the probe');
    first.cut();
    await until(() => tested.runner.status.state === 'waiting', 'the state waiting');
    finish();
    await until(() => tested.runner.status.outbox === 1, 'a kept result');
    const second = await hub.connection();
    await second.greet();
    assert.equal((await second.next('result')).job, job.job);
  });

  it('are not given room for by taking new jobs while the outbox is full', async () => {
    const outbox = createMemoryOutbox(1);
    await using hub = await startScriptedHub();
    await using _ = startRunner(hub, { outbox, timing: { ...quickTiming, againAfterMs: 60_000 } });
    const connection = await hub.connection();
    await connection.greet();
    assert.equal((await connection.next('free')).jobs, 32);
    const job = jobFor(runnerId, hub);
    connection.send(hub.sign(job));
    await connection.next('result');
    assert.equal((await connection.next('free')).jobs, 0);
    connection.send(hub.sign(jobFor(runnerId, hub)));
    assert.match((await connection.next('returned')).why, /no room/);
    const said = connection.frames.length;
    connection.send({ type: 'stored', job: job.job });
    await until(
      () => connection.frames.slice(said).some((frame) => frame.type === 'free' && frame.jobs === 32),
      'room again',
    );
  });
});

const script = fileURLToPath(import.meta.resolve('./worker.ts'));

const children = new Set<ChildProcess>();

/** Starts a runner as a process of its own. It ends with the test at the latest. */
function startWorker(folder: Folder, ms: number): ChildProcess {
  const child = spawn(process.execPath, [script, folder.path, String(ms)], { stdio: ['pipe', 'ignore', 'inherit'] });
  children.add(child);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  return child.exitCode;
}

/** What the journal of a folder says of each execution: job and attempt. */
async function executions({ journal }: Folder): Promise<readonly string[]> {
  const lines = (await readFile(journal, 'utf8')).split('\n').filter((line) => line !== '');
  return lines
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === 'probing')
    .map(({ job, attempt }) => `${job}/${attempt}`);
}

describe('a runner that is killed', function () {
  this.timeout(120_000);
  onRealSockets();

  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
  });

  /**
   * What the hub does with a job until its result is there: hands it out again under a new attempt when it comes back,
   * or when the runner came again without it.
   */
  async function handOut(
    hub: Awaited<ReturnType<typeof startScriptedHub>>,
    connection: HubConnection,
    jobs: Map<string, Job>,
  ): Promise<void> {
    for (const [id, job] of jobs) {
      const next = { ...job, attempt: job.attempt + 1, nonce: freshNonce() };
      jobs.set(id, next);
      connection.send(hub.sign(next));
    }
  }

  it('loses no result and executes no attempt twice, whenever it is killed', async () => {
    await using temporary = await temporaryFolder();
    await using hub = await startScriptedHub();
    const folder = await enrolledFolder(temporary.path, hub);
    const results = new Map<string, number>();
    const jobs = new Map<string, Job>();
    const everSent: Job[] = [];
    for (let cycle = 0; cycle < 6; cycle++) {
      const child = startWorker(folder, 30);
      const connection = await hub.connection();
      await connection.greet();
      await connection.next('free');
      // What it was sent before is nothing new to it: each frame comes again, and none is executed.
      for (const job of everSent) connection.send(hub.sign(job));
      for (let nth = 0; nth < 3; nth++) {
        const job = jobFor(runnerId, hub, { attempt: 1 });
        jobs.set(job.job, job);
      }
      await handOut(hub, connection, jobs);
      everSent.push(...jobs.values());
      // Killed at another moment each time: before, amid and after the results.
      await new Promise((resolve) => setTimeout(resolve, cycle * 16));
      await end(child, 'SIGKILL');
      for (const frame of connection.frames)
        if (frame.type === 'result') {
          results.set(frame.job, (results.get(frame.job) ?? 0) + 1);
          jobs.delete(frame.job);
        }
    }
    const child = startWorker(folder, 1);
    const connection = await hub.connection();
    await connection.greet();
    await connection.next('free');
    await handOut(hub, connection, jobs);
    const answered = () =>
      [...jobs.keys()].every((id) => connection.frames.some((frame) => frame.type === 'result' && frame.job === id));
    await until(answered, `the results of ${jobs.size} jobs that were cut off`);
    for (const frame of connection.frames)
      if (frame.type === 'result') connection.send({ type: 'stored', job: frame.job });
    await until(() => connection.frames.some((frame) => frame.type === 'free' && frame.jobs === 32), 'all places free');
    assert.equal(await end(child, 'SIGTERM'), 0);
    const executed = await executions(folder);
    assert.equal(new Set(executed).size, executed.length, 'an attempt was executed twice');
    assert.ok(executed.length >= 18, `${executed.length} executions`);
    assert.deepEqual(
      (await readdir(folder.outbox)).filter((name) => name.endsWith('.new')),
      [],
    );
  });

  it('brings a result that the hub did not store when it is started again', async () => {
    await using temporary = await temporaryFolder();
    await using hub = await startScriptedHub();
    const folder = await enrolledFolder(temporary.path, hub);
    const before = startWorker(folder, 1);
    const first = await hub.connection();
    await first.greet();
    const job = jobFor(runnerId, hub);
    first.send(hub.sign(job));
    await first.next('result');
    await end(before, 'SIGKILL');
    const after = startWorker(folder, 1);
    const second = await hub.connection();
    await second.greet();
    assert.equal((await second.next('result')).job, job.job);
    second.send(hub.sign(job));
    assert.equal((await second.next('result')).job, job.job);
    second.send({ type: 'stored', job: job.job });
    // Once it is stored, the same frame is a replay.
    await until(() => {
      second.send(hub.sign(job));
      return second.frames.some((frame) => frame.type === 'returned' && frame.why === 'replayed');
    }, 'the replay refused');
    assert.equal(await end(after, 'SIGTERM'), 0);
    assert.deepEqual(await executions(folder), [`${job.job}/1`]);
  });

  it('leaves its folder to the next one at once, and a runner that lives to nobody', async () => {
    await using temporary = await temporaryFolder();
    await using hub = await startScriptedHub();
    const folder = await enrolledFolder(temporary.path, hub);
    const first = startWorker(folder, 1);
    await (await hub.connection()).greet();
    let connected = false;
    await until(() => {
      void readStatusFile(folder).then((status) => {
        connected = status?.state === 'connected';
      });
      return connected;
    }, 'a status file that says connected');
    const second = spawn(process.execPath, [script, folder.path, '1']);
    let said = '';
    second.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = await once(second, 'exit');
    assert.notEqual(code, 0);
    assert.match(said, new RegExp(`A runner runs in .* already, as process ${first.pid}`));
    await end(first, 'SIGKILL');
    const third = startWorker(folder, 1);
    await (await hub.connection()).greet();
    assert.equal(await end(third, 'SIGTERM'), 0);
    assert.equal((await readStatusFile(folder))?.state, 'stopped');
  });
});
