import * as v from 'valibot';
import { eventType } from './content.ts';
import type { Workspace } from './workspace.ts';

/** Where a message was meant to go. `since` is when it was first sent, in milliseconds since the epoch. */
export interface Sought {
  readonly channel: string;
  readonly thread: string | null;
  readonly id: string;
  readonly since: number;
}

/** Messages read at once: a channel gets far fewer while one reply is lost. */
const readAtOnce = 100;
/** How far Slack's clock may stand behind ours. */
const skewSeconds = 120;

const ours = v.object({
  ts: v.string(),
  metadata: v.object({ event_type: v.literal(eventType), event_payload: v.object({ id: v.string() }) }),
});

/**
 * Looks in the conversation for the bot's message of this id. Its timestamp, or null where it is not. Fails as the Web
 * API fails, when it cannot be known.
 */
export async function findPosted({ client }: Workspace, sought: Sought): Promise<string | null> {
  const window = {
    channel: sought.channel,
    oldest: String(Math.floor(sought.since / 1000) - skewSeconds),
    limit: readAtOnce,
    include_all_metadata: true,
  };
  const { messages = [] } =
    sought.thread === null
      ? await client.conversations.history(window)
      : await client.conversations.replies({ ...window, ts: sought.thread });
  for (const message of messages) {
    const parsed = v.safeParse(ours, message);
    if (parsed.success && parsed.output.metadata.event_payload.id === sought.id) return parsed.output.ts;
  }
  return null;
}
