import type { Policy } from '../wire/policy.ts';

/** The policy of the runner that a bot brings along: every role, and this machine alone. */
export function localPolicy(roles: readonly string[]): Policy {
  return {
    version: 1,
    paused: false,
    roles: [...roles],
    hosts: ['localhost', '127.0.0.0/8', '::1'],
    catalogHosts: false,
    flows: ['*'],
    kinds: '*',
    rate: { ...usualRate },
  };
}

/** How many probes a runner starts in a minute unless its policy says otherwise: a whole estate in a few minutes, and no scan. */
export const usualRate = { perMinute: 600, perHostPerMinute: 120 } as const satisfies Policy['rate'];

/** The policy that a newly enrolled runner begins with: its roles, and only the hosts that were named. */
export function firstPolicy(roles: readonly string[], hosts: readonly string[]): Policy {
  return { ...localPolicy(roles), hosts: [...hosts], catalogHosts: true };
}

/** The policy of a runner whose policy file cannot be used: nothing at all. */
export const closedPolicy: Policy = {
  version: 1,
  paused: true,
  roles: [],
  hosts: [],
  catalogHosts: false,
  flows: [],
  kinds: [],
  rate: { perMinute: 1, perHostPerMinute: 1 },
};
