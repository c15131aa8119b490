import * as v from 'valibot';
import { slashCommands } from '../app-surface.ts';
import { commandBody } from '../payload.ts';
import { takeShare, unescapeSlack } from '../text.ts';
import { askerOf } from '../workspace.ts';
import type { ListenerParts } from './parts.ts';

/** The line that a slash command spells. A name that is none of ours was given by the workspace to `/portolan`. */
export function lineOfSlash(command: string, typed: string): string {
  const name = command.replace(/^\//u, '').toLowerCase();
  const own = slashCommands.find((candidate) => candidate === name);
  if (own === undefined) return typed === '' ? 'help' : typed;
  return `${own} ${typed}`.trim();
}

/** Slash commands: answered to the asker alone, or with `--share` to the channel. */
export function listenToCommands({ app, answering }: ListenerParts): void {
  app.command(/./u, async ({ body, context, client }) => {
    const parsed = v.parse(commandBody, body);
    const { channel_id: channel, response_url: url } = parsed;
    const { line, share } = takeShare(unescapeSlack(parsed.text, context.botUserId ?? null));
    const asker = askerOf({ context, client }, parsed.user_id);
    const question = { line: lineOfSlash(parsed.command, line), asker, id: parsed.trigger_id };
    if (share) await answering.share(question, { channel, thread: null }, { url, replaces: false });
    else await answering.answer(question, { kind: 'ephemeral', url, channel });
  });
}
