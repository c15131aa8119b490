import { type Authorize, type AuthorizeResult, type Logger, webApi } from '@slack/bolt';
import { PortolanError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { failureOf } from './failure.ts';
import { describe } from './log.ts';

/** Errors of auth.test that no waiting mends. */
const hopeless: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
]);

/** How long Slack is left alone after it did not say who the token belongs to. */
const retryMs = 30_000;

/** The token of one workspace. */
export interface SingleToken {
  readonly authorize: Authorize<boolean>;
  /**
   * Asks Slack whose token it is. Fails with `config-invalid` when it is nobody's; when Slack cannot be reached, the bot
   * starts all the same and asks again later.
   */
  verify(): Promise<void>;
}

/** Authorizes everything with one token. An event never waits for Slack here, since Slack waits for the event. */
export function createSingleToken(parts: {
  readonly botToken: string;
  readonly options: webApi.WebClientOptions;
  readonly boltLog: Logger;
  readonly log: Log;
  now(): number;
}): SingleToken {
  const { botToken, options, boltLog, log, now } = parts;
  const client = new webApi.WebClient(botToken, { ...options, logger: boltLog });
  let identity: Pick<AuthorizeResult, 'botId' | 'botUserId'> | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;

  async function identify(): Promise<void> {
    askedAt = now();
    const { bot_id: botId, user_id: botUserId } = await client.auth.test();
    identity = { ...(botId === undefined ? {} : { botId }), ...(botUserId === undefined ? {} : { botUserId }) };
  }

  return {
    async authorize() {
      if (identity === null && now() - askedAt > retryMs)
        void identify().catch((error: unknown) => log.warn(describe(error), 'Slack does not say whose token it is'));
      return { botToken, ...identity };
    },

    async verify() {
      try {
        await identify();
      } catch (cause) {
        const failure = failureOf(cause);
        if (failure.kind === 'refused' && hopeless.has(failure.code))
          throw new PortolanError(
            'config-invalid',
            `Slack does not accept SLACK_BOT_TOKEN (${failure.code})`,
            'Copy the Bot User OAuth Token from OAuth & Permissions once more, after the app was installed.',
            { cause: describe(cause) },
          );
        log.warn(describe(cause), 'Slack cannot be reached; going on without it for now');
      }
    },
  };
}
