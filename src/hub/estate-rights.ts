import { type Level, levels, type Principal, principalOf, readPrincipal, spellPrincipal } from '../commands/access.ts';
import type { Actor } from '../commands/actor.ts';
import type { Grant, Rights } from '../commands/estate.ts';
import type { EstateParts } from './estate-parts.ts';

function readLevel(level: string): Level | null {
  return levels.find((one) => one === level) ?? null;
}

/** Who may do what: the rights of the configuration, and those that were given in chat. */
export function createRights({
  access,
  configured,
  groupsOf,
}: Pick<EstateParts, 'access' | 'configured' | 'groupsOf'>): Rights {
  const fixed = new Map(configured.map(({ principal, level }) => [spellPrincipal(principal), level]));
  /** Whether a group of this platform and tenant has a right: else nobody's groups matter, and the platform is not asked. */
  async function hasGroups({ platform, tenant }: Actor): Promise<boolean> {
    const given = (await access.list()).map(({ principal }) => readPrincipal(principal));
    return [...given, ...configured.map(({ principal }) => principal)].some(
      (principal) => principal?.kind === 'group' && principal.platform === platform && principal.tenant === tenant,
    );
  }

  return {
    async levelOf(actor) {
      const { platform, tenant } = actor;
      const groups = (await hasGroups(actor)) ? await groupsOf(actor) : [];
      const principals: readonly Principal[] = [
        principalOf(actor),
        ...groups.map((id) => ({ kind: 'group', platform, tenant, id }) as const),
      ];
      const spelt = principals.map(spellPrincipal);
      const held = new Set<Level | null>([
        ...(await access.levelsOf(spelt)).map(readLevel),
        ...spelt.map((principal) => fixed.get(principal) ?? null),
      ]);
      return levels.findLast((level) => held.has(level)) ?? null;
    },

    async list() {
      const given = (await access.list()).flatMap(({ principal: spelling, level: word, by, at }): readonly Grant[] => {
        const principal = readPrincipal(spelling);
        const level = readLevel(word);
        return principal === null || level === null ? [] : [{ principal, level, by, at }];
      });
      return [...configured.map((one) => ({ ...one, by: 'configuration', at: null })), ...given];
    },

    grant: (principal, level, by) =>
      access.grant({ principal: spellPrincipal(principal), level, by: spellPrincipal(principalOf(by)) }),

    async withdraw(principal) {
      const spelt = spellPrincipal(principal);
      if (await access.withdraw(spelt)) return 'withdrawn';
      return fixed.has(spelt) ? 'configured' : 'unknown';
    },
  };
}
