import type { CommandName } from '../../commands/manual.ts';

/*
 * What the Slack app is made of, as its manifest and its installation must say it. No SDK is imported here, so that the
 * manifest can be made without loading one.
 */

/** Where Slack sends events, commands and clicks. */
export const slackPath = '/slack/events';

/** Where a workspace begins to install the app, and where Slack brings it back to. */
export const installPath = '/slack/install';
export const redirectPath = '/slack/oauth_redirect';

/** The commands that have a slash command of their own. `/portolan` takes every command. */
export const slashCommands = [
  'ports',
  'sizing',
  'prereqs',
  'endpoints',
  'explain',
  'changes',
  'export',
  'probe',
  'runners',
] as const satisfies readonly CommandName[];

/** The slash command whose text is a whole line. */
export const slashForAll = 'portolan';

/** Callback id of the global shortcut "Ask Portolan". */
export const shortcutId = 'ask_portolan';

/** What the bot may do in a workspace, each permission for something that it does. */
export const botScopes = [
  'app_mentions:read',
  // Finding an own message again whose reply was lost.
  'channels:history',
  'groups:history',
  'im:history',
  'mpim:history',
  'chat:write',
  'commands',
  'files:write',
  // Writing to the person who pressed a button on the start page.
  'im:write',
  // Who is in a user group that was given a right.
  'usergroups:read',
  // The language of a person.
  'users:read',
] as const;

/** The events that the app asks Slack for. */
export const botEvents = ['app_home_opened', 'app_mention', 'app_uninstalled', 'message.im', 'tokens_revoked'] as const;
