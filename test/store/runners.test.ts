import assert from 'node:assert/strict';
import type { HostFacts } from '../../src/wire/facts.ts';
import type { Policy } from '../../src/wire/policy.ts';
import { onBothEngines } from './engines.ts';
import { aggregates, runOf, software, taskFor } from './tasks.ts';

const policy: Policy = {
  version: 1,
  paused: false,
  roles: ['connect'],
  hosts: ['*.corp.contoso.com'],
  catalogHosts: true,
  flows: ['*'],
  kinds: '*',
  rate: { perMinute: 600, perHostPerMinute: 60 },
};

const facts: HostFacts = {
  collectedAt: 1_000,
  hostName: 'aadc01',
  fullName: null,
  operatingSystem: { platform: 'linux', name: 'Debian GNU/Linux 12', version: '12' },
  cpu: { model: 'test', cores: 2, mhz: null },
  memory: { totalBytes: 1, freeBytes: 1 },
  disks: [],
  timeZone: 'Europe/Amsterdam',
  skewMs: null,
  nodeVersion: '24.0.0',
  startedAt: null,
  windows: null,
};

onBothEngines('runners', (bench) => {
  it('are found with what they said of themselves', async () => {
    const { runners, connect } = aggregates(bench().database, 1_000);
    await connect('told');
    await runners.describe('told', { facts, policy });
    const runner = await runners.find('told');
    assert.deepEqual(runner?.facts, facts);
    assert.deepEqual(runner?.policy, policy);
    assert.deepEqual(runner?.software, software);
    assert.equal(runner?.connection, 'c-told');
    assert.equal(runner?.lastSeen, 1_000);
    assert.equal(await runners.find('nobody'), null);
  });

  it('count as told nothing where another version stored what this one cannot read', async () => {
    const { runners, connect } = aggregates(bench().database, 1_000);
    await connect('odd');
    await bench()
      .database.db.updateTable('runner_state')
      .set({ facts: '{"of":"the future"}', policy: 'not json', software: '{}' })
      .where('runner_id', '=', 'odd')
      .execute();
    const runner = await runners.find('odd');
    assert.deepEqual([runner?.facts, runner?.policy, runner?.software], [null, null, null]);
  });

  it('have one connection, the newest', async () => {
    const { runners, connect } = aggregates(bench().database, 1_000);
    await connect('moving');
    assert.equal(await runners.connect('moving', { replica: 'other', id: 'second', software }), true);
    await runners.disconnect('moving', 'c-moving');
    assert.deepEqual(await runners.standing('moving'), { revoked: false, connection: 'second' });
    await runners.disconnect('moving', 'second');
    assert.deepEqual(await runners.standing('moving'), { revoked: false, connection: null });
  });

  it('are noted as heard of only by the replica that holds their connection', async () => {
    const { clock, runners, connect } = aggregates(bench().database, 1_000);
    await connect('heard');
    clock.now = 9_000;
    await runners.touch('another replica', ['heard']);
    assert.equal((await runners.find('heard'))?.lastSeen, 1_000);
    await runners.touch('replica', ['heard', ...Array.from({ length: 1_200 }, (_, nth) => `unknown-${nth}`)]);
    assert.equal((await runners.find('heard'))?.lastSeen, 9_000);
  });

  it('cannot connect once revoked, and free their name', async () => {
    const { runners, connect } = aggregates(bench().database, 1_000);
    await connect('name');
    const revoked = await runners.revoke('name', 'slack:T1/U2');
    assert.deepEqual(revoked, { kind: 'revoked', runner: 'name', runs: [] });
    assert.equal(await runners.connect('name', { replica: 'replica', id: 'again', software }), false);
    assert.deepEqual(await runners.revokedOn('replica'), ['name']);
    assert.deepEqual(await runners.standing('name'), { revoked: true, connection: 'c-name' });
    assert.deepEqual(await runners.revoke('name', 'slack:T1/U2'), { kind: 'unknown' });
    assert.ok(!(await runners.list()).some(({ name }) => name === 'name'));
    assert.equal(await runners.adoptLocal({ id: 'local-1', name: 'name', roles: [], publicKey: 'k' }), 'local-1');
  });

  it('end their open jobs with no-runner when revoked, and are handed none afterwards', async () => {
    const { runners, runs, results, jobs, connect } = aggregates(bench().database, 1_000);
    await connect('busy');
    const started = await runs.start(runOf([taskFor('busy'), taskFor('busy', 'dc02')], 1_000));
    assert.ok(started.kind === 'started');
    await jobs.claim({ runner: 'busy', connection: 'c-busy', most: 1, leaseMs: 30_000 });
    assert.deepEqual(await runners.revoke('busy', 'slack:T1/U2'), {
      kind: 'revoked',
      runner: 'busy',
      runs: [started.id],
    });
    const ended = await results.since(started.id, 0);
    assert.deepEqual(
      ended.map(({ outcome }) => outcome.verdict === 'error' && outcome.code),
      ['no-runner', 'no-runner'],
    );
    assert.equal((await runs.find(started.id))?.finishedAt, 1_000);
    assert.deepEqual(await jobs.claim({ runner: 'busy', connection: 'c-busy', most: 9, leaseMs: 1 }), []);
  });

  it('are handed nothing the moment they are revoked, whatever is still in their queue', async () => {
    const { runs, jobs, connect } = aggregates(bench().database, 3_000);
    await connect('just-now');
    await runs.start(runOf([taskFor('just-now')], 3_000));
    const claim = { runner: 'just-now', connection: 'c-just-now', most: 1, leaseMs: 30_000 };
    const { db } = bench().database;
    // The row alone, as another replica sees it before the jobs have ended.
    await db.updateTable('runner').set({ revoked_at: 3_000 }).where('id', '=', 'just-now').execute();
    assert.deepEqual(await jobs.claim(claim), []);
    await db.updateTable('runner').set({ revoked_at: null }).where('id', '=', 'just-now').execute();
    assert.equal((await jobs.claim(claim)).length, 1);
  });

  it('of the process itself get a new key at each start, keep their id, and are not revoked in chat', async () => {
    const { runners } = aggregates(bench().database, 1_000);
    const local = { name: 'local', roles: ['client'] };
    assert.equal(await runners.adoptLocal({ ...local, id: 'l1', publicKey: 'first' }), 'l1');
    assert.equal(await runners.adoptLocal({ ...local, id: 'l2', publicKey: 'second' }), 'l1');
    assert.equal((await runners.find('l1'))?.publicKey, 'second');
    assert.equal((await runners.find('l1'))?.local, true);
    assert.deepEqual(await runners.revoke('local', 'slack:T1/U2'), { kind: 'local' });
  });

  it('do not lend their name to the one of the process', async () => {
    const { runners, connect } = aggregates(bench().database, 1_000);
    await connect('real');
    assert.equal(await runners.adoptLocal({ id: 'l9', name: 'real', roles: [], publicKey: 'k' }), null);
    assert.equal((await runners.find('real'))?.publicKey, 'key-of-real');
  });

  it('are counted by their open jobs', async () => {
    const { runners, runs, connect } = aggregates(bench().database, 2_000);
    await connect('counted');
    await runs.start(runOf([taskFor('counted'), taskFor('counted', 'dc02')], 2_000));
    assert.equal((await runners.open()).get('counted'), 2);
    assert.equal((await runners.open()).get('nobody'), undefined);
  });
});
