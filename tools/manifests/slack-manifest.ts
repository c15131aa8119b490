import { parseDocument } from 'yaml';
import { slackPath } from '../../src/channels/slack/app-surface.ts';
import { slashEntries } from './command-lists.ts';
import { fill } from './placeholders.ts';

/** How Slack reaches the bot. Socket Mode needs a host only for installation by OAuth, and null is none. */
export type SlackTarget =
  | { readonly mode: 'http'; readonly host: string }
  | { readonly mode: 'socket'; readonly host: string | null };

/** Where Slack sends everything. */
const eventsUrl = `https://{{HOST}}${slackPath}`;

/** Lines are not folded anew, so that a manifest changes only where something changed. */
const style = { lineWidth: 0 } as const;

/** The committed manifest with its slash commands written from the command list. Comments stay. */
export function refreshSlack(template: string): string {
  const document = parseDocument(template);
  document.setIn(['features', 'slash_commands'], document.createNode(slashEntries(eventsUrl)));
  return document.toString(style);
}

/** The manifest of one installation, from the committed one. */
export function slackManifest(template: string, { mode, host }: SlackTarget): string {
  const document = parseDocument(refreshSlack(template));
  document.commentBefore = null;
  if (mode === 'socket') {
    document.setIn(['features', 'slash_commands'], document.createNode(slashEntries(null)));
    document.setIn(['settings', 'socket_mode_enabled'], true);
    document.deleteIn(['settings', 'event_subscriptions', 'request_url']);
    document.deleteIn(['settings', 'interactivity', 'request_url']);
  }
  if (host === null) document.deleteIn(['oauth_config', 'redirect_urls']);
  return fill(document.toString(style), host === null ? {} : { HOST: host });
}
