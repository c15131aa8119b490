import { type Authorize, type Logger, webApi } from '@slack/bolt';
import type { Actor } from '../../commands/actor.ts';
import type { Log } from '../../log.ts';
import { describe } from './log.ts';

/** How long a workspace's user groups are believed: a right that is taken away ends within this time. */
const freshMs = 300_000;

/** Workspaces that are remembered; the oldest are forgotten first. */
const maxKnown = 200;

/** Which user groups a person is in. */
export interface Groups {
  /** Ids of the person's user groups; none where Slack does not tell, so that a right is never guessed. */
  of(actor: Actor): Promise<readonly string[]>;
}

type Members = ReadonlyMap<string, readonly string[]>;

interface Known {
  readonly askedAt: number;
  readonly members: Promise<Members>;
}

/** Asks Slack for the user groups of a workspace, at most once in five minutes. `now` is in milliseconds since the epoch. */
export function createGroups(parts: {
  readonly authorize: Authorize<boolean>;
  readonly options: webApi.WebClientOptions;
  readonly boltLog: Logger;
  readonly log: Log;
  now(): number;
}): Groups {
  const { authorize, options, boltLog, log, now } = parts;
  const known = new Map<string, Known>();

  async function ask(team: string): Promise<Members> {
    const { botToken } = await authorize({ teamId: team, enterpriseId: undefined, isEnterpriseInstall: false });
    const client = new webApi.WebClient(botToken, { ...options, logger: boltLog });
    const { usergroups = [] } = await client.usergroups.list({ include_users: true });
    const pairs = usergroups.flatMap(({ id, users = [] }) =>
      id === undefined ? [] : users.map((user) => [user, id] as const),
    );
    const byUser = Map.groupBy(pairs, ([user]) => user);
    return new Map([...byUser].map(([user, own]) => [user, own.map(([, group]) => group)]));
  }

  function membersOf(team: string): Promise<Members> {
    const before = known.get(team);
    if (before !== undefined && now() - before.askedAt < freshMs) return before.members;
    const members = ask(team).catch((error: unknown): Members => {
      log.warn({ ...describe(error), team }, 'Slack does not tell the user groups of a workspace');
      return new Map();
    });
    known.delete(team);
    known.set(team, { askedAt: now(), members });
    const oldest = known.keys().next();
    if (known.size > maxKnown && oldest.done !== true) known.delete(oldest.value);
    return members;
  }

  return {
    of: async ({ platform, tenant, user }) => (platform === 'slack' ? ((await membersOf(tenant)).get(user) ?? []) : []),
  };
}
