import { column, row, type Table } from '../../card/card.ts';
import { formatSpans } from '../../catalog/ports/span.ts';
import { type Language, text } from '../../catalog/text.ts';
import type { ExplainResult } from './answer.ts';
import { kindWords } from './words.ts';

const titles = [
  text('Term', 'Begrip'),
  text('Kind', 'Soort'),
  text('Explanation', 'Uitleg'),
  text('Ports', 'Poorten'),
  text('Source', 'Bron'),
  text('Place', 'Plaats'),
  text('Date', 'Datum'),
] as const;

/** The concepts of an answer, a line each. */
export function explainSheet({ concepts }: ExplainResult, language: Language): Table {
  return {
    kind: 'table',
    columns: titles.map((title) => column(title[language])),
    rows: concepts.map(({ title, kind, body, ports, source }) =>
      row(
        title[language],
        kindWords[kind][language],
        body[language],
        formatSpans(ports),
        source.title,
        source.place,
        source.date,
      ),
    ),
  };
}
