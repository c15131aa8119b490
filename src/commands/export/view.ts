import { type Action, type Card, card, column, type Element, row } from '../../card/card.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { nearbyBody } from '../ports/nearby.ts';
import { spellQuery } from '../ports/query.ts';
import { formatOf, formats } from './format.ts';
import { spellExport } from './read.ts';
import { renderRequest } from './render.ts';
import type { ExportResult } from './result.ts';
import { requestSources, requestSummary, requestTitle } from './summary.ts';

const say = {
  placeholder: text('Placeholder', 'Plaatshouder'),
  fill: text('Fill in', 'In te vullen'),
  ports: text('The ports themselves', 'De poorten zelf'),
} as const;

function fileSentence({ format, filename, byDefault }: ExportResult): Text {
  const { name } = formatOf(format);
  if (!byDefault) return text(`${name}, in ${filename}.`, `${name}, in ${filename}.`);
  const others = formats.flatMap(({ id }) => (id === format ? [] : [id])).join(', ');
  return text(
    `${name}, in ${filename}, since no format was asked for; --as also takes ${others}.`,
    `${name}, in ${filename}, want er is geen formaat gevraagd; --as kent ook ${others}.`,
  );
}

function placeholders(result: ExportResult, language: Language): Element {
  return {
    kind: 'table',
    columns: [column(say.placeholder[language]), column(say.fill[language])],
    rows: result.placeholders.map(({ placeholder, fill }) => row(placeholder, fill[language])),
  };
}

function actions({ query, format, rules, leftOut }: ExportResult, language: Language): readonly Action[] {
  const again = formats
    .filter(({ id }) => id !== format && rules.length > 0)
    .map(({ id, name }) => ({ label: name, command: spellExport({ query, format: id }) }));
  const edition = leftOut.at(0)?.retired?.last;
  const old =
    rules.length > 0 || edition === undefined
      ? []
      : [
          {
            label: text(`As the edition of ${edition} asks`, `Zoals de editie van ${edition} vraagt`)[language],
            command: spellExport({ query: { ...query, edition }, format }),
          },
        ];
  return [...again, ...old, { label: say.ports[language], command: spellQuery('ports', query) }];
}

/** The answer to an export: what is asked and what is not, which addresses to fill in, and the file. */
export function viewExport(result: ExportResult, language: Language, command: string): Card {
  const title = requestTitle(result, language);
  const [counts = '', ...more] = requestSummary(result, language);
  if (result.rules.length === 0)
    return card({
      title,
      tone: 'warning',
      command,
      body:
        result.nearby === null
          ? [counts, ...more].map((sentence) => ({ kind: 'note', tone: 'warning', text: sentence }))
          : nearbyBody(result.nearby, result.query, language),
      actions: actions(result, language),
    });
  return card({
    title,
    command,
    body: [
      { kind: 'paragraph', text: `${counts} ${fileSentence(result)[language]}` },
      { kind: 'list', ordered: false, items: more },
      placeholders(result, language),
      {
        kind: 'code',
        language: formatOf(result.format).syntax,
        filename: result.filename,
        text: renderRequest(result, result.format, language),
      },
    ],
    sources: requestSources(result).map(
      ({ source, places }) => `${source.title}, ${source.date}: ${places.join(', ')}`,
    ),
    actions: actions(result, language),
  });
}
