import assert from 'node:assert/strict';
import { roles } from '../../../src/catalog/role.ts';
import { addressNames, isOurHost, placeholderOf } from '../../../src/commands/export/placeholder.ts';

describe('export: placeholders', () => {
  it('names the address list of a role by one rule', () => {
    assert.deepEqual(addressNames('connect'), {
      placeholder: '<CONNECT_ADDRESSES>',
      pascal: 'ConnectAddresses',
      snake: 'connect_addresses',
    });
    assert.deepEqual(addressNames('pta-agent'), {
      placeholder: '<PTA_AGENT_ADDRESSES>',
      pascal: 'PtaAgentAddresses',
      snake: 'pta_agent_addresses',
    });
  });

  it('gives each role a placeholder of its own and says in both languages what belongs there', () => {
    const all = roles.map(({ id }) => placeholderOf(id));
    assert.equal(new Set(all.map(({ placeholder }) => placeholder)).size, roles.length);
    for (const { role, fill } of all) assert.ok(fill.en.length > 20 && fill.nl.length > 20, role);
  });

  it('sends those who look for cloud addresses to the endpoints', () => {
    for (const role of ['entra', 'crl'] as const) {
      assert.match(placeholderOf(role).fill.en, /no fixed addresses.*endpoints/i);
      assert.match(placeholderOf(role).fill.nl, /geen vaste adressen.*endpoints/i);
    }
  });

  it('counts users, Entra ID and certificate authorities among those that have no host of ours', () => {
    const foreign = roles.filter(({ id }) => !isOurHost(id)).map(({ id }) => id);
    assert.deepEqual(foreign.toSorted(), ['client', 'crl', 'entra']);
  });
});
