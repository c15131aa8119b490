import { roleLabel } from '../../catalog/role.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import type { Policy } from '../../wire/policy.ts';
import type { RunnerView } from '../estate.ts';
import { spellAgo } from '../when.ts';

/** How a runner stands, in words. */
export const stateWords: Readonly<Record<RunnerView['state'], Text>> = {
  connected: text('connected', 'verbonden'),
  lost: text('lost', 'verloren'),
  'never-seen': text('never seen', 'nooit gezien'),
};

/** Hosts of a policy that its line names before the rest is counted. */
export const namedHosts = 4;

/** A policy in one line. */
export function policyLine(policy: Policy | null, language: Language): string {
  if (policy === null) return text('not told yet', 'nog niet gemeld')[language];
  if (policy.paused) return text('paused: refuses everything', 'gepauzeerd: weigert alles')[language];
  const { hosts, catalogHosts, flows, rate } = policy;
  const more =
    hosts.length > namedHosts
      ? text(` and ${hosts.length - namedHosts} more`, ` en nog ${hosts.length - namedHosts}`)[language]
      : '';
  const own =
    hosts.length === 0
      ? text('no hosts of its own', 'geen eigen hosts')[language]
      : hosts.slice(0, namedHosts).join(', ') + more;
  const published = catalogHosts ? text('; the catalog’s hosts', '; de hosts van de catalogus')[language] : '';
  const [en, nl] = flows.length === 1 ? ['flow', 'stroom'] : ['flows', 'stromen'];
  const which = flows.includes('*') ? '' : text(`; ${flows.length} ${en}`, `; ${flows.length} ${nl}`)[language];
  return `${own}${published}${which}; ${rate.perMinute}/min`;
}

/** Roles by their labels; of the runner inside the bot, which plays them all, what it is for. */
export function roleLine({ roles, local }: Pick<RunnerView, 'roles' | 'local'>, language: Language): string {
  if (local) return text('the bot itself, loopback only', 'de bot zelf, alleen loopback')[language];
  return roles.map(roleLabel).join(', ');
}

/** When it was last heard of. */
export function seenLine({ lastSeen, state }: RunnerView, now: number, language: Language): string {
  if (state === 'connected') return text('now', 'nu')[language];
  return lastSeen === null ? '' : spellAgo(lastSeen, now, language);
}
