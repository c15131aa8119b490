import { type Action, type Card, card, column, type Element, row, type Table } from '../../card/card.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import type { SourcePart, SourcesResult } from './answer.ts';
import { contradictionList, followedWords } from './contradictions.ts';

const say = {
  sources: text('Sources', 'Bronnen'),
  documents: text('Documents', 'Documenten'),
  editions: text('Editions of the ports page', 'Edities van de poortenpagina'),
  contradictions: text('Where documents disagree', 'Waar documenten elkaar tegenspreken'),
  hashes: text('SHA-256 of the texts that were read', 'SHA-256 van de teksten die zijn gelezen'),
  document: text('Document', 'Document'),
  date: text('Date', 'Datum'),
  publisher: text('Publisher', 'Uitgever'),
  file: text('File or page', 'Bestand of pagina'),
  subject: text('Subject', 'Onderwerp'),
  follows: text('Followed', 'Gevolgd'),
  every: text('Every statement, with its place', 'Elke uitspraak, met de plaats'),
  all: text('All of it', 'Alles'),
} as const satisfies Record<string, Text>;

const partTitles: Readonly<Record<SourcePart, Text>> = {
  documents: say.documents,
  editions: say.editions,
  contradictions: say.contradictions,
};

function documentElements({ sources }: SourcesResult, language: Language): readonly Element[] {
  if (sources.length === 0) return [];
  const community = text('community', 'gemeenschap');
  const titles = [say.document, say.date, say.publisher, say.file];
  const remarks = sources
    .filter(({ remark }) => remark[language] !== '')
    .map(({ title, date, remark }) => `${title}, ${date}: ${remark[language]}`);
  // The form that sha256sum writes and checks.
  const hashes = sources.flatMap(({ sha256, file }) => (sha256 === null ? [] : [`${sha256}  ${file}`]));
  return [
    { kind: 'heading', text: say.documents[language] },
    {
      kind: 'table',
      columns: titles.map((title) => column(title[language])),
      rows: sources.map(({ title, date, publisher, file }) =>
        row(title, date, publisher === 'community' ? community[language] : publisher, file),
      ),
    },
    { kind: 'list', ordered: false, items: remarks },
    { kind: 'heading', text: say.hashes[language] },
    { kind: 'code', language: 'text', filename: 'sources.sha256', text: `${hashes.join('\n')}\n` },
  ];
}

function editionElements({ editions }: SourcesResult, language: Language): readonly Element[] {
  if (editions.length === 0) return [];
  const items = editions.map(({ id, source, rows, restatedBy }) => {
    const later = restatedBy.map(({ date }) => date).join(', ');
    return text(
      `${id}: ${source.title}, ${source.date}; ${rows} rows${later === '' ? '' : `; restated row for row on ${later}`}.`,
      `${id}: ${source.title}, ${source.date}; ${rows} regels${later === '' ? '' : `; regel voor regel herhaald op ${later}`}.`,
    )[language];
  });
  return [
    { kind: 'heading', text: say.editions[language] },
    { kind: 'list', ordered: false, items },
  ];
}

function summaryTable({ contradictions }: SourcesResult, language: Language): Table {
  return {
    kind: 'table',
    columns: [say.subject, say.follows].map((title) => column(title[language])),
    rows: contradictions.map((one) => row(one.subject[language], followedWords(one, language))),
  };
}

function contradictionPart(result: SourcesResult, language: Language): readonly Element[] {
  const { contradictions, part } = result;
  if (contradictions.length === 0) return [];
  if (part === null) return [{ kind: 'heading', text: say.contradictions[language] }, summaryTable(result, language)];
  return contradictions.flatMap((one): readonly Element[] => [
    { kind: 'heading', text: one.subject[language] },
    contradictionList(one, language),
  ]);
}

/** How much there is, in one sentence. */
function counted({ sources, contradictions, part }: SourcesResult, language: Language): string {
  const documents = text(
    `${sources.length} documents; answers follow the newest of the publisher and name the place of every fact.`,
    `${sources.length} documenten; antwoorden volgen het nieuwste van de uitgever en noemen van elk feit de plaats.`,
  );
  const disputed = text(
    `${contradictions.length} subjects on which documents, or two places of one, do not agree.`,
    `${contradictions.length} onderwerpen waarover documenten, of twee plaatsen in één document, het niet eens zijn.`,
  );
  const editions = text(
    'Every row of these editions is in the catalog; the latest is followed.',
    'Elke regel van deze edities staat in de catalogus; de laatste wordt gevolgd.',
  );
  switch (part) {
    case null:
      return `${documents[language]} ${disputed[language]}`;
    case 'documents':
      return documents[language];
    case 'editions':
      return editions[language];
    case 'contradictions':
      return disputed[language];
  }
}

function actions({ part }: SourcesResult, language: Language): readonly Action[] {
  return [
    ...(part === null ? [{ label: say.every[language], command: 'sources contradictions' }] : []),
    ...(part === null ? [] : [{ label: say.all[language], command: 'sources' }]),
    { label: text('What changed between editions', 'Wat tussen edities wijzigde')[language], command: 'changes' },
  ];
}

/** The documents, their editions, and where they disagree. */
export function viewSources(result: SourcesResult, language: Language, command: string): Card {
  const { part } = result;
  return card({
    title: [say.sources[language], ...(part === null ? [] : [partTitles[part][language]])].join(' · '),
    command,
    body: [
      { kind: 'paragraph', text: counted(result, language) },
      ...documentElements(result, language),
      ...editionElements(result, language),
      ...contradictionPart(result, language),
    ],
    actions: actions(result, language),
  });
}
