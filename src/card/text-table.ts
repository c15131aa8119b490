import type { Column, Row, Table } from './card.ts';
import { columnsOf, hang, pad, wholeWords, wordPieces, wrap } from './text-wrap.ts';
import { visible } from './visible.ts';

/** How a terminal table's lines are coloured. */
export interface TableStyle {
  readonly title: (text: string) => string;
  readonly rule: (text: string) => string;
  readonly muted: (text: string) => string;
}

const gap = '  ';

/** A wrapped column narrower than this shows more breaks than words. */
const narrowest = 8;

/** A word up to this width keeps its column wide enough to hold it whole, where there is room: long host names get copied. */
const longWord = 44;

/** A word up to this width keeps its column wide enough even where there is little room. */
const wholeWord = 18;

/** Below this many columns a table that does not fit as it is becomes records. */
const narrowTerminal = 60;

/** From this many lines a row on, on average, a column of sentences goes below its row. */
const tallRow = 3;

/** What a column of sentences is: one with a text of this many columns. */
const sentence = 40;

/**
 * A table in at most `width` columns: titles, a rule, rows. Columns keep their natural widths where they fit together;
 * else those with much text are wrapped, or the widest stands below each row where that takes fewer lines. Where too
 * little is left for a column, each row becomes a record of `title  value` lines.
 */
export function tableLines(table: Table, width: number, style: TableStyle): readonly string[] {
  const shown: Shown = {
    columns: table.columns.map((column) => ({ ...column, title: visible(column.title) })),
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => visible(cell).trim()) })),
  };
  const widths = columnWidths(shown, width);
  const grid = widths === undefined ? undefined : gridLines(shown, widths, style);
  if (grid !== undefined && grid.length <= tallRow * (table.rows.length + 1)) return grid;
  const below = belowLines(shown, width, style);
  if (below !== undefined && (grid === undefined || below.length < grid.length)) return below;
  return grid ?? recordLines(shown, width, style);
}

/** Columns and rows whose texts are visible already. */
interface Shown {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** The table without its widest column, which stands under each row, set in below the second column. */
function belowLines({ columns, rows }: Shown, width: number, style: TableStyle): readonly string[] | undefined {
  const natural = naturalWidths({ columns, rows });
  const widest = natural.indexOf(Math.max(...natural));
  if (widest === 0 || (natural[widest] ?? 0) < sentence) return undefined;
  const others: Shown = {
    columns: columns.toSpliced(widest, 1),
    rows: rows.map((row) => ({ ...row, cells: row.cells.toSpliced(widest, 1) })),
  };
  const widths = columnWidths(others, width);
  if (widths === undefined) return undefined;
  const indent = ' '.repeat(Math.min((widths[0] ?? 0) + gap.length, Math.floor(width / 3)));
  const under = (text: string) => (text === '' ? [] : hang(indent, text, width));
  return gridLines(others, widths, style, {
    title: under(columns[widest]?.title ?? ''),
    rows: rows.map(({ cells }) => under(cells[widest] ?? '')),
  });
}

function naturalWidths({ columns, rows }: Shown): readonly number[] {
  return columnTexts({ columns, rows }).map((texts) => Math.max(...texts.map(columnsOf)));
}

function columnTexts({ columns, rows }: Shown): readonly (readonly string[])[] {
  return columns.map(({ title }, index) => [title, ...rows.map(({ cells }) => cells[index] ?? '')]);
}

function columnWidths(shown: Shown, width: number): readonly number[] | undefined {
  const room = width - gap.length * (shown.columns.length - 1);
  const texts = columnTexts(shown);
  const natural = naturalWidths(shown);
  if (sum(natural) <= room) return natural;
  if (width < narrowTerminal) return undefined;

  // First try to keep words whole, then the pieces that a word may break into. Broken words make no table.
  const attempts = [
    { breaks: wholeWords, most: longWord },
    { breaks: wholeWords, most: wholeWord },
    { breaks: wordPieces, most: wholeWord },
  ];
  const floors = attempts.map(({ breaks, most }) =>
    texts.map((column, index) => {
      const longest = Math.max(0, ...column.flatMap(breaks).map(columnsOf));
      return Math.min(natural[index] ?? 0, Math.max(narrowest, Math.min(most, longest)));
    }),
  );
  const least = floors.find((floor) => sum(floor) <= room);
  return least === undefined ? undefined : widen(least, natural, texts, room);
}

/** Gives the room that is left, column by column, to the one that shortens the table most. */
function widen(
  least: readonly number[],
  natural: readonly number[],
  texts: readonly (readonly string[])[],
  room: number,
): readonly number[] {
  const widths = [...least];
  const load = texts.map((column) => sum(column.map(columnsOf)) / column.length);
  for (let left = room - sum(widths); left > 0; left -= 1) {
    let best: number | undefined;
    for (const [index, width] of widths.entries()) {
      if (width >= (natural[index] ?? 0)) continue;
      if (best === undefined || (load[index] ?? 0) / width > (load[best] ?? 0) / (widths[best] ?? 1)) best = index;
    }
    if (best === undefined) break;
    widths[best] = (widths[best] ?? 0) + 1;
  }
  return widths;
}

/** Titles, rule and rows, each row followed by its lines of `below`. */
function gridLines(
  { columns, rows }: Shown,
  widths: readonly number[],
  style: TableStyle,
  below?: { readonly title: readonly string[]; readonly rows: readonly (readonly string[])[] },
): readonly string[] {
  const grid = (cells: readonly string[]): readonly string[] => {
    const wrapped = cells.map((cell, index) => wrap(cell, widths[index] ?? narrowest));
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      wrapped
        .map((lines, index) => pad(lines[line] ?? '', widths[index] ?? 0, columns[index]?.align))
        .join(gap)
        .trimEnd(),
    );
  };
  return [
    ...[...grid(columns.map(({ title }) => title)), ...(below?.title ?? [])].map(style.title),
    style.rule(widths.map((width) => '─'.repeat(width)).join(gap)),
    ...rows.flatMap(({ cells, emphasis }, index) => {
      const lines = [...grid(cells), ...(below?.rows[index] ?? [])];
      return emphasis === 'muted' ? lines.map(style.muted) : lines;
    }),
  ];
}

function recordLines({ columns, rows }: Shown, width: number, style: TableStyle): readonly string[] {
  const longest = Math.max(...columns.map(({ title }) => columnsOf(title)));
  const room = Math.min(longest, Math.floor(width / 3));
  return rows.flatMap(({ cells, emphasis }, number) => [
    ...(number === 0 ? [] : ['']),
    ...columns
      .flatMap(({ title }, index) => recordLine(title, cells[index] ?? '', room, width))
      .map(emphasis === 'muted' ? style.muted : (text) => text),
  ]);
}

function recordLine(title: string, value: string, room: number, width: number): readonly string[] {
  if (value === '') return [];
  return columnsOf(title) <= room
    ? hang(pad(title, room) + gap, value, width)
    : [...wrap(title, width), ...hang(gap, value, width)];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
