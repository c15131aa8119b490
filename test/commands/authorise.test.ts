import assert from 'node:assert/strict';
import type { Level } from '../../src/commands/access.ts';
import { dispatch } from '../../src/commands/dispatch.ts';
import { createFakeEstate, type FakeEstate, runner } from '../fakes/estate.ts';

const tenant = 'T1';

function estateWith(level: Level | null, user = 'U1'): FakeEstate {
  const grants =
    level === null
      ? []
      : [{ principal: { kind: 'user', platform: 'slack', tenant, id: user } as const, level, by: 'test', at: 0 }];
  return createFakeEstate({ grants, runners: [runner({ name: 'sync01', roles: ['connect'] })] });
}

async function ask(text: string, estate: FakeEstate | null, place = { conversation: 'C1', privately: true }) {
  const faults: unknown[] = [];
  const { outcome } = await dispatch(
    { text, language: 'en', actor: { platform: 'slack', tenant, user: 'U1' }, place },
    {
      now: () => 0,
      preferences: null,
      estate: estate === null ? null : async () => estate,
      report: (error) => `f-${faults.push(error)}`,
    },
  );
  return { outcome, faults };
}

describe('who may do what', () => {
  // The least level of each line, as notes on security have it: reader asks, operator probes, admin enrols, revokes, grants.
  const lines: readonly (readonly [line: string, least: Level])[] = [
    ['access', 'reader'],
    ['runners', 'reader'],
    ['runners sync01', 'reader'],
    ['probe status', 'reader'],
    ['probe to entra from sync01', 'operator'],
    ['runners enroll adfs01 --role adfs', 'admin'],
    ['runners revoke sync01', 'admin'],
    ['grant slack:T1/U9 reader', 'admin'],
    ['audit', 'admin'],
  ];
  const held: readonly (Level | null)[] = [null, 'reader', 'operator', 'admin'];
  for (const [line, least] of lines)
    for (const level of held) {
      const may = held.indexOf(level) >= held.indexOf(least);
      it(`${level ?? 'nobody in particular'} ${may ? 'may' : 'may not'} ask “${line}”`, async () => {
        const { outcome } = await ask(line, estateWith(level));
        assert.equal(outcome.kind, may ? 'answer' : 'refusal');
        if (outcome.kind === 'refusal') {
          assert.equal(outcome.code, 'not-allowed');
          assert.match(outcome.message.en, new RegExp(`grant slack:T1/U1 ${least}`));
        }
      });
    }

  it('counts the id within its tenant, so that the same id elsewhere has no right', async () => {
    const elsewhere = createFakeEstate({
      grants: [
        { principal: { kind: 'user', platform: 'slack', tenant: 'T2', id: 'U1' }, level: 'admin', by: '', at: 0 },
      ],
    });
    assert.equal((await ask('runners', elsewhere)).outcome.kind, 'refusal');
  });

  it('leaves the catalog to everyone', async () => {
    assert.equal((await ask('ports adfs wap', estateWith(null))).outcome.kind, 'answer');
    assert.equal((await ask('ports adfs wap', null)).outcome.kind, 'answer');
  });

  it('refuses what a process without an estate cannot do', async () => {
    const { outcome } = await ask('runners', null);
    assert.equal(outcome.kind === 'refusal' && outcome.code, 'not-here');
  });
});

describe('the audit of acts', () => {
  it('has one row for an act that is allowed, with who, where and what', async () => {
    const estate = estateWith('admin');
    await ask('grant slack:T1/U9 operator', estate);
    assert.deepEqual(
      estate.acts.map(({ who, where, what, outcome }) => [who, where, what, outcome]),
      [['slack:T1/U1', 'slack:T1/C1', 'grant slack:T1/U9 operator', 'allowed']],
    );
  });

  it('has one row for an act that is denied', async () => {
    const estate = estateWith('operator');
    await ask('runners revoke sync01', estate);
    assert.deepEqual(
      estate.acts.map(({ what, outcome }) => [what, outcome]),
      [['runners revoke sync01', 'denied']],
    );
    assert.equal(estate.runnerList.length, 1);
  });

  it('has no row for what only looks', async () => {
    const estate = estateWith('admin');
    await ask('runners', estate);
    await ask('probe status', estate);
    assert.deepEqual(estate.acts, []);
  });

  it('that cannot be written lets nothing happen', async () => {
    const estate = estateWith('admin');
    estate.auditFails = true;
    for (const line of ['runners revoke sync01', 'grant slack:T1/U9 admin', 'probe to entra from sync01']) {
      const { outcome, faults } = await ask(line, estate);
      assert.equal(outcome.kind, 'fault');
      assert.equal(faults.length, 1);
    }
    assert.equal(estate.runnerList.length, 1);
    assert.equal(estate.grants.length, 1);
    assert.deepEqual(await estate.runs.recent(10), []);
  });
});

describe('an answer for one person', () => {
  const open = { conversation: 'C1', privately: false };

  it('is refused where others read along, before anything is done', async () => {
    const estate = estateWith('admin');
    const { outcome } = await ask('runners enroll adfs01 --role adfs', estate, open);
    assert.equal(outcome.kind === 'refusal' && outcome.code, 'not-here');
    assert.deepEqual(estate.acts, []);
  });

  it('is marked as such, and holds the token in no line, sheet or other command', async () => {
    const { outcome } = await ask('runners enroll adfs01 --role adfs', estateWith('admin'));
    assert.equal(outcome.kind, 'answer');
    assert.equal(outcome.audience, 'asker');
    const secret = 's'.repeat(43);
    const card = outcome.card('en');
    assert.ok(JSON.stringify(card).includes(secret));
    for (const part of [
      outcome.command,
      JSON.stringify(outcome.sheet('en')),
      JSON.stringify(card.actions),
      card.command,
    ])
      assert.ok(!part.includes(secret));
    assert.equal(card.command, 'runners');
  });
});
