import { type Principal, readPrincipal } from '../access.ts';
import type { Actor } from '../actor.ts';

/** Who is meant: spelt in full, or by an id of the asker's own platform and tenant. */
export type Who =
  | { readonly kind: 'full'; readonly principal: Principal }
  | { readonly kind: 'here'; readonly of: Principal['kind']; readonly id: string };

/** Ids as the platforms make them: Slack's users (U, W) and user groups (S), and Entra's object ids. */
const slackUser = /^[UW][A-Z0-9]{2,}$/;
const slackGroup = /^S[A-Z0-9]{2,}$/;
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads who is meant; null where it is no id. A display name is none, since anyone may choose one. */
export function readWho(typed: string): Who | null {
  const principal = readPrincipal(typed);
  if (principal !== null) return { kind: 'full', principal };
  const bare = typed.replace(/^@/, '');
  const group = bare.startsWith('group:');
  const id = group ? bare.slice('group:'.length) : bare;
  if (slackUser.test(id)) return { kind: 'here', of: group ? 'group' : 'user', id };
  if (slackGroup.test(id)) return { kind: 'here', of: 'group', id };
  if (guid.test(id)) return { kind: 'here', of: group ? 'group' : 'user', id: id.toLowerCase() };
  return null;
}

/** As it is typed. */
export function spellWho(who: Who): string {
  if (who.kind === 'here') return who.of === 'group' ? `group:${who.id}` : who.id;
  const { platform, tenant, kind, id } = who.principal;
  return `${platform}:${tenant}/${kind === 'group' ? 'group:' : ''}${id}`;
}

/** The principal that an asker means. */
export function principalFor(who: Who, { platform, tenant }: Actor): Principal {
  return who.kind === 'full' ? who.principal : { kind: who.of, platform, tenant, id: who.id };
}
