import assert from 'node:assert/strict';
import type { Level } from '../../../src/commands/access.ts';
import { dispatch } from '../../../src/commands/dispatch.ts';
import { createFakeEstate } from '../../fakes/estate.ts';

const actor = { platform: 'slack', tenant: 'T1', user: 'U1' } as const;

async function asked(level: Level, language: 'en' | 'nl' = 'en') {
  const principal = { kind: 'user', platform: 'slack', tenant: 'T1', id: 'U1' } as const;
  const group = { kind: 'group', platform: 'slack', tenant: 'T1', id: 'S1' } as const;
  const estate = createFakeEstate({
    grants: [
      { principal, level, by: 'configuration', at: null },
      { principal: group, level: 'reader', by: 'slack:T1/U9', at: Date.UTC(2026, 10, 20, 14, 5) },
    ],
  });
  const { outcome } = await dispatch(
    { text: 'access', language, actor, place: { conversation: '', privately: true } },
    { now: () => 0, preferences: null, estate: async () => estate, report: String },
  );
  assert.equal(outcome.kind, 'answer');
  return outcome;
}

describe('who may do what', () => {
  it('tells everyone their own id and level, and what each level may', async () => {
    const { body } = (await asked('reader')).card('en');
    assert.deepEqual(body[0], {
      kind: 'fields',
      fields: [
        { label: 'You', value: 'slack:T1/U1' },
        { label: 'Level', value: 'reader' },
      ],
    });
    assert.deepEqual(body[1], {
      kind: 'list',
      ordered: false,
      items: ['reader: see runners and probes', 'operator: probe and schedule', 'admin: enrol, revoke and grant'],
    });
    assert.ok(!JSON.stringify(body).includes('S1'), 'other people’s rights are the admin’s business');
  });

  it('tells an admin everyone’s rights, who gave them, and when', async () => {
    const answer = await asked('admin');
    assert.deepEqual(
      answer.sheet('en').rows.map(({ cells }) => cells),
      [
        ['slack:T1/U1', 'admin', 'configuration', ''],
        ['slack:T1/group:S1', 'reader', 'slack:T1/U9', '2026-11-20 14:05 UTC'],
      ],
    );
    assert.deepEqual(answer.card('nl').body[2], answer.sheet('nl'));
    assert.deepEqual(answer.sheet('nl').rows[0]?.cells, ['slack:T1/U1', 'admin', 'configuratie', '']);
  });
});
