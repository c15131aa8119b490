import type { ContextBlock, KnownBlock, TextObject } from '@slack/types';
import type { Language } from '../catalog/text.ts';
import type { Field } from './card.ts';
import { isInert } from './inert.ts';
import { emojiMarks } from './marks.ts';
import { isGrid, tableBlock, tableLines } from './slack-table.ts';
import { plain, rich, section, shown } from './slack-text.ts';
import type { Item, Part } from './units.ts';
import { attachedAs, source } from './words.ts';

/** Slack's limits: fields in a section, elements in a context block. */
const maxFields = 10;
const maxContext = 10;

/**
 * One part of a page as blocks. Text stands in plain_text, raw_text or rich_text, which Slack shows as it is: no
 * mention, no link, no emphasis, no emoji alias. It stands in mrkdwn only where it is inert.
 */
export function blocksOf(part: Part, language: Language): readonly KnownBlock[] {
  switch (part.kind) {
    case 'paragraph':
      return [{ type: 'section', text: plain(part.text) }];
    case 'heading':
      return [rich({ type: 'text', text: part.text, style: { bold: true } })];
    case 'note':
      return [rich({ type: 'text', text: `${emojiMarks[part.tone]} ${part.text}` })];
    case 'fields':
      return chunks(part.fields, maxFields).map((fields) => ({ type: 'section', fields: fields.map(fieldText) }));
    case 'list':
      return part.ordered ? [numbered(part.items)] : [bulleted(part.items)];
    case 'table':
      return [isGrid(part.whole) ? tableBlock(part.whole, part.rows) : tableLines(part.whole, part.rows)];
    case 'code':
      return [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: part.text }] }],
        },
      ];
    case 'file':
      return [rich({ type: 'text', text: `📎 ${attachedAs(part.attachment.filename)[language]}` })];
    case 'image':
      return [{ type: 'image', image_url: part.url, alt_text: part.alt }];
    case 'sources':
      return chunks(part.lines, maxContext).map((lines) =>
        context(lines.map((line) => `${source[language]}: ${line}`)),
      );
  }
}

/** Small grey lines. At most 10 of them, each at most 2,000 characters. */
export function context(lines: readonly string[]): ContextBlock {
  return { type: 'context', elements: lines.map(plain) };
}

function bulleted(items: readonly Item[]): KnownBlock {
  const elements = items.map(({ text }) => section({ type: 'text', text: shown(text) }));
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements }] };
}

/** Numbers are written out: Slack's ordered list would begin again at 1 on the next page. */
function numbered(items: readonly Item[]): KnownBlock {
  return rich(
    ...items.map(
      ({ number, text }, index) =>
        ({ type: 'text', text: `${number}. ${shown(text)}${index + 1 < items.length ? '\n' : ''}` }) as const,
    ),
  );
}

function fieldText({ label, value }: Field): TextObject {
  return isInert(label) && isInert(value)
    ? { type: 'mrkdwn', text: `*${label}*\n${value}`, verbatim: true }
    : plain(`${label}\n${shown(value)}`);
}

function chunks<Value>(values: readonly Value[], size: number): readonly (readonly Value[])[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}
