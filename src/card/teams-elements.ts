import type { Language } from '../catalog/text.ts';
import type {
  AdaptiveElement,
  AdaptiveTable,
  Container,
  RichTextBlock,
  TableRow,
  TextRun,
  TextStyle,
} from './adaptive-card.ts';
import type { Code, Field, Row, Table, Tone } from './card.ts';
import { isInert } from './inert.ts';
import { emojiMarks, markedTitle } from './marks.ts';
import type { Part } from './units.ts';
import { attachedAs, source } from './words.ts';

/** Teams' own names for what its CodeBlock colours; any other language is plain text there. */
const codeLanguages = new Map([
  ['bash', 'Bash'],
  ['json', 'Json'],
  ['powershell', 'PowerShell'],
  ['sql', 'Sql'],
  ['xml', 'Xml'],
]);

const noteStyles = {
  neutral: 'emphasis',
  good: 'good',
  warning: 'warning',
  bad: 'attention',
} as const satisfies Readonly<Record<Tone, Container['style']>>;

const titleColors = {
  neutral: {},
  good: { color: 'Good' },
  warning: { color: 'Warning' },
  bad: { color: 'Attention' },
} as const;

const subtle = { size: 'Small', isSubtle: true } as const satisfies TextStyle;

/** A column is as wide as its longest text, within these bounds (characters), so that one long text cannot take all. */
const narrowest = 6;
const widest = 32;

/**
 * Most columns of a grid. A card in a chat is 300 to 600 pixels wide: with more columns words break letter by letter,
 * as the Agents Playground shows.
 */
const maxGrid = 4;

/** A cell up to this many characters may stand in the bold first line of a record. */
const leadCell = 24;

/**
 * One part of a page as Adaptive Card elements. Text stands in RichTextBlocks, which read no Markdown, and in TextBlocks
 * and facts only where it is inert.
 */
export function elementsOf(part: Part, language: Language): readonly AdaptiveElement[] {
  switch (part.kind) {
    case 'paragraph':
      return [textLine(part.text)];
    case 'heading':
      return [heading(part.text, { size: 'Medium' })];
    case 'note':
      return [
        { type: 'Container', style: noteStyles[part.tone], items: [textLine(`${emojiMarks[part.tone]} ${part.text}`)] },
      ];
    case 'fields':
      return [fieldSet(part.fields)];
    case 'list':
      return part.items.map(({ number, text }, index) => {
        const line = textLine(`${part.ordered ? `${number}.` : '•'} ${text}`);
        return index === 0 ? line : { ...line, spacing: 'Small' };
      });
    case 'table':
      return part.whole.columns.length > maxGrid ? records(part.whole, part.rows) : [table(part.whole, part.rows)];
    case 'code':
      return [codeBlock(part)];
    case 'file':
      return [textLine(`📎 ${attachedAs(part.attachment.filename)[language]}`)];
    case 'image':
      return [{ type: 'Image', url: part.url, altText: part.alt, size: 'Stretch' }];
    case 'sources':
      return part.lines.map((line, index) => ({
        ...textLine(`${source[language]}: ${line}`, subtle),
        ...(index === 0 ? { spacing: 'Medium', separator: true } : { spacing: 'None' }),
      }));
  }
}

/** The title of a page: the tone is its colour and the mark before it. */
export function titleElement(title: string, tone: Tone): AdaptiveElement {
  return heading(title, { size: 'Large', ...titleColors[tone] }, markedTitle(title, tone));
}

/** Which page this is, small, under the rest. */
export function footer(text: string): AdaptiveElement {
  return { ...textLine(text, subtle), horizontalAlignment: 'Right' };
}

/**
 * Screen readers know a heading by its TextBlock, so it is one wherever its text is inert. `shown` is the text with its
 * mark, which is.
 */
function heading(
  text: string,
  style: Pick<TextStyle, 'color'> & { readonly size: 'Medium' | 'Large' },
  shown = text,
): AdaptiveElement {
  return isInert(text)
    ? { type: 'TextBlock', text: shown, wrap: true, style: 'heading', weight: 'Bolder', ...style }
    : textLine(shown, { weight: 'Bolder', ...style });
}

function textLine(text: string, style?: TextStyle): RichTextBlock {
  return { type: 'RichTextBlock', inlines: runs(text, style) };
}

/**
 * Clients replace `{{DATE(...)}}` and `{{TIME(...)}}` by a local date even in a TextRun. Cut between the braces, it is
 * neither.
 */
function runs(text: string, style?: TextStyle): readonly (string | TextRun)[] {
  const pieces = text.split(/(?<=\{)(?=\{)/);
  return style === undefined ? pieces : pieces.map((piece) => ({ type: 'TextRun', text: piece, ...style }));
}

function fieldSet(fields: readonly Field[]): AdaptiveElement {
  if (fields.every(({ label, value }) => isInert(label) && (value === '' || isInert(value)))) {
    return { type: 'FactSet', facts: fields.map(({ label, value }) => ({ title: label, value })) };
  }
  return {
    type: 'Container',
    items: fields.map(({ label, value }, index) => ({
      type: 'RichTextBlock',
      inlines: [...runs(`${label}: `, { weight: 'Bolder' }), ...runs(value)],
      ...(index === 0 ? {} : { spacing: 'Small' }),
    })),
  };
}

/**
 * A wide table told row by row: the short cells before the first long one in bold, the others below with their titles.
 */
function records(whole: Table, rows: readonly Row[]): readonly AdaptiveElement[] {
  const isLong = whole.columns.map((_, index) =>
    whole.rows.some(({ cells }) => (cells[index] ?? '').length > leadCell),
  );
  const firstLong = isLong.indexOf(true);
  const lead = firstLong < 0 ? whole.columns.length : firstLong;
  return rows.map(({ cells, emphasis }): Container => {
    const style = emphasis === 'muted' ? ({ isSubtle: true, strikethrough: true } as const) : {};
    const name = cells
      .slice(0, lead)
      .filter((cell) => cell !== '')
      .join(' · ');
    const told = whole.columns.slice(lead).flatMap(({ title }, index): readonly RichTextBlock[] => {
      const cell = cells[lead + index] ?? '';
      if (cell === '') return [];
      return [
        { type: 'RichTextBlock', spacing: 'None', inlines: [...runs(`${title}: `, subtle), ...runs(cell, style)] },
      ];
    });
    return {
      type: 'Container',
      separator: true,
      spacing: 'Small',
      items: [...(name === '' ? [] : [textLine(name, { weight: 'Bolder', ...style })]), ...told],
    };
  });
}

function table(whole: Table, rows: readonly Row[]): AdaptiveTable {
  return {
    type: 'Table',
    columns: whole.columns.map(({ title, align }, index) => {
      const longest = Math.max(title.length, ...whole.rows.map(({ cells }) => (cells[index] ?? '').length));
      const width = Math.min(widest, Math.max(narrowest, longest));
      return align === 'right' ? { width, horizontalCellContentAlignment: 'Right' } : { width };
    }),
    firstRowAsHeader: true,
    showGridLines: true,
    gridStyle: 'default',
    rows: [
      tableRow(
        whole.columns.map(({ title }) => title),
        { weight: 'Bolder' },
      ),
      ...rows.map(({ cells, emphasis }) =>
        tableRow(cells, emphasis === 'muted' ? { isSubtle: true, strikethrough: true } : undefined),
      ),
    ],
  };
}

function tableRow(cells: readonly string[], style?: TextStyle): TableRow {
  return { type: 'TableRow', cells: cells.map((cell) => ({ type: 'TableCell', items: [textLine(cell, style)] })) };
}

function codeBlock({ text, language }: Code): AdaptiveElement {
  return {
    type: 'CodeBlock',
    codeSnippet: text,
    language: codeLanguages.get(language.toLowerCase()) ?? 'PlainText',
    fallback: {
      type: 'Container',
      style: 'emphasis',
      items: text.split('\n').map((line) => ({ ...textLine(line, { fontType: 'Monospace' }), spacing: 'None' })),
    },
  };
}
