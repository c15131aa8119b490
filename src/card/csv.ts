import { stringify } from 'csv-stringify/sync';
import type { Table } from './card.ts';
import { visible } from './visible.ts';

/**
 * A table as CSV (RFC 4180: CRLF, quotes doubled). A cell that a spreadsheet would take for a formula, beginning with
 * `= + - @`, a tab or a line break, is made text by a quote in front of it.
 */
export function renderCsv(table: Table): string {
  const header = table.columns.map(({ title }) => title);
  const lines = [header, ...table.rows.map(({ cells }) => cells)];
  return stringify(
    lines.map((cells) => cells.map(visible)),
    { escape_formulas: true, record_delimiter: '\r\n' },
  );
}
