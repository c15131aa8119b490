import * as v from 'valibot';
import { isDirect } from '../answering.ts';
import { eventBody, messageEvent } from '../payload.ts';
import { takeShare, unescapeSlack } from '../text.ts';
import { askerOf, type Sender } from '../workspace.ts';
import type { ListenerParts } from './parts.ts';

/** Subtypes of messages that a person typed as any other: with a file, or in a thread and to the channel at once. */
const typedSubtypes: ReadonlySet<string> = new Set(['file_share', 'thread_broadcast']);

type Message = v.InferOutput<typeof messageEvent>;

/** Whether a person typed this just now. Other bots are not answered, or two of them would never stop. */
function isTyped({ subtype, bot_id: bot, app_id: app, edited }: Message): boolean {
  return (
    bot === undefined &&
    app === undefined &&
    edited === undefined &&
    (subtype === undefined || typedSubtypes.has(subtype))
  );
}

/** Mentions in channels, and direct messages: answered where they were written, in a channel in the message's thread. */
export function listenToMessages({ app, answering }: ListenerParts): void {
  async function answer(event: unknown, body: unknown, sender: Sender, self: string | undefined): Promise<void> {
    const message = v.safeParse(messageEvent, event);
    if (!message.success || !isTyped(message.output)) return;
    const { channel, user, ts, thread_ts: thread = null } = message.output;
    const { line } = takeShare(unescapeSlack(message.output.text, self ?? null));
    const question = {
      line: line === '' ? 'help' : line,
      asker: askerOf(sender, user),
      id: v.parse(eventBody, body).event_id,
    };
    const target = { channel, thread: thread ?? (isDirect(channel) ? null : ts) };
    await answering.answer(question, { kind: 'post', target });
  }

  app.event('app_mention', ({ event, body, context, client }) =>
    answer(event, body, { context, client }, context.botUserId),
  );

  app.event('message', async ({ event, body, context, client }) => {
    if (v.is(v.object({ channel_type: v.literal('im') }), event))
      await answer(event, body, { context, client }, context.botUserId);
  });
}
