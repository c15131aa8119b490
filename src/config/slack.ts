import type { KeyObject } from 'node:crypto';
import { fault, need, type Reading } from './reading.ts';

/** Whose token Slack calls bear: one workspace's own, or those of every workspace that installed the app by OAuth. */
export type SlackInstalls =
  | { readonly kind: 'single'; readonly botToken: string }
  | {
      readonly kind: 'oauth';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      /** Seals the tokens at rest: 32 bytes, for AES-256-GCM. A KeyObject, so that no log can print it. */
      readonly secretKey: KeyObject;
    };

/** How Slack reaches the bot. `apiUrl` ends in a slash; null is Slack's own. */
export type SlackConfig =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'http';
      readonly signingSecret: string;
      readonly apiUrl: string | null;
      readonly installs: SlackInstalls;
    }
  | {
      readonly kind: 'socket';
      readonly appToken: string;
      readonly apiUrl: string | null;
      readonly installs: SlackInstalls;
    };

const slackInstallKeys = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

/** The Slack part of the configuration; null where a fault was noted. */
export function readSlack(reading: Reading): SlackConfig | null {
  const { values, given } = reading;
  const asksForSlack = (
    ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', ...slackInstallKeys] as const
  ).some((key) => given.has(key));
  if (!asksForSlack) return { kind: 'off' };
  const apiUrl = values.SLACK_API_URL ?? null;
  const installs = readSlackInstalls(reading);
  if (!given.has('SLACK_APP_TOKEN')) {
    need(reading, ['SLACK_SIGNING_SECRET'], 'is missing: HTTP needs it, and Socket Mode needs SLACK_APP_TOKEN instead');
    const signingSecret = values.SLACK_SIGNING_SECRET;
    return installs === null || signingSecret === undefined ? null : { kind: 'http', signingSecret, apiUrl, installs };
  }
  const appToken = values.SLACK_APP_TOKEN;
  return installs === null || appToken === undefined ? null : { kind: 'socket', appToken, apiUrl, installs };
}

function readSlackInstalls(reading: Reading): SlackInstalls | null {
  const { values, given } = reading;
  if (!slackInstallKeys.some((key) => given.has(key))) {
    need(reading, ['SLACK_BOT_TOKEN'], 'is missing, and so are the SLACK_CLIENT_ keys that would stand in for it');
    const botToken = values.SLACK_BOT_TOKEN;
    return botToken === undefined ? null : { kind: 'single', botToken };
  }
  if (given.has('SLACK_BOT_TOKEN'))
    reading.faults.push(
      fault(
        'SLACK_BOT_TOKEN',
        'excludes SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET; keep one of the two',
      ),
    );
  need(reading, [...slackInstallKeys, 'PORTOLAN_SECRET_KEY'], 'is missing: workspaces that install the app need it');
  const clientId = values.SLACK_CLIENT_ID;
  const clientSecret = values.SLACK_CLIENT_SECRET;
  const stateSecret = values.SLACK_STATE_SECRET;
  const secretKey = values.PORTOLAN_SECRET_KEY;
  if (clientId === undefined || clientSecret === undefined || stateSecret === undefined || secretKey === undefined)
    return null;
  return { kind: 'oauth', clientId, clientSecret, stateSecret, secretKey };
}
