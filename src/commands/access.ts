import { type Text, text } from '../catalog/text.ts';
import type { Actor } from './actor.ts';

/** What a person may do beyond the catalog, which everyone may ask: each level holds those before it. */
export const levels = ['reader', 'operator', 'admin'] as const;

export type Level = (typeof levels)[number];

/** What each level may do, in a few words. */
export const levelSays: Readonly<Record<Level, Text>> = {
  reader: text('see runners and probes', 'runners en tests zien'),
  operator: text('probe and schedule', 'testen en plannen'),
  admin: text('enrol, revoke and grant', 'inschrijven, intrekken en rechten geven'),
};

/** Whether someone with `held` may do what `needed` asks for. */
export function reaches(held: Level | null, needed: Level): boolean {
  return held !== null && levels.indexOf(held) >= levels.indexOf(needed);
}

/**
 * Who a right belongs to: a person, or a group of the platform. Ids only, since anyone may choose a display name.
 * Spelt `slack:T01/U01`, `slack:T01/group:S01`, `teams:TENANT/OBJECT`, `terminal:/alice`.
 */
export interface Principal {
  readonly kind: 'user' | 'group';
  readonly platform: Actor['platform'];
  readonly tenant: string;
  readonly id: string;
}

/** The person as a principal. */
export function principalOf({ platform, tenant, user }: Actor): Principal {
  return { kind: 'user', platform, tenant, id: user };
}

/** As it is stored, shown and typed. */
export function spellPrincipal({ kind, platform, tenant, id }: Principal): string {
  return `${platform}:${tenant}/${kind === 'group' ? 'group:' : ''}${id}`;
}

const shape = /^(slack|teams|terminal):([A-Za-z0-9._-]{0,64})\/(group:)?([A-Za-z0-9._@:+-]{1,128})$/;

/** Reads a spelt principal; null where it is none. */
export function readPrincipal(typed: string): Principal | null {
  const [, platform, tenant, group, id] = shape.exec(typed) ?? [];
  if (tenant === undefined || id === undefined) return null;
  if (platform !== 'slack' && platform !== 'teams' && platform !== 'terminal') return null;
  return { kind: group === undefined ? 'user' : 'group', platform, tenant, id };
}
