import { columnsOf } from '../../card/text-wrap.ts';
import { visible } from '../../card/visible.ts';
import { type Reply, replyCard } from '../../commands/reply.ts';
import type { Screen } from './render.ts';

/** Back to the first column, and the line cleared (ECMA-48 EL). */
const cleared = '\r\u001b[2K';

/** For a terminal that does not know its width. */
const usualWidth = 80;

/** A text cut to a number of columns. */
function cutTo(text: string, columns: number): string {
  let shown = '';
  let filled = 0;
  for (const character of text) {
    filled += columnsOf(character);
    if (filled > columns) break;
    shown += character;
  }
  return shown;
}

/**
 * Waits for the last answer of work that goes on, and gives the reply with it. On a terminal one line tells how far it
 * is, and is gone at the end; elsewhere nothing is written. An abort gives what is known by then.
 */
export async function untilDone(reply: Reply, progress: Screen, signal: AbortSignal): Promise<Reply> {
  const { outcome: first } = reply;
  if (first.kind !== 'answer' || first.follow === null) return reply;
  const watched = progress.isTTY === true;
  let latest = reply;
  const tell = () => {
    if (!watched) return;
    // The last column stays free: a terminal that is written full begins a new line, which would not be cleared.
    const width = Math.max((progress.columns || usualWidth) - 1, 1);
    progress.write(`${cleared}${cutTo(visible(replyCard(latest).title), width)}`);
  };
  tell();
  try {
    for await (const outcome of first.follow.items(signal)) {
      latest = { ...reply, outcome };
      tell();
    }
  } finally {
    if (watched) progress.write(cleared);
  }
  return latest;
}
