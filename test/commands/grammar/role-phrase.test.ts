import assert from 'node:assert/strict';
import { roles } from '../../../src/catalog/role.ts';
import { besideRoles, rolePhrases } from '../../../src/commands/grammar/role-phrase.ts';
import { fold } from '../../../src/commands/grammar/words.ts';

function rolesNamed(phrase: string): readonly string[] {
  return rolePhrases.filter(([known]) => known === fold(phrase)).map(([, role]) => role);
}

describe('the phrases that name a role', () => {
  it('hold every id and alias', () => {
    for (const { id, aliases } of roles)
      for (const phrase of [id, ...aliases]) assert.ok(rolesNamed(phrase).includes(id), phrase);
  });

  it('hold agents in the plural, and called agent behind the name of their feature', () => {
    assert.deepEqual(rolesNamed('pass-through authentication agents'), ['pta-agent']);
    assert.deepEqual(rolesNamed('Azure AD Connect Health agent'), ['health-agent']);
    assert.deepEqual(rolesNamed('cloud sync agents'), ['cloud-sync-agent']);
  });

  it('hold each phrase of a role once', () => {
    const told = rolePhrases.map((phrase) => phrase.join(' = '));
    assert.equal(new Set(told).size, told.length);
  });

  it('leave only the bare agent to several roles', () => {
    const shared = [...Map.groupBy(rolePhrases, ([phrase]) => phrase)].filter(([, named]) => named.length > 1);
    assert.deepEqual(shared.map(([phrase]) => phrase).toSorted(), ['agent', 'agents']);
  });
});

describe('the words beside a role', () => {
  it('name none themselves', () => {
    for (const word of besideRoles) assert.deepEqual(rolesNamed(word), [], word);
  });

  it('stand there once', () => assert.equal(new Set(besideRoles).size, besideRoles.length));
});
