import assert from 'node:assert/strict';
import { mostOpenJobs } from '../../src/store/probe-runs-start.ts';
import { onBothEngines } from './engines.ts';
import { aggregates, openOutcome, runOf, taskFor } from './tasks.ts';

onBothEngines('probe runs', (bench) => {
  let names = 0;

  async function connected() {
    const name = `p${names++}`;
    const all = aggregates(bench().database, 10_000_000 + names * 100_000);
    await all.connect(name);
    return { ...all, name };
  }

  it('are found as they were asked for', async () => {
    const { runs, name, clock } = await connected();
    const started = await runs.start(runOf([taskFor(name, 'dc01'), taskFor(name, 'dc02', 389)], clock.now));
    assert.ok(started.kind === 'started');
    assert.deepEqual(started.runners, [name]);
    assert.deepEqual(await runs.find(started.id), {
      id: started.id,
      by: 'slack:T1/U1',
      place: 'slack:T1/C1',
      command: 'probe connect',
      createdAt: clock.now,
      finishedAt: null,
      cancelledAt: null,
      total: 2,
      ended: 0,
    });
    const tasks = await runs.tasks(started.id);
    assert.deepEqual(
      tasks.map(({ position, runner, role, probe, about, leased }) => [position, runner, role, probe, about, leased]),
      [
        [0, name, 'connect', { kind: 'tcp', host: 'dc01', port: 443 }, { need: 'required' }, false],
        [1, name, 'connect', { kind: 'tcp', host: 'dc02', port: 389 }, { need: 'required' }, false],
      ],
    );
    assert.equal(await runs.find('nothing'), null);
  });

  it('without a task have finished as they start', async () => {
    const { runs, clock } = await connected();
    const started = await runs.start(runOf([], clock.now));
    assert.ok(started.kind === 'started');
    assert.equal((await runs.find(started.id))?.finishedAt, clock.now);
  });

  it('end a task at once whose runner there is not, or not any more', async () => {
    const { runs, runners, results, name, clock } = await connected();
    const gone = await connected();
    await runners.revoke(gone.name, 'slack:T1/U1');
    const started = await runs.start(runOf([taskFor('nobody'), taskFor(name), taskFor(gone.name)], clock.now));
    assert.ok(started.kind === 'started');
    const ended = await results.since(started.id, 0);
    assert.deepEqual(
      ended.map(({ position, outcome }) => [position, outcome.verdict === 'error' && outcome.code]),
      [
        [0, 'no-runner'],
        [2, 'no-runner'],
      ],
    );
    assert.equal((await runs.find(started.id))?.finishedAt, null);
  });

  it('are queued whole or not at all when a queue is full', async function () {
    this.timeout(30_000);
    const { runs, name, clock, runners } = await connected();
    const other = await connected();
    const many = Array.from({ length: mostOpenJobs }, (_, nth) => taskFor(name, `h${nth}`));
    assert.equal((await runs.start(runOf(many, clock.now))).kind, 'started');
    assert.deepEqual(await runs.start(runOf([taskFor(other.name), taskFor(name)], clock.now)), {
      kind: 'queue-full',
      runner: name,
      most: 10_000,
    });
    assert.equal((await runners.open()).get(name), 10_000);
    assert.equal((await runners.open()).get(other.name), undefined);
    const bulk = await runs.recent(1);
    await runs.cancel(bulk[0]?.id ?? '', 'slack:T1/U1');
    assert.equal((await runners.open()).get(name), undefined);
  });

  it('do not pass the limit of a queue together', async function () {
    this.timeout(30_000);
    const { runs, name, clock, runners } = await connected();
    const tasks = (count: number) => Array.from({ length: count }, (_, nth) => taskFor(name, `h${nth}`));
    const started = await Promise.all(Array.from({ length: 6 }, () => runs.start(runOf(tasks(2_100), clock.now))));
    assert.equal(started.filter(({ kind }) => kind === 'started').length, 4);
    assert.equal(started.filter(({ kind }) => kind === 'queue-full').length, 2);
    assert.equal((await runners.open()).get(name), 8_400);
  });

  it('say which tasks are in hand', async () => {
    const { runs, jobs, name, clock } = await connected();
    const started = await runs.start(runOf([taskFor(name, 'a'), taskFor(name, 'b'), taskFor(name, 'c')], clock.now));
    assert.ok(started.kind === 'started');
    await jobs.claim({ runner: name, connection: `c-${name}`, most: 2, leaseMs: 1_000 });
    assert.deepEqual([...(await runs.running(started.id))].sort(), [0, 1]);
  });

  it('end what is open when cancelled, and keep what was found', async () => {
    const { runs, jobs, results, name, clock } = await connected();
    const started = await runs.start(runOf([taskFor(name, 'a'), taskFor(name, 'b'), taskFor(name, 'c')], clock.now));
    assert.ok(started.kind === 'started');
    const [first] = await jobs.claim({ runner: name, connection: `c-${name}`, most: 2, leaseMs: 1_000 });
    await results.store(name, [{ job: first?.id ?? '', attempt: 1, at: 1, outcome: openOutcome() }]);
    clock.now += 500;
    assert.deepEqual(await runs.cancel(started.id, 'slack:T1/U1'), { kind: 'cancelled', runners: [name] });
    assert.deepEqual(
      (await results.since(started.id, 0)).map(({ position, outcome }) => [position, outcome.verdict]).sort(),
      [
        [0, 'open'],
        [1, 'error'],
        [2, 'error'],
      ],
    );
    const run = await runs.find(started.id);
    assert.deepEqual([run?.finishedAt, run?.cancelledAt], [clock.now, clock.now]);
    assert.deepEqual(await runs.cancel(started.id, 'slack:T1/U1'), { kind: 'finished' });
    assert.deepEqual(await runs.cancel('nothing', 'slack:T1/U1'), { kind: 'unknown' });
    assert.deepEqual(await jobs.claim({ runner: name, connection: `c-${name}`, most: 9, leaseMs: 1 }), []);
  });

  it('are cancelled once, and end each task once, when results, a cancellation and a revocation meet', async function () {
    this.timeout(30_000);
    const { runs, jobs, results, runners, name, clock } = await connected();
    const tasks = Array.from({ length: 100 }, (_, nth) => taskFor(name, `h${nth}`));
    const started = await runs.start(runOf(tasks, clock.now));
    assert.ok(started.kind === 'started');
    const claimed = await jobs.claim({ runner: name, connection: `c-${name}`, most: 100, leaseMs: 30_000 });
    const ids = claimed.map(({ id }) => id);
    await Promise.all([
      ...ids.map((id) => results.store(name, [{ job: id, attempt: 1, at: 1, outcome: openOutcome() }])),
      ...[1, 2, 3].map((nth) => jobs.renew(name, nth % 2 === 0 ? ids : ids.toReversed(), 30_000)),
      results.store(
        name,
        ids.toReversed().map((job) => ({ job, attempt: 1, at: 1, outcome: openOutcome() })),
      ),
      runs.cancel(started.id, 'slack:T1/U1'),
      runners.revoke(name, 'slack:T1/U1'),
      jobs.sweep(),
      jobs.giveBack(name, ids),
    ]);
    await runs.cancel(started.id, 'slack:T1/U1');
    const ended = await results.since(started.id, 0);
    assert.equal(new Set(ended.map(({ position }) => position)).size, 100);
    assert.equal(ended.length, 100);
    assert.equal((await runs.find(started.id))?.ended, 100);
  });

  it('try another id where one is taken', async () => {
    const { createProbeRuns } = await import('../../src/store/probe-runs.ts');
    const ids = ['taken', 'taken', 'free'];
    let jobs = 0;
    const runs = createProbeRuns(bench().database, () => 1, {
      run: () => ids.shift() ?? '',
      job: () => `id-test-${jobs++}`,
    });
    const started = [await runs.start(runOf([], 1)), await runs.start(runOf([], 1))];
    assert.deepEqual(
      started.map((one) => one.kind === 'started' && one.id),
      ['taken', 'free'],
    );
  });

  it('are listed from the newest, and by who asked since when', async () => {
    const { runs, name } = await connected();
    const clock = { now: 90_000_000 };
    const later = aggregates(bench().database, 90_000_000);
    const own = { by: `slack:T1/${name}`, place: '', command: 'x', expiresAt: 99_000_000 };
    for (const count of [1, 2, 3]) {
      later.clock.now = clock.now + count;
      await later.runs.start({ ...own, tasks: Array.from({ length: count }, () => taskFor(name)) });
    }
    assert.deepEqual(
      (await runs.recent(2)).map(({ total }) => total),
      [3, 2],
    );
    assert.deepEqual(await runs.askedSince(own.by, 90_000_001), { times: [90_000_002, 90_000_003], jobs: 5 });
    assert.deepEqual(await runs.askedSince('slack:T1/nobody', 0), { times: [], jobs: 0 });
  });

  it('are forgotten with all that is theirs once they are old, and kept while they are open', async () => {
    const { db } = bench().database;
    for (const table of ['result', 'job', 'probe_run', 'latest'] as const) await db.deleteFrom(table).execute();
    const { runs, jobs, results, name, clock } = await connected();
    for (let nth = 0; nth < 25; nth++) {
      await runs.start(runOf([taskFor(name, `h${nth}`)], clock.now));
      const [job] = await jobs.claim({ runner: name, connection: `c-${name}`, most: 1, leaseMs: 1_000 });
      await results.store(name, [{ job: job?.id ?? '', attempt: 1, at: clock.now, outcome: openOutcome() }]);
    }
    const open = await runs.start(runOf([taskFor(name)], clock.now));
    assert.ok(open.kind === 'started');
    assert.equal(await runs.purge(clock.now), 0);
    assert.equal(await runs.purge(clock.now + 1), 25);
    const left = async (table: 'result' | 'job' | 'probe_run' | 'latest') =>
      (await db.selectFrom(table).selectAll().execute()).length;
    assert.deepEqual([await left('result'), await left('job'), await left('probe_run')], [0, 1, 1]);
    // What was found last is known for longer than the run that found it.
    assert.equal(await left('latest'), 25);
  });
});
