import { type RoleId, roles } from '../../catalog/role.ts';
import { fold } from './words.ts';

/** Roles that are agents. */
const agents: ReadonlySet<RoleId> = new Set<RoleId>(['pta-agent', 'health-agent', 'cloud-sync-agent']);

/**
 * Longer names that people make of one: `pass-through authentication agents`, `connect health agent`, and the `AD FS
 * federation servers` of table 3.
 */
function lengthened(id: RoleId, phrase: string): readonly string[] {
  if (id === 'adfs' && phrase.startsWith('federation server')) return [`ad fs ${phrase}`, `adfs ${phrase}`];
  if (!agents.has(id)) return [];
  return /agent$/u.test(phrase) ? [`${phrase}s`] : [`${phrase} agent`, `${phrase} agents`];
}

/** Every phrase that names a role, folded, with that role: ids, aliases, and agents in the plural or called agent. */
export const rolePhrases: readonly (readonly [phrase: string, role: RoleId])[] = roles.flatMap(({ id, aliases }) =>
  [...new Set([id, ...aliases].flatMap((phrase) => [phrase, ...lengthened(id, phrase)]).map(fold))].map(
    (phrase) => [phrase, id] as const,
  ),
);

/** Words beside a role, or of a sentence about a firewall, that narrow nothing, English and Dutch. */
export const besideRoles: readonly string[] = (
  'server servers farm host hosts machine machines firewall rule rules open opened allow allowed traffic connection ' +
  'connections reach talk talks communicate communication flow flows listen listens range ranges bereik ' +
  'regel regels openen opengezet verkeer verbinding verbindingen praat communiceert stroom stromen'
).split(' ');
