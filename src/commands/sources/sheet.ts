import { column, row, type Table } from '../../card/card.ts';
import { type Language, text } from '../../catalog/text.ts';
import type { SourcesResult } from './answer.ts';

const documentTitles = [
  text('Id', 'Id'),
  text('Document', 'Document'),
  text('Date', 'Datum'),
  text('File', 'Bestand'),
  text('SHA-256', 'SHA-256'),
  text('Publisher', 'Uitgever'),
  text('Remark', 'Opmerking'),
] as const;

const contradictionTitles = [
  text('Subject', 'Onderwerp'),
  text('Statement', 'Uitspraak'),
  text('Document', 'Document'),
  text('Date', 'Datum'),
  text('Place', 'Plaats'),
  text('Followed', 'Gevolgd'),
  text('Why', 'Waarom'),
] as const;

const editionTitles = [
  text('Edition', 'Editie'),
  text('Document', 'Document'),
  text('Date', 'Datum'),
  text('Rows', 'Regels'),
  text('Restated on', 'Herhaald op'),
] as const;

/** The asked part as one flat table; the documents when everything was asked for. */
export function sourcesSheet({ part, sources, editions, contradictions }: SourcesResult, language: Language): Table {
  const columns = (titles: readonly (typeof documentTitles)[number][]) =>
    titles.map((title) => column(title[language]));
  if (part === 'contradictions')
    return {
      kind: 'table',
      columns: columns(contradictionTitles),
      rows: contradictions.flatMap(({ subject, statements, because }) =>
        statements.map(({ says, source, followed }) =>
          row(
            subject[language],
            says[language],
            source.title,
            source.date,
            source.place,
            followed ? text('yes', 'ja')[language] : '',
            followed ? because[language] : '',
          ),
        ),
      ),
    };
  if (part === 'editions')
    return {
      kind: 'table',
      columns: columns(editionTitles),
      rows: editions.map(({ id, source, rows, restatedBy }) =>
        row(id, source.title, source.date, String(rows), restatedBy.map(({ date }) => date).join(' ')),
      ),
    };
  return {
    kind: 'table',
    columns: columns(documentTitles),
    rows: sources.map(({ id, title, date, file, sha256, publisher, remark }) =>
      row(id, title, date, file, sha256 ?? '', publisher, remark[language]),
    ),
  };
}
