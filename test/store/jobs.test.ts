import assert from 'node:assert/strict';
import { createJobs } from '../../src/store/jobs.ts';
import { onBothEngines } from './engines.ts';
import { aggregates, openOutcome, runOf, taskFor, withReplicas } from './tasks.ts';

const leaseMs = 30_000;

onBothEngines('jobs', (bench) => {
  let names = 0;

  /** A connected runner of its own with so many queued jobs, one a host: `h0`, `h1`, … */
  async function queued(count: number, start = 1_000) {
    const name = `j${names++}`;
    const all = aggregates(bench().database, start * 1_000 + names);
    await all.connect(name);
    const tasks = Array.from({ length: count }, (_, nth) => taskFor(name, `h${nth}`));
    const started = await all.runs.start(runOf(tasks, all.clock.now));
    assert.ok(started.kind === 'started');
    const claim = (most: number) => all.jobs.claim({ runner: name, connection: `c-${name}`, most, leaseMs });
    return { ...all, name, run: started.id, claim };
  }

  it('are handed out in the order in which they were asked for, with all that they ask', async () => {
    const { claim, run, clock } = await queued(3);
    const expiresAt = clock.now + 600_000;
    clock.now += 40;
    const [first, second, ...rest] = await claim(2);
    assert.deepEqual(rest, []);
    assert.deepEqual(
      { ...first, id: '' },
      {
        id: '',
        run,
        attempt: 1,
        flows: ['connect-dc-ldap'],
        role: 'connect',
        probe: { kind: 'tcp', host: 'h0', port: 443 },
        deadlineMs: 5_000,
        expiresAt,
        waitedMs: 40,
      },
    );
    assert.equal(second?.probe.host, 'h1');
    assert.deepEqual(
      (await claim(9)).map(({ probe }) => probe.host),
      ['h2'],
    );
    assert.deepEqual(await claim(9), []);
  });

  it('go to the newest connection of their runner alone', async () => {
    const { jobs, name, run } = await queued(1);
    assert.deepEqual(await jobs.claim({ runner: name, connection: 'an older one', most: 1, leaseMs }), []);
    assert.deepEqual(await jobs.claim({ runner: 'another', connection: `c-${name}`, most: 1, leaseMs }), []);
    assert.equal((await jobs.claim({ runner: name, connection: `c-${name}`, most: 1, leaseMs }))[0]?.run, run);
  });

  it('are handed out once, however many ask at the same moment', async () => {
    const { name, clock } = await queued(200);
    await withReplicas(bench(), 3, async (database) => {
      const claimed = await Promise.all(
        Array.from({ length: 60 }, (_, nth) =>
          createJobs(database(nth), () => clock.now).claim({
            runner: name,
            connection: `c-${name}`,
            most: 7,
            leaseMs,
          }),
        ),
      );
      const ids = claimed.flatMap((jobs) => jobs.map(({ id }) => id));
      assert.equal(ids.length, 200);
      assert.equal(new Set(ids).size, 200);
    });
  });

  it('are handed out again when their lease ran out, as another attempt', async () => {
    const { claim, jobs, clock, name } = await queued(1);
    const [first] = await claim(1);
    clock.now += leaseMs - 1;
    assert.ok(!(await jobs.sweep()).runners.includes(name));
    assert.deepEqual(await claim(1), []);
    clock.now += 1;
    assert.ok((await jobs.sweep()).runners.includes(name));
    const [second] = await claim(1);
    assert.equal(second?.id, first?.id);
    assert.equal(second?.attempt, 2);
  });

  it('keep their lease while their runner says that it works on them', async () => {
    const { claim, jobs, clock, name } = await queued(1);
    const [job] = await claim(1);
    for (let nth = 0; nth < 5; nth++) {
      clock.now += leaseMs - 1;
      assert.deepEqual(await jobs.renew(name, [job?.id ?? ''], leaseMs), []);
      await jobs.sweep();
    }
    assert.deepEqual(await claim(1), []);
  });

  it('are leased again by a runner that still works on them after its lease ran out', async () => {
    const { claim, jobs, clock, name } = await queued(1);
    const [job] = await claim(1);
    clock.now += leaseMs;
    await jobs.sweep();
    assert.deepEqual(await jobs.renew(name, [job?.id ?? ''], leaseMs), []);
    assert.deepEqual(await claim(1), []);
  });

  it('are not leased by a runner that was never handed them, nor by another', async () => {
    const { claim, jobs, name, runs, run } = await queued(1);
    const [task] = await runs.tasks(run);
    assert.deepEqual(await jobs.renew(name, [task?.job ?? ''], leaseMs), [task?.job]);
    assert.deepEqual(await jobs.renew('another', [task?.job ?? ''], leaseMs), [task?.job]);
    assert.equal((await claim(1)).length, 1);
  });

  it('end as dead-letter when they were handed out three times in vain', async () => {
    const { claim, jobs, clock, run, results, runs } = await queued(1);
    for (let attempt = 1; attempt <= 3; attempt++) {
      assert.equal((await claim(1))[0]?.attempt, attempt);
      clock.now += leaseMs;
      await jobs.sweep();
    }
    assert.deepEqual(await claim(1), []);
    const [result, ...rest] = await results.since(run, 0);
    assert.deepEqual(rest, []);
    assert.ok(result?.outcome.verdict === 'error');
    assert.equal(result.outcome.code, 'dead-letter');
    assert.equal((await runs.find(run))?.finishedAt, clock.now);
  });

  it('end as expired when nobody took them in time', async () => {
    const { claim, jobs, clock, run, results } = await queued(2);
    clock.now += 600_000 - 1;
    await jobs.sweep();
    assert.deepEqual(await results.since(run, 0), []);
    clock.now += 1;
    assert.deepEqual(await claim(1), []);
    await jobs.sweep();
    assert.deepEqual(
      (await results.since(run, 0)).map(({ outcome }) => outcome.verdict === 'error' && outcome.code),
      ['expired', 'expired'],
    );
  });

  it('end at last even when their runner says for ever that it works on them', async () => {
    const { claim, jobs, clock, run, results, name } = await queued(1);
    const [job] = await claim(1);
    // Expiry after 600 s, the deadline of 5 s, a minute of grace.
    for (let at = 0; at < 665_000 + leaseMs; at += 20_000) {
      clock.now += 20_000;
      await jobs.renew(name, [job?.id ?? ''], leaseMs);
      await jobs.sweep();
    }
    assert.equal((await results.since(run, 0)).length, 1);
  });

  it('go back to the queue when their runner returns them, after a second, and die the third time', async () => {
    const { claim, jobs, clock, run, results, name } = await queued(1);
    for (let attempt = 1; attempt <= 2; attempt++) {
      const [job] = await claim(1);
      assert.deepEqual(await jobs.giveBack(name, [job?.id ?? '']), { runs: [], runners: [name] });
      clock.now += 999;
      assert.deepEqual(await claim(1), []);
      clock.now += 1;
    }
    const [job] = await claim(1);
    assert.deepEqual(await jobs.giveBack(name, [job?.id ?? '']), { runs: [run], runners: [] });
    const [result] = await results.since(run, 0);
    assert.ok(result?.outcome.verdict === 'error' && result.outcome.code === 'dead-letter');
  });

  it('are not returned by another runner', async () => {
    const { claim, jobs } = await queued(1);
    const [job] = await claim(1);
    assert.deepEqual(await jobs.giveBack('another', [job?.id ?? '']), { runs: [], runners: [] });
    assert.deepEqual(await claim(1), []);
  });

  it('are swept by three processes at once, each once', async function () {
    this.timeout(30_000);
    const { claim, clock, run, results } = await queued(300);
    for (let attempt = 1; attempt <= 3; attempt++) {
      assert.equal((await claim(300)).length, 300);
      clock.now += leaseMs;
      await withReplicas(bench(), 3, (database) =>
        Promise.all([0, 1, 2].map((nth) => createJobs(database(nth), () => clock.now).sweep())),
      );
      // Whoever found the rest locked leaves it to the one that locked it.
      await createJobs(bench().database, () => clock.now).sweep();
    }
    const ended = await results.since(run, 0);
    assert.equal(ended.length, 300);
    assert.deepEqual(
      ended.map(({ seq }) => seq),
      Array.from({ length: 300 }, (_, nth) => nth + 1),
    );
  });

  it('are counted, and their runners found, while they wait', async () => {
    const { database } = bench();
    await database.db.deleteFrom('job').execute();
    const { claim, jobs, name, results } = await queued(3);
    const [job] = await claim(1);
    assert.deepEqual(await jobs.waiting(), { queued: 2, leased: 1 });
    assert.deepEqual(await jobs.runnersWithWork(), [name]);
    await results.store(name, [{ job: job?.id ?? '', attempt: 1, at: 1, outcome: openOutcome() }]);
    await claim(9);
    assert.deepEqual(await jobs.waiting(), { queued: 0, leased: 2 });
    assert.deepEqual(await jobs.runnersWithWork(), []);
  });
});
