import assert from 'node:assert/strict';
import { createResults } from '../../src/store/results.ts';
import { onBothEngines } from './engines.ts';
import { aggregates, openOutcome, runOf, taskFor, withReplicas } from './tasks.ts';

onBothEngines('results', (bench) => {
  let names = 0;

  /** A runner that was handed so many jobs of one run. */
  async function handed(count: number, host = (nth: number) => `h${nth}`) {
    const name = `s${names++}`;
    const all = aggregates(bench().database, 5_000_000 + names);
    await all.connect(name);
    const tasks = Array.from({ length: count }, (_, nth) => taskFor(name, host(nth)));
    const started = await all.runs.start(runOf(tasks, all.clock.now));
    assert.ok(started.kind === 'started');
    const claimed = await all.jobs.claim({
      runner: name,
      connection: `c-${name}`,
      most: count,
      leaseMs: 30_000,
    });
    return { ...all, name, run: started.id, ids: claimed.map(({ id }) => id) };
  }

  const report = (job = '', ms = 1, attempt = 1, at = 1_000) => ({ job, attempt, at, outcome: openOutcome(ms) });

  it('are stored once, however often they are reported', async () => {
    const { results, runs, name, run, ids } = await handed(2);
    assert.deepEqual(await results.store(name, [report(ids[0], 1)]), [run]);
    assert.deepEqual(await results.store(name, [report(ids[0], 2)]), []);
    assert.deepEqual(await results.since(run, 0), [{ seq: 1, position: 0, at: 1_000, outcome: openOutcome(1) }]);
    assert.equal((await runs.find(run))?.ended, 1);
    assert.equal((await runs.find(run))?.finishedAt, null);
  });

  it('are stored once when 40 replicas store the same report at once', async function () {
    this.timeout(30_000);
    const { results, runs, name, run, ids } = await handed(3);
    const reports = ids.map((id) => report(id));
    const stored = await withReplicas(bench(), 4, (database) =>
      Promise.all(
        Array.from({ length: 40 }, (_, nth) =>
          // Half of them the other way round, so that they would wait for each other in a circle if they could.
          createResults(database(nth), () => 6_000_000).store(name, nth % 2 === 0 ? reports : reports.toReversed()),
        ),
      ),
    );
    assert.equal(stored.filter((touched) => touched.length > 0).length, 1);
    assert.equal((await results.since(run, 0)).length, 3);
    assert.equal((await runs.find(run))?.ended, 3);
  });

  it('finish the run with the last one, also when several come at once', async () => {
    const { runs, name, run, ids, clock } = await handed(20);
    clock.now = 7_000_000;
    await withReplicas(bench(), 4, (database) =>
      Promise.all(ids.map((id, nth) => createResults(database(nth), () => clock.now).store(name, [report(id)]))),
    );
    const found = await runs.find(run);
    assert.deepEqual([found?.total, found?.ended, found?.finishedAt], [20, 20, 7_000_000]);
  });

  it('are numbered without a gap, so that whoever reads on misses none and sees none twice', async () => {
    const { results, name, run, ids } = await handed(30);
    const seen: number[] = [];
    let last = 0;
    let storing = true;
    const stored = Promise.all(ids.map((id) => results.store(name, [report(id)]))).then(() => {
      storing = false;
    });
    while (storing || last < 30) {
      for (const result of await results.since(run, last)) {
        seen.push(result.position);
        last = result.seq;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    await stored;
    assert.equal(seen.length, 30);
    assert.equal(new Set(seen).size, 30);
  });

  it('come from the runner that was asked, and from nobody else', async () => {
    const { results, run, ids } = await handed(1);
    const { name: other } = await handed(1);
    assert.deepEqual(await results.store(other, [report(ids[0])]), []);
    assert.deepEqual(await results.since(run, 0), []);
  });

  it('are of a job that there is and that was handed out', async () => {
    const { results, runs, name, clock } = await handed(1);
    const more = await runs.start(runOf([taskFor(name, 'later')], clock.now));
    assert.ok(more.kind === 'started');
    const [task] = await runs.tasks(more.id);
    assert.deepEqual(await results.store(name, [report('no-such-job')]), []);
    assert.deepEqual(await results.store(name, [report(task?.job)]), []);
    assert.deepEqual(await results.store(name, []), []);
  });

  it('of an attempt whose lease ran out count, and of one that was never made do not', async () => {
    const { results, jobs, name, run, ids, clock } = await handed(1);
    clock.now += 30_000;
    await jobs.sweep();
    assert.deepEqual(await results.store(name, [report(ids[0], 1, 2)]), []);
    assert.deepEqual(await results.store(name, [report(ids[0], 1, 1)]), [run]);
    assert.deepEqual(await jobs.claim({ runner: name, connection: `c-${name}`, most: 1, leaseMs: 1 }), []);
  });

  it('do not change what a job ended with before', async () => {
    const { results, runs, name, run, ids } = await handed(1);
    await runs.cancel(run, 'slack:T1/U1');
    assert.deepEqual(await results.store(name, [report(ids[0])]), []);
    const [result, ...rest] = await results.since(run, 0);
    assert.deepEqual(rest, []);
    assert.ok(result?.outcome.verdict === 'error' && result.outcome.code === 'cancelled');
  });

  it('keep the latest of each probe of each runner, whatever its spelling', async () => {
    const { results, name, ids, clock } = await handed(3, (nth) => ['DC01.corp', 'dc01.corp', 'dc02.corp'][nth] ?? '');
    clock.now = 9_000_000;
    await results.store(name, [report(ids[0], 1, 1, 8_000_000)]);
    await results.store(name, [report(ids[1], 2, 1, 8_000_001), report(ids[2], 3, 1, 8_000_000)]);
    const latest = (await results.latest()).filter(({ runner }) => runner === name);
    assert.deepEqual(latest.map(({ probe, outcome }) => [probe.host, outcome.timings.total]).sort(), [
      ['dc01.corp', 2],
      ['dc02.corp', 3],
    ]);
  });

  it('do not put an older result above a newer one, nor one from a clock that runs ahead', async () => {
    const { results, name, ids, clock } = await handed(3, () => 'dc01.corp');
    clock.now = 9_000_000;
    await results.store(name, [report(ids[0], 1, 1, 99_000_000)]);
    clock.now = 9_000_010;
    await results.store(name, [report(ids[1], 2, 1, 9_000_005)]);
    await results.store(name, [report(ids[2], 3, 1, 8_000_000)]);
    const [latest] = (await results.latest()).filter(({ runner }) => runner === name);
    assert.equal(latest?.outcome.timings.total, 2);
    assert.equal(latest?.at, 9_000_005);
  });

  it('that nobody found out are not the latest of anything', async () => {
    const { results, runs, name, run } = await handed(1);
    await runs.cancel(run, 'slack:T1/U1');
    assert.deepEqual(
      (await results.latest()).filter(({ runner }) => runner === name),
      [],
    );
  });

  it('keep any text that a server may have said', async () => {
    const { results, name, run, ids } = await handed(1);
    const banner = '\u0000\ud800=cmd|\u202e<@U1>"\'; drop table result; --';
    const outcome = { ...openOutcome(), evidence: { kind: 'tcp', banner } } as const;
    await results.store(name, [{ job: ids[0] ?? '', attempt: 1, at: 1, outcome }]);
    assert.deepEqual((await results.since(run, 0))[0]?.outcome, outcome);
  });
});
