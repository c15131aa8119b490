import type {
  ContextBlock,
  KnownBlock,
  PlainTextElement,
  RichTextElement,
  RichTextSection,
  TableBlock,
  TextObject,
} from '@slack/types';
import type { Language } from '../catalog/text.ts';
import type { Field, Row, Table } from './card.ts';
import { isInert } from './inert.ts';
import { emojiMarks, nothing } from './marks.ts';
import type { Item, Part } from './units.ts';
import { attachedAs, source } from './words.ts';

/** Slack's limits: fields in a section, elements in a context block. */
const maxFields = 10;
const maxContext = 10;

/** A column is wrapped from this many characters on; a shorter one stays on one line. */
const wrapFrom = 20;

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
      return [tableBlock(part.whole, part.rows)];
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

/** Text that Slack shows as it is: no markup, no emoji aliases. */
export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/**
 * A table as lines, for a second table on one page, since Slack takes one table block a message: the titles once, then
 * each row as a list item, its first cell bold.
 */
export function tableLines(whole: Table, rows: readonly Row[]): KnownBlock {
  const titles = whole.columns.map(({ title }) => shown(title)).join(' · ');
  return {
    type: 'rich_text',
    elements: [
      section({ type: 'text', text: titles, style: { italic: true } }),
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: rows.map((row) => {
          const [first = '', ...others] = row.cells.map(shown);
          const strike = row.emphasis === 'muted';
          const rest: RichTextElement[] =
            others.length === 0 ? [] : [{ type: 'text', text: ` · ${others.join(' · ')}`, style: { strike } }];
          return section({ type: 'text', text: first, style: { bold: true, strike } }, ...rest);
        }),
      },
    ],
  };
}

function tableBlock(whole: Table, rows: readonly Row[]): TableBlock {
  return {
    type: 'table',
    column_settings: whole.columns.map(({ title, align }, index) => ({
      align,
      is_wrapped: Math.max(title.length, ...whole.rows.map(({ cells }) => (cells[index] ?? '').length)) >= wrapFrom,
    })),
    rows: [
      whole.columns.map(({ title }) => ({ type: 'raw_text', text: shown(title) })),
      ...rows.map((row) =>
        row.cells.map((cell) =>
          row.emphasis === 'muted'
            ? rich({ type: 'text', text: shown(cell), style: { strike: true } })
            : ({ type: 'raw_text', text: shown(cell) } as const),
        ),
      ),
    ],
  };
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

function rich(...elements: RichTextElement[]): { type: 'rich_text'; elements: [RichTextSection] } {
  return { type: 'rich_text', elements: [section(...elements)] };
}

function section(...elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements };
}

function shown(text: string): string {
  return text.trim() === '' ? nothing : text;
}

function chunks<Value>(values: readonly Value[], size: number): readonly (readonly Value[])[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}
