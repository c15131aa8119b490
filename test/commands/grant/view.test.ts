import assert from 'node:assert/strict';
import { dispatch } from '../../../src/commands/dispatch.ts';
import { createFakeEstate } from '../../fakes/estate.ts';

const actor = { platform: 'slack', tenant: 'T1', user: 'UADMIN' } as const;

function estateOf() {
  const principal = { kind: 'user', platform: 'slack', tenant: 'T1', id: 'UADMIN' } as const;
  return createFakeEstate({ grants: [{ principal, level: 'admin', by: 'configuration', at: null }] });
}

async function asked(text: string, estate = estateOf(), language: 'en' | 'nl' = 'en') {
  const { outcome } = await dispatch(
    { text, language, actor, place: { conversation: '', privately: true } },
    { now: () => 0, preferences: null, estate: async () => estate, report: String },
  );
  assert.equal(outcome.kind, 'answer');
  const { body, tone, actions } = outcome.card(language);
  const [said] = body.flatMap((element) => (element.kind === 'paragraph' ? [element.text] : []));
  return { said, tone, actions, result: outcome.result, sheet: outcome.sheet(language) };
}

describe('a right', () => {
  it('that is given says what may be done with it', async () => {
    const estate = estateOf();
    const { said, tone, actions, result, sheet } = await asked('grant U0123ABC operator', estate);
    assert.equal(said, 'slack:T1/U0123ABC is now operator: may probe and schedule.');
    assert.equal(tone, 'good');
    assert.deepEqual(actions, [{ label: 'Who may do what', command: 'access' }]);
    assert.deepEqual(result, { kind: 'grant', principal: 'slack:T1/U0123ABC', level: 'operator', became: 'granted' });
    assert.deepEqual(sheet.rows[0]?.cells, ['slack:T1/U0123ABC', 'operator']);
    assert.equal(estate.grants.length, 2);
  });

  it('that is taken away says what may stay', async () => {
    const estate = estateOf();
    await asked('grant U0123ABC operator', estate);
    const { said, result } = await asked('grant U0123ABC none', estate);
    assert.equal(said, 'slack:T1/U0123ABC has no right of its own any more; one through a group stays.');
    assert.deepEqual(result, { kind: 'grant', principal: 'slack:T1/U0123ABC', level: null, became: 'withdrawn' });
    assert.equal(estate.grants.length, 1);
  });

  it('that nobody had changes nothing', async () => {
    const { said, tone } = await asked('grant U0123ABC none');
    assert.equal(said, 'slack:T1/U0123ABC had no right; nothing changed.');
    assert.equal(tone, 'neutral');
  });

  it('of the configuration stays, and says where to take it away', async () => {
    const { said, tone } = await asked('grant UADMIN none');
    assert.match(said ?? '', /PORTOLAN_ADMINS/);
    assert.equal(tone, 'warning');
  });

  it('is told in Dutch', async () => {
    const { said } = await asked('grant group:S0123ABC reader', estateOf(), 'nl');
    assert.equal(said, 'slack:T1/group:S0123ABC is nu reader: mag runners en tests zien.');
  });
});
