import { visible } from '../../card/visible.ts';
import { type Reply, replyCard } from '../../commands/reply.ts';
import type { Screen } from './render.ts';

/** Back to the first column, and the line cleared (ECMA-48 EL). */
const cleared = '\r\u001b[2K';

/**
 * Waits for the last answer of work that goes on, and gives the reply with it. On a terminal one line tells how far it
 * is, and is gone at the end; elsewhere nothing is written. An abort gives what is known by then.
 */
export async function untilDone(reply: Reply, progress: Screen, signal: AbortSignal): Promise<Reply> {
  let latest = reply;
  if (reply.outcome.kind !== 'answer' || reply.outcome.follow === null) return reply;
  const tell = (shown: Reply) => {
    if (progress.isTTY !== true) return;
    const width = Math.max((progress.columns || 80) - 1, 20);
    progress.write(`${cleared}${visible(replyCard(shown).title).slice(0, width)}`);
  };
  tell(latest);
  for await (const outcome of reply.outcome.follow(signal)) {
    latest = { ...reply, outcome };
    tell(latest);
  }
  if (progress.isTTY === true) progress.write(cleared);
  return latest;
}
