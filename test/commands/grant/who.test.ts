import assert from 'node:assert/strict';
import { spellPrincipal } from '../../../src/commands/access.ts';
import { principalFor, readWho } from '../../../src/commands/grant/who.ts';

const asker = { platform: 'slack', tenant: 'T1', user: 'UADMIN' } as const;

describe('who a right is for', () => {
  const table: readonly (readonly [typed: string, principal: string | null])[] = [
    ['slack:T2/U9', 'slack:T2/U9'],
    ['slack:T2/group:S9', 'slack:T2/group:S9'],
    ['teams:6f1e/0b5c', 'teams:6f1e/0b5c'],
    ['terminal:/alice', 'terminal:/alice'],
    ['U0123ABC', 'slack:T1/U0123ABC'],
    ['@U0123ABC', 'slack:T1/U0123ABC'],
    ['W0123ABC', 'slack:T1/W0123ABC'],
    ['S0123ABC', 'slack:T1/group:S0123ABC'],
    ['group:S0123ABC', 'slack:T1/group:S0123ABC'],
    ['6F1E2D3C-0000-4000-8000-0123456789AB', 'slack:T1/6f1e2d3c-0000-4000-8000-0123456789ab'],
    ['group:6f1e2d3c-0000-4000-8000-0123456789ab', 'slack:T1/group:6f1e2d3c-0000-4000-8000-0123456789ab'],
    // Names do not count: anyone may choose one.
    ['alice', null],
    ['@alice', null],
    ['alice@contoso.com', null],
    ['irc:T1/U1', null],
    ['slack:T1/', null],
    ['slack:T1/U1 admin', null],
  ];
  for (const [typed, principal] of table)
    it(`“${typed}” is ${principal ?? 'nobody'}`, () => {
      const who = readWho(typed);
      assert.equal(who === null ? null : spellPrincipal(principalFor(who, asker)), principal);
    });
});
