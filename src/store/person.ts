/** Where people talk to the bot. */
export const platforms = ['slack', 'teams', 'terminal'] as const;

export type Platform = (typeof platforms)[number];

/**
 * One person, known by ids alone: display names can be changed by their owner. `tenant` is the Slack team or the Entra
 * tenant, `user` the Slack user id or the Entra object id; a terminal has an empty tenant and the account's name.
 */
export interface Person {
  readonly platform: Platform;
  readonly tenant: string;
  readonly user: string;
}
