import type { Channel } from './person.ts';
import { slackChannel } from './slack-person.ts';
import { teamsChannel } from './teams-person.ts';
import { terminalChannel } from './terminal-person.ts';

/** Every way to talk to the bot. The terminal comes first: it adds nothing of its own, so the others are held against it. */
export const channels: readonly [Channel, ...Channel[]] = [
  terminalChannel,
  slackChannel('http', 'slash command'),
  slackChannel('http', 'direct message'),
  slackChannel('socket', 'slash command'),
  slackChannel('socket', 'direct message'),
  teamsChannel,
];
