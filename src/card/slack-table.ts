import type { RichTextBlock, TableBlock } from '@slack/types';
import type { Row, Table } from './card.ts';
import { rich, section, shown } from './slack-text.ts';

/** A column is wrapped from this many characters on; a shorter one stays on one line. */
const wrapFrom = 20;

/**
 * What a message of Slack has room for beside each other, in characters: it is some 600 pixels wide, a character takes
 * 8 and what stands between two columns 24. A wrapped column is readable from 24 characters on.
 */
const room = 75;
const betweenColumns = 3;
const readable = 24;

function widthOf(table: Table, index: number): number {
  return Math.max(
    table.columns[index]?.title.length ?? 0,
    ...table.rows.map(({ cells }) => (cells[index] ?? '').length),
  );
}

/**
 * Whether a table is drawn as one. A wider one is told row by row: Slack would squeeze its sentences into columns of
 * one word a line.
 */
export function isGrid(table: Table): boolean {
  const widths = table.columns.map((_, index) => Math.min(readable, widthOf(table, index)) + betweenColumns);
  return widths.reduce((sum, width) => sum + width, 0) <= room;
}

/** Rows of a table as Slack's table block, of which a message takes one, with the titles of `whole`. */
export function tableBlock(whole: Table, rows: readonly Row[]): TableBlock {
  return {
    type: 'table',
    column_settings: whole.columns.map(({ align }, index) => ({
      align,
      is_wrapped: widthOf(whole, index) >= wrapFrom,
    })),
    rows: [
      whole.columns.map(({ title }) => ({ type: 'raw_text', text: shown(title) })),
      ...rows.map(({ cells, emphasis }) =>
        cells.map((cell) =>
          emphasis === 'muted'
            ? rich({ type: 'text', text: shown(cell), style: { strike: true } })
            : ({ type: 'raw_text', text: shown(cell) } as const),
        ),
      ),
    ],
  };
}

/**
 * Rows of a table in lines: a list item each, the first cell bold, the other short ones beside it in the order of the
 * titles above the list, the long ones below with their titles.
 */
export function tableLines(whole: Table, rows: readonly Row[]): RichTextBlock {
  const isLong = whole.columns.map(
    (_, index) => index > 0 && whole.rows.some(({ cells }) => (cells[index] ?? '').length > readable),
  );
  const beside = <Value>(values: readonly Value[]) => values.filter((_, index) => !isLong[index]);
  return {
    type: 'rich_text',
    elements: [
      section({
        type: 'text',
        text: beside(whole.columns)
          .map(({ title }) => shown(title))
          .join(' · '),
        style: { italic: true },
      }),
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: rows.map(({ cells, emphasis }) => {
          const strike = emphasis === 'muted';
          const [first = '', ...short] = beside(cells).map(shown);
          const rest = [
            ...short.map((cell) => ` · ${cell}`),
            ...whole.columns.flatMap(({ title }, index) => {
              const cell = (cells[index] ?? '').trim();
              return isLong[index] && cell !== '' ? [`\n${shown(title)}: ${cell}`] : [];
            }),
          ].join('');
          return section(
            { type: 'text', text: first, style: { bold: true, strike } },
            ...(rest === '' ? [] : [{ type: 'text', text: rest, style: { strike } } as const]),
          );
        }),
      },
    ],
  };
}
