import * as v from 'valibot';
import type { Actor } from '../../commands/actor.ts';
import type { TeamsConfig } from '../../config/teams.ts';
import type { Log } from '../../log.ts';
import { createGraphTokens } from './graph-token.ts';

/** How long somebody's groups are believed: a right that is taken away ends within this time. */
const freshMs = 300_000;

/** People who are remembered; the oldest are forgotten first. */
const maxKnown = 2_000;

/** A call that takes longer counts as failed: a person waits for the answer. */
const timeoutMs = 5_000;

const answer = v.object({ value: v.array(v.string()) });

/** An Entra object id, which goes into a URL. */
const objectId = /^[0-9a-f-]{36}$/;

/** Which Entra groups a person is in, nested ones included. */
export interface Groups {
  /** Object ids; none where Graph does not tell, so that a right is never guessed. */
  of(actor: Actor): Promise<readonly string[]>;
}

/**
 * Asks Microsoft Graph for somebody's groups, at most once in five minutes. The app needs the application permission
 * GroupMember.Read.All for that, and User.ReadBasic.All; without them only ids of people count.
 */
export function createGroups(parts: {
  readonly config: Exclude<TeamsConfig, { readonly kind: 'off' }>;
  readonly log: Log;
  now(): number;
}): Groups {
  const { config, log, now } = parts;
  const tokenFor = config.kind === 'on' ? createGraphTokens(config, now) : null;
  const known = new Map<string, { readonly askedAt: number; readonly groups: Promise<readonly string[]> }>();

  async function ask(token: (tenant: string) => Promise<string>, { tenant, user }: Actor): Promise<readonly string[]> {
    const response = await fetch(`https://graph.microsoft.com/v1.0/users/${user}/getMemberGroups`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await token(tenant)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ securityEnabledOnly: false }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`Graph does not tell groups: ${response.status}`);
    return v.parse(answer, await response.json()).value.map((id) => id.toLowerCase());
  }

  return {
    async of(actor) {
      const { platform, tenant, user } = actor;
      if (tokenFor === null || platform !== 'teams' || !objectId.test(user) || !objectId.test(tenant)) return [];
      const key = `${tenant}/${user}`;
      const before = known.get(key);
      if (before !== undefined && now() - before.askedAt < freshMs) return before.groups;
      const groups = ask(tokenFor, actor).catch((err: unknown): readonly string[] => {
        log.warn({ err, tenant }, 'teams: the groups of a person are not known');
        return [];
      });
      known.delete(key);
      known.set(key, { askedAt: now(), groups });
      const oldest = known.keys().next();
      if (known.size > maxKnown && oldest.done !== true) known.delete(oldest.value);
      return groups;
    },
  };
}
