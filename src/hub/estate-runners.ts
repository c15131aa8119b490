import { principalOf, spellPrincipal } from '../commands/access.ts';
import type { Runners, RunnerView } from '../commands/estate.ts';
import type { Runner } from '../store/runners-row.ts';
import { createToken, tokenLifeMs } from '../wire/token.ts';
import type { EstateParts } from './estate-parts.ts';
import { knownRoles } from './role-id.ts';

/** Runners as people see, invite and revoke them. */
export function createRunnersDesk(parts: EstateParts): Runners {
  const { store, wake, key, intervals, hubUrl, unavailable, now } = parts;

  /** The row of a connection stays where its bot was killed; what tells is when something was last heard. */
  function stateOf({ connection, lastSeen }: Runner): RunnerView['state'] {
    if (lastSeen === null) return 'never-seen';
    return connection !== null && now() - lastSeen < intervals.lostMs ? 'connected' : 'lost';
  }

  return {
    async list() {
      const open = await store.runners.open();
      const views = (await store.runners.list()).map((runner) => ({
        name: runner.name,
        roles: knownRoles(runner.roles),
        state: stateOf(runner),
        local: runner.local,
        enrolledAt: runner.enrolledAt,
        enrolledBy: runner.enrolledBy,
        lastSeen: runner.lastSeen,
        software: runner.software,
        facts: runner.facts,
        policy: runner.policy,
        open: open.get(runner.id) ?? 0,
      }));
      // The local one of a process that is gone stands for nothing.
      return views.filter(({ local, state }) => !local || state === 'connected');
    },

    async invite({ name, roles, by }) {
      if (unavailable !== null) return { kind: 'unavailable', reason: unavailable };
      const { text: token, hash: tokenHash } = createToken(key.publicKey);
      const expiresAt = now() + tokenLifeMs;
      const spelt = spellPrincipal(principalOf(by));
      const invited = await store.enrolments.invite({ tokenHash, name, roles, by: spelt, expiresAt });
      if (invited === 'name-taken') return { kind: 'name-taken' };
      return { kind: 'invited', invitation: { name, roles, token, expiresAt, hubUrl } };
    },

    async revoke(name, by) {
      const revoked = await store.runners.revoke(name, spellPrincipal(principalOf(by)));
      if (revoked.kind !== 'revoked') return revoked.kind;
      wake.tell('standing', [revoked.runner]);
      wake.tell('run', revoked.runs);
      return 'revoked';
    },
  };
}
