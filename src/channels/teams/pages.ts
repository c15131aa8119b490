import type { AdaptiveCard } from '../../card/adaptive-card.ts';
import type { Attachment } from '../../card/attachment.ts';
import { renderTeams } from '../../card/teams.ts';
import { text } from '../../catalog/text.ts';
import { type Reply, replyCard } from '../../commands/reply.ts';
import type { Message } from './transport.ts';

/** One page of an answer as a message, and the files that belong to it. */
export interface Shown {
  readonly message: Message;
  readonly card: AdaptiveCard;
  readonly files: readonly Attachment[];
}

/** Says that there are fewer pages than was asked for, under the title. */
function withNote(card: AdaptiveCard, note: string): AdaptiveCard {
  const [title, ...rest] = card.body;
  const line = { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: note, isSubtle: true }] } as const;
  return { ...card, body: [...(title === undefined ? [] : [title]), line, ...rest] };
}

/** The page of a reply that was asked for; the last one, and a note of it, where there are not so many. */
export function show(reply: Reply): Shown {
  const { language } = reply;
  const pages = renderTeams(replyCard(reply), { language });
  const page = pages[Math.min(reply.page, pages.length) - 1];
  if (page === undefined) throw new TypeError('a card has no page');
  const count = pages.length;
  const note = text(
    `There is no page ${reply.page}; this is ${count === 1 ? 'the only one' : `the last of ${count}`}.`,
    `Pagina ${reply.page} is er niet; dit is ${count === 1 ? 'de enige' : `de laatste van ${count}`}.`,
  );
  const card = reply.page > count ? withNote(page.card, note[language]) : page.card;
  return { message: { card, summary: page.text }, card, files: page.files };
}

/** Whether a button's line asks for another page of the answer that it stands under. */
export function turnsPage(command: string): boolean {
  return /\s--page[\s=]\d+\s*$/.test(command);
}
