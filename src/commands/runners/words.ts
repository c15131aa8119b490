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

/** Hosts that are listed before the rest is counted. */
const listed = 4;

/** A policy in one line. */
export function policyLine(policy: Policy | null, language: Language): string {
  if (policy === null) return text('not told yet', 'nog niet gemeld')[language];
  if (policy.paused) return text('paused: refuses everything', 'gepauzeerd: weigert alles')[language];
  const { hosts, catalogHosts, flows, rate } = policy;
  const more =
    hosts.length > listed
      ? text(` and ${hosts.length - listed} more`, ` en nog ${hosts.length - listed}`)[language]
      : '';
  const own =
    hosts.length === 0
      ? text('no hosts of its own', 'geen eigen hosts')[language]
      : hosts.slice(0, listed).join(', ') + more;
  const published = catalogHosts ? text('; the catalog’s hosts', '; de hosts van de catalogus')[language] : '';
  const which = flows.includes('*') ? '' : text(`; ${flows.length} flows`, `; ${flows.length} stromen`)[language];
  return `${own}${published}${which}; ${rate.perMinute}/min`;
}

/** Roles by their labels. */
export function roleLine({ roles }: Pick<RunnerView, 'roles'>): string {
  return roles.map(roleLabel).join(', ');
}

/** When it was last heard of. */
export function seenLine({ lastSeen, state }: RunnerView, now: number, language: Language): string {
  if (state === 'connected') return text('now', 'nu')[language];
  return lastSeen === null ? '' : spellAgo(lastSeen, now, language);
}
