import assert from 'node:assert/strict';
import { text } from '../../src/catalog/text.ts';
import type { Principal } from '../../src/commands/access.ts';
import type { Actor } from '../../src/commands/actor.ts';
import type { Estate, RunView, Task } from '../../src/commands/estate.ts';
import { createEstate } from '../../src/hub/estate.ts';
import type { EstateParts } from '../../src/hub/estate-parts.ts';
import { usualIntervals } from '../../src/hub/intervals.ts';
import { createAccess } from '../../src/store/access.ts';
import { createAudit } from '../../src/store/audit.ts';
import { readToken } from '../../src/wire/token.ts';
import { onBothEngines } from '../store/engines.ts';
import { openOutcome } from '../store/tasks.ts';
import { type Connection, connectAs, enrolWith, resultOf } from './fake-runner.ts';
import { type Replica, startReplica, until } from './hub-bench.ts';

const alice: Actor = { platform: 'slack', tenant: 'T1', user: 'U1' };
const bob: Actor = { platform: 'slack', tenant: 'T1', user: 'U2' };

function task(runner: string, host: string): Task {
  return {
    runner,
    flows: ['connect-dc-ldap'],
    from: 'connect',
    to: 'dc',
    need: 'required',
    probe: { kind: 'ldap', host, port: 389 },
    note: text('any domain controller', 'elke domeincontroller'),
  };
}

onBothEngines('the estate', (bench) => {
  const replicas: Replica[] = [];
  let names = 0;

  before(async () => {
    replicas.push(await startReplica(bench()), await startReplica(bench()));
  });

  after(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
  });

  beforeEach(async () => {
    await bench().database.db.deleteFrom('access').execute();
  });

  function replica(nth = 0): Replica {
    const found = replicas[nth];
    assert.ok(found !== undefined);
    return found;
  }

  function estate(nth = 0, changes: Partial<EstateParts> = {}): Estate {
    const { store, wake, key, database } = replica(nth);
    const now = () => Date.now();
    return createEstate({
      store,
      wake,
      key,
      intervals: usualIntervals,
      now,
      access: createAccess(database.db, now),
      audit: createAudit(database.db, now),
      hubUrl: 'https://bot.contoso.com',
      unavailable: null,
      configured: [],
      groupsOf: async () => [],
      ...changes,
    });
  }

  async function connected(free = 10): Promise<{ readonly name: string; readonly connection: Connection }> {
    const name = `e${names++}`;
    const connection = await connectAs(replica(1).url, await replica(1).enrol(name));
    connection.send({ type: 'free', jobs: free });
    return { name, connection };
  }

  describe('runners', () => {
    it('invites, lists and revokes them', async () => {
      const { runners } = estate();
      const invited = await runners.invite({ name: 'adfs01', roles: ['adfs'], by: alice });
      assert.ok(invited.kind === 'invited');
      const { token, expiresAt, hubUrl } = invited.invitation;
      assert.equal(readToken(token)?.hub, replica().hub.id);
      assert.equal(hubUrl, 'https://bot.contoso.com');
      assert.ok(expiresAt > Date.now() + 590_000 && expiresAt <= Date.now() + 600_000);
      const identity = await enrolWith(replica(1).url, token);
      const find = async () => (await runners.list()).find(({ name }) => name === 'adfs01');
      const fresh = await find();
      assert.deepEqual([fresh?.state, fresh?.roles, fresh?.local, fresh?.open], ['never-seen', ['adfs'], false, 0]);
      assert.equal(fresh?.enrolledBy, 'slack:T1/U1');
      const connection = await connectAs(replica(1).url, identity);
      assert.equal((await find())?.state, 'connected');
      assert.equal((await find())?.software?.node, '24.0.0');
      assert.deepEqual(await runners.invite({ name: 'adfs01', roles: ['adfs'], by: alice }), { kind: 'name-taken' });
      assert.equal(await runners.revoke('adfs01', alice), 'revoked');
      assert.equal((await connection.next('denied')).code, 'revoked');
      assert.equal(await find(), undefined);
      assert.equal(await runners.revoke('adfs01', alice), 'unknown');
    });

    it('shows one as lost that left, or that was not heard of for long', async () => {
      const { name, connection } = await connected();
      const state = async (now: () => number) =>
        (await estate(0, { now }).runners.list()).find((runner) => runner.name === name)?.state;
      assert.equal(await state(Date.now), 'connected');
      assert.equal(await state(() => Date.now() + 90_001), 'lost');
      await connection.close();
      await until(async () => (await state(Date.now)) === 'lost');
    });

    it('says why it invites nobody where it serves no runners', async () => {
      const reason = text('Set PORTOLAN_URL.', 'Stel PORTOLAN_URL in.');
      const { runners } = estate(0, { unavailable: reason });
      assert.deepEqual(await runners.invite({ name: 'x', roles: [], by: alice }), { kind: 'unavailable', reason });
    });

    it('does not revoke the one of its own process', async () => {
      await replica().hub.adoptLocal({ name: 'local', roles: ['client'], publicKey: replica().key.publicKey });
      assert.equal(await estate().runners.revoke('local', alice), 'local');
    });

    it('counts what is open for each', async () => {
      const { name, connection } = await connected(0);
      await estate().runs.start({ by: alice, place: '', command: 'x', tasks: [task(name, 'a'), task(name, 'b')] });
      assert.equal((await estate().runners.list()).find((runner) => runner.name === name)?.open, 2);
      await connection.close();
    });
  });

  describe('runs', () => {
    it('gives the tasks back as they were asked for, and what became of them', async () => {
      const { name, connection } = await connected(0);
      const { runs } = estate();
      const tasks = [task(name, 'dc01'), { ...task(name, 'dc02'), note: null }];
      const started = await runs.start({ by: alice, place: 'slack:T1/C1', command: 'probe connect', tasks });
      assert.ok(started.kind === 'started');
      assert.match(started.run.id, /^[0-9a-hjkmnp-tv-z]{8}$/);
      assert.deepEqual(
        started.run.tasks,
        tasks.map((one) => ({ ...one, state: 'waiting', outcome: null })),
      );
      assert.deepEqual([started.run.command, started.run.by], ['probe connect', 'slack:T1/U1']);
      connection.send({ type: 'free', jobs: 1 });
      const job = await connection.job();
      await until(async () => (await runs.read(started.run.id))?.tasks[0]?.state === 'running');
      connection.send(resultOf(job, openOutcome(7)));
      await until(async () => (await runs.read(started.run.id))?.tasks[0]?.state === 'done');
      assert.equal((await runs.read(started.run.id))?.tasks[0]?.outcome?.timings.total, 7);
      assert.equal((await runs.recent(1))[0]?.id, started.run.id);
      assert.equal(await runs.read('nothing'), null);
      await connection.close();
    });

    it('is followed from another replica until it has finished', async function () {
      this.timeout(30_000);
      const { name, connection } = await connected();
      const hosts = ['a', 'b', 'c', 'd', 'e'];
      const started = await estate(1).runs.start({
        by: alice,
        place: '',
        command: 'x',
        tasks: hosts.map((host) => task(name, host)),
      });
      assert.ok(started.kind === 'started');
      const views: RunView[] = [];
      const following = (async () => {
        for await (const view of estate(0).runs.follow(started.run.id, AbortSignal.timeout(20_000))) views.push(view);
      })();
      for (const [nth] of hosts.entries()) {
        const job = await connection.job();
        await new Promise((resolve) => setTimeout(resolve, 120));
        connection.send(resultOf(job, openOutcome(nth)));
      }
      await following;
      const done = views.map(({ tasks }) => tasks.filter(({ state }) => state === 'done').length);
      assert.deepEqual(
        done,
        done.toSorted((one, other) => one - other),
      );
      assert.equal(done.at(-1), 5);
      assert.notEqual(views.at(-1)?.finishedAt, null);
      assert.equal(views.filter(({ finishedAt }) => finishedAt !== null).length, 1);
      await connection.close();
    });

    it('is followed no longer than its follower wants', async () => {
      const { name, connection } = await connected(0);
      const started = await estate().runs.start({ by: alice, place: '', command: 'x', tasks: [task(name, 'a')] });
      assert.ok(started.kind === 'started');
      const stop = new AbortController();
      let views = 0;
      for await (const view of estate().runs.follow(started.run.id, stop.signal)) {
        assert.equal(view.id, started.run.id);
        views += 1;
        // Hints of nothing new bring no further view.
        for (const ms of [0, 150, 300]) setTimeout(() => replica().wake.tell('run', [started.run.id]), ms);
        setTimeout(() => stop.abort(), 600);
      }
      assert.equal(views, 1);
      for await (const view of estate().runs.follow('nothing', AbortSignal.timeout(5_000))) assert.fail(view.id);
      await connection.close();
    });

    it('has finished at once where there is no such runner', async () => {
      const started = await estate().runs.start({ by: bob, place: '', command: 'x', tasks: [task('nobody', 'a')] });
      assert.ok(started.kind === 'started');
      assert.notEqual(started.run.finishedAt, null);
      const [only] = started.run.tasks;
      assert.ok(only?.outcome?.verdict === 'error' && only.outcome.code === 'no-runner');
      const views: RunView[] = [];
      for await (const view of estate().runs.follow(started.run.id, AbortSignal.timeout(5_000))) views.push(view);
      assert.equal(views.length, 1);
    });

    it('is cancelled, on whichever replica its runner is', async () => {
      const { name, connection } = await connected();
      const tasks = [task(name, 'a'), task(name, 'b')];
      const started = await estate().runs.start({ by: bob, place: '', command: 'x', tasks });
      assert.ok(started.kind === 'started');
      const job = await connection.job();
      assert.equal(await estate().runs.cancel(started.run.id, alice), 'cancelled');
      if (bench().engine === 'sqlite')
        // Another process on the same file hears no hint: the runner is told when it mentions the job.
        connection.send({ type: 'working', jobs: [job.job] });
      await connection.next('cancel');
      const view = await estate().runs.read(started.run.id);
      assert.equal(view?.cancelled, true);
      assert.deepEqual(
        view?.tasks.map(({ outcome }) => outcome?.verdict === 'error' && outcome.code),
        ['cancelled', 'cancelled'],
      );
      assert.equal(await estate().runs.cancel(started.run.id, alice), 'finished');
      assert.equal(await estate().runs.cancel('nothing', alice), 'unknown');
      await connection.close();
    });

    it('is not started by one person more than ten times a minute, and by another all the same', async () => {
      const carol: Actor = { platform: 'teams', tenant: 'X', user: 'carol' };
      const dave: Actor = { ...carol, user: 'dave' };
      const ask = (by: Actor) => estate().runs.start({ by, place: '', command: 'x', tasks: [task('nobody', 'a')] });
      for (let nth = 0; nth < 10; nth++) assert.equal((await ask(carol)).kind, 'started');
      const refused = await ask(carol);
      assert.ok(refused.kind === 'too-often');
      assert.ok(refused.retryAfterMs > 30_000 && refused.retryAfterMs <= 60_000);
      assert.equal((await ask(dave)).kind, 'started');
    });

    it('is refused where the queue of its runner is full', async () => {
      const { name, connection } = await connected(0);
      const erin: Actor = { ...alice, user: 'erin' };
      const tasks = Array.from({ length: 10_001 }, (_, nth) => task(name, `h${nth}`));
      assert.deepEqual(await estate().runs.start({ by: erin, place: '', command: 'x', tasks }), {
        kind: 'queue-full',
        runner: name,
        most: 10_000,
      });
      await connection.close();
    });
  });

  describe('rights', () => {
    const group: Principal = { kind: 'group', platform: 'slack', tenant: 'T1', id: 'S1' };
    const user: Principal = { kind: 'user', platform: 'slack', tenant: 'T1', id: 'U1' };

    it('are those of the person, of his groups and of the configuration: the highest', async () => {
      const inGroup = { groupsOf: async ({ user: id }: Actor) => (id === 'U1' ? ['S1'] : []) };
      const { rights } = estate(0, inGroup);
      assert.equal(await rights.levelOf(alice), null);
      await rights.grant(group, 'reader', bob);
      assert.equal(await rights.levelOf(alice), 'reader');
      assert.equal(await rights.levelOf(bob), null);
      await rights.grant(user, 'operator', bob);
      assert.equal(await rights.levelOf(alice), 'operator');
      assert.equal(await rights.levelOf({ ...alice, tenant: 'T2' }), null);
      assert.equal(await rights.levelOf({ ...alice, platform: 'teams' }), null);
      const configured = estate(0, { ...inGroup, configured: [{ principal: user, level: 'admin' }] }).rights;
      assert.equal(await configured.levelOf(alice), 'admin');
    });

    it('are listed, and withdrawn unless the configuration gives them', async () => {
      const { rights } = estate(0, { configured: [{ principal: user, level: 'admin' }] });
      await rights.grant(group, 'reader', bob);
      const [first, second] = await rights.list();
      assert.deepEqual(first, { principal: user, level: 'admin', by: 'configuration', at: null });
      assert.deepEqual({ ...second, at: 0 }, { principal: group, level: 'reader', by: 'slack:T1/U2', at: 0 });
      assert.equal(await rights.withdraw(user, bob), 'configured');
      assert.equal(await rights.withdraw(group, bob), 'withdrawn');
      assert.equal(await rights.withdraw(group, bob), 'unknown');
    });
  });

  describe('the audit', () => {
    it('is written, read from the newest, and verified', async () => {
      const { audit } = estate();
      await audit.append({ who: 'slack:T1/U1', where: 'slack:T1/C1', what: 'runners revoke x', outcome: 'allowed' });
      await audit.append({ who: 'slack:T1/U2', where: 'slack:T1/C1', what: 'grant', outcome: 'denied' });
      const [newest, before] = await audit.recent(2);
      assert.deepEqual([newest?.who, before?.what], ['slack:T1/U2', 'runners revoke x']);
      assert.deepEqual(Object.keys(newest ?? {}).sort(), ['at', 'outcome', 'seq', 'what', 'where', 'who']);
      const verified = await audit.verify();
      assert.ok(verified.kind === 'intact');
      assert.equal(verified.rows, newest?.seq);
      await bench()
        .database.db.updateTable('audit')
        .set({ who: 'x' })
        .where('seq', '=', before?.seq ?? 0)
        .execute();
      assert.deepEqual(await audit.verify(), { kind: 'broken', seq: before?.seq, reason: 'this row was changed' });
    });
  });
});
