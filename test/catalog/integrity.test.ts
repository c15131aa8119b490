import assert from 'node:assert/strict';
import { catalogParts, findFlaws, type Parts } from './integrity.ts';

function first<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined) throw new TypeError('nothing there');
  return item;
}

/** The catalog with one part changed. */
function broken(change: Partial<Parts>): Parts {
  return { ...catalogParts, ...change };
}

describe('the integrity of the catalog', () => {
  it('holds', () => assert.deepEqual(findFlaws(), []));

  const flow = first(catalogParts.flows);
  const cases: readonly (readonly [what: string, parts: Parts, flaw: string])[] = [
    ['an id given twice', broken({ roles: [...catalogParts.roles, { id: 'dc' }] }), 'two role are called dc'],
    [
      'an id that is no kebab case',
      broken({ sources: [...catalogParts.sources, { id: 'Ports_2030' }] }),
      'source Ports_2030 is not in kebab case',
    ],
    [
      'a role that nothing mentions',
      broken({ roles: [...catalogParts.roles, { id: 'printer' }] }),
      'nothing uses the role printer',
    ],
    [
      'a condition that no flow has',
      broken({ conditions: [...catalogParts.conditions, { id: 'full-moon' }] }),
      'nothing uses the condition full-moon',
    ],
    [
      'port 0',
      broken({ flows: [{ ...flow, ports: [[0, 53]] }, ...catalogParts.flows.slice(1)] }),
      'connect-dc-dns has the span 0-53',
    ],
    [
      'port 65536',
      broken({ flows: [{ ...flow, ports: [[53, 65_536]] }, ...catalogParts.flows.slice(1)] }),
      'connect-dc-dns has the span 53-65536',
    ],
    [
      'a span that runs backwards',
      broken({ flows: [{ ...flow, ports: [[53, 52]] }, ...catalogParts.flows.slice(1)] }),
      'connect-dc-dns has the span 53-52',
    ],
    [
      'no ports',
      broken({ flows: [{ ...flow, ports: [] }, ...catalogParts.flows.slice(1)] }),
      'connect-dc-dns has no ports',
    ],
    [
      'an unknown source',
      broken({ sources: catalogParts.sources.filter(({ id }) => id !== 'cloud-sync-2026') }),
      'a statement of cloud-sync-dc-ldap names no place in a source',
    ],
    [
      'a conditional flow without condition',
      broken({ flows: [{ ...flow, need: 'conditional', when: [] }, ...catalogParts.flows.slice(1)] }),
      'connect-dc-dns is conditional and names no condition',
    ],
    [
      'a current flow with a replacement',
      broken({ flows: [{ ...flow, replacedBy: 'connect-dc-ldap' }, ...catalogParts.flows.slice(1)] }),
      'connect-dc-dns is current and its replacement says otherwise',
    ],
    [
      'a flow that no row states',
      broken({ rows: catalogParts.rows.filter((row) => !row.flows.includes('connect-dc-gc')) }),
      'nothing uses the flow connect-dc-gc',
    ],
  ];
  for (const [what, parts, flaw] of cases) {
    it(`would not hold with ${what}`, () => assert.ok(findFlaws(parts).includes(flaw), findFlaws(parts).join('\n')));
  }
});
