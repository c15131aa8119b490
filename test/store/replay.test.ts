import assert from 'node:assert/strict';
import { createReplay } from '../../src/store/replay.ts';
import { onBothEngines } from './engines.ts';
import { processAllowanceMs, startWorkers } from './processes.ts';

onBothEngines('request replay', (bench) => {
  /** A replay store whose clock the test moves. */
  function replayAt(start: number) {
    const clock = { now: start };
    return { clock, replay: createReplay(bench().database.db, () => clock.now) };
  }

  it('calls the first claim of a key first and every later one again', async () => {
    const { replay } = replayAt(1_000);
    assert.equal(await replay.claim('Ev01', 60_000), 'first');
    assert.equal(await replay.claim('Ev01', 60_000), 'again');
    assert.equal(await replay.claim('Ev02', 60_000), 'first');
  });

  it('takes keys of any length and with any character', async () => {
    const { replay } = replayAt(1_000);
    for (const key of ['', '\0', '\ud800', 'é'.repeat(10_000), "'; drop table replay; --"]) {
      assert.equal(await replay.claim(`odd ${key}`, 60_000), 'first');
      assert.equal(await replay.claim(`odd ${key}`, 60_000), 'again');
    }
  });

  it('lets exactly one of 50 concurrent claims be first', async () => {
    const { replay } = replayAt(1_000);
    const claims = await Promise.all(Array.from({ length: 50 }, () => replay.claim('v0=concurrent', 60_000)));
    assert.equal(claims.filter((claim) => claim === 'first').length, 1);
    assert.equal(claims.filter((claim) => claim === 'again').length, 49);
  });

  it('lets exactly one of the claims of three processes be first', async function () {
    this.timeout(processAllowanceMs);
    const workers = await startWorkers(3, 'claim', bench().location, 'v0=processes');
    for (const worker of workers) worker.go();
    const claims = (await Promise.all(workers.map((worker) => worker.results()))).flat();
    assert.equal(claims.length, 30);
    assert.equal(claims.filter((claim) => claim === 'first').length, 1);
  });

  it('holds a claim until its time is over and then gives it out once more', async () => {
    const { clock, replay } = replayAt(10_000);
    assert.equal(await replay.claim('expiring', 5_000), 'first');
    clock.now = 14_999;
    assert.equal(await replay.claim('expiring', 5_000), 'again');
    clock.now = 15_000;
    assert.equal(await replay.claim('expiring', 5_000), 'first');
    clock.now = 19_999;
    assert.equal(await replay.claim('expiring', 5_000), 'again');
  });

  it('lets exactly one of 50 concurrent claims have an expired key', async () => {
    const { clock, replay } = replayAt(20_000);
    await replay.claim('expired', 1_000);
    clock.now = 21_000;
    const claims = await Promise.all(Array.from({ length: 50 }, () => replay.claim('expired', 60_000)));
    assert.equal(claims.filter((claim) => claim === 'first').length, 1);
  });

  it('purges what expired and nothing else', async () => {
    await bench().database.db.deleteFrom('replay').execute();
    const { clock, replay } = replayAt(30_000);
    await replay.claim('short', 1_000);
    await replay.claim('shorter', 500);
    await replay.claim('long', 60_000);
    clock.now = 31_000;
    assert.equal(await replay.purge(), 2);
    assert.equal(await replay.claim('long', 60_000), 'again');
    assert.equal(await replay.purge(), 0);
  });

  it('keeps no key in the clear', async () => {
    const { replay } = replayAt(40_000);
    await replay.claim('v0=0123456789abcdef', 60_000);
    const rows = await bench().database.db.selectFrom('replay').selectAll().execute();
    assert.ok(rows.length > 0);
    assert.ok(!JSON.stringify(rows).includes('v0=0123456789abcdef'));
  });
});
