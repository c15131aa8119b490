import type { Button, KnownBlock } from '@slack/types';
import type { Language } from '../catalog/text.ts';
import type { Attachment } from './attachment.ts';
import type { Action, Card } from './card.ts';
import { markedTitle, nothing } from './marks.ts';
import { manyPages, pack } from './pages.ts';
import { blocksOf, context } from './slack-blocks.ts';
import {
  escapeSlack,
  fitsSlack,
  maxButtons,
  maxButtonText,
  maxButtonValue,
  maxButtonValues,
  maxHeader,
  maxTurnValue,
} from './slack-limits.ts';
import { isGrid, tableLines } from './slack-table.ts';
import { plain } from './slack-text.ts';
import { shorten } from './split-text.ts';
import { actionUnits, assemble, type Part, paragraphs, splitUnit, type Unit, unitsOf } from './units.ts';
import { visible } from './visible.ts';
import { addPage, next, pageOf, previous } from './words.ts';

/** One message. A channel posts the first and puts another in its place when a button asks for it. */
export interface SlackPage {
  readonly blocks: readonly KnownBlock[];
  /** For notifications and screen readers: the title and the first sentence, `& < >` escaped. */
  readonly text: string;
  /** Texts too long to show, to upload next to the message. */
  readonly files: readonly Attachment[];
}

/** Characters of a notification beside the title: what a phone's lock screen shows of one. */
const maxNotification = 300;

/**
 * A card as Slack messages, one per page, each within Slack's limits. Nothing is left out: what does not fit goes on
 * the next page, and code that is too long to show becomes a file. Every page bears the title; the first bears the
 * card's buttons, since it is the one that everybody sees; the last, the sources. Buttons carry command lines as their
 * values, under the action ids `command-N`, `page-previous` and `page-next`.
 */
export function renderSlack(card: Card, { language }: { readonly language: Language }): readonly SlackPage[] {
  const title = markedTitle(visible(card.title.trim() === '' ? card.command : card.title), card.tone);
  const [buttons, others] = buttonsOf(card.actions);
  const units = [
    ...(title.length > maxHeader ? paragraphs(title) : []),
    ...unitsOf(card, language),
    ...actionUnits(others, language),
  ];

  const draw = (page: readonly Unit[], index: number, pages: number) => {
    const parts = assemble(page);
    const number = pages === 1 ? [] : [pageOf(index + 1, pages)[language]];
    const header = shorten(title, maxHeader) || nothing;
    const blocks: readonly KnownBlock[] = [
      { type: 'header', text: plain(header) },
      ...bodyBlocks(parts, language),
      ...buttonBlocks(index === 0 ? buttons : []),
      ...turnBlocks(card.command, { language, index, pages }),
    ];
    const text = escapeSlack([header, ...firstSentence(parts), ...number].join(' · '));
    const files = parts.flatMap((part) => (part.kind === 'file' ? [part.attachment] : []));
    return { page: { blocks, text, files }, fits: fitsSlack(parts, blocks, text) };
  };

  const only = draw(units, 0, 1);
  if (only.fits) return [only.page];
  const pages = pack(units, {
    fits: (page, index) => draw(page, index, manyPages).fits,
    split: splitUnit,
    leads: (unit) => unit.kind === 'heading',
  });
  return pages.map((page, index) => draw(page, index, pages.length).page);
}

/** The first grid of a page is a table block, the only one that Slack takes; a further one is told in lines. */
function bodyBlocks(parts: readonly Part[], language: Language): readonly KnownBlock[] {
  const first = parts.find((part) => part.kind === 'table' && isGrid(part.whole));
  return parts.flatMap((part) =>
    part.kind === 'table' && part !== first ? [tableLines(part.whole, part.rows)] : blocksOf(part, language),
  );
}

function firstSentence(parts: readonly Part[]): readonly string[] {
  const told = parts.find((part) => part.kind === 'note' || part.kind === 'paragraph');
  return told === undefined ? [] : [shorten(told.text, maxNotification)];
}

/** The actions that Slack can show as buttons, and those that must be told in words. */
function buttonsOf(actions: readonly Action[]): readonly [readonly Button[], readonly Action[]] {
  const buttons: Button[] = [];
  const others: Action[] = [];
  let values = 0;
  for (const { label, command } of actions) {
    const name = visible(label).trim();
    const able = name !== '' && name.length <= maxButtonText && command !== '' && command.length <= maxButtonValue;
    if (able && buttons.length < maxButtons && values + command.length <= maxButtonValues) {
      buttons.push(button(`command-${buttons.length}`, name, command));
      values += command.length;
    } else {
      others.push({ label, command });
    }
  }
  return [buttons, others];
}

function turnBlocks(
  command: string,
  { language, index, pages }: { readonly language: Language; readonly index: number; readonly pages: number },
): readonly KnownBlock[] {
  if (pages === 1) return [];
  const to = (page: number) => `${command} --page ${page}`;
  const number = pageOf(index + 1, pages)[language];
  if (to(pages).length > maxTurnValue) return [context([`${number}. ${addPage[language]}`])];
  return [
    context([number]),
    ...buttonBlocks([
      ...(index > 0 ? [button('page-previous', previous[language], to(index))] : []),
      ...(index + 1 < pages ? [button('page-next', next[language], to(index + 2))] : []),
    ]),
  ];
}

function buttonBlocks(buttons: readonly Button[]): readonly KnownBlock[] {
  return buttons.length === 0 ? [] : [{ type: 'actions', elements: [...buttons] }];
}

function button(id: string, label: string, value: string): Button {
  return { type: 'button', action_id: id, text: plain(label), value };
}
