import { card, column, type Element, row, type Table } from '../../../card/card.ts';
import { renderMarkdown as cardMarkdown } from '../../../card/markdown.ts';
import { formatSpans } from '../../../catalog/ports/span.ts';
import { roleLabel, roleOf } from '../../../catalog/role.ts';
import { type Language, text } from '../../../catalog/text.ts';
import { needWords } from '../../ports/words.ts';
import { placeholderOf } from '../placeholder.ts';
import type { FirewallRequest } from '../request.ts';
import { requestLine, requestSources, requestSummary, requestTitle } from '../summary.ts';
import { conditionRemark, directionWords, remarksOn } from '../words.ts';

const say = {
  summary: text('Summary', 'Samenvatting'),
  rules: text('Rules', 'Regels'),
  reading: text(
    'The source role opens the connection, from any port; replies need no rule of their own on a stateful firewall. Direction is seen from inside the organisation.',
    'De bronrol zet de verbinding op, vanaf een willekeurige poort; antwoorden hebben op een stateful firewall geen eigen regel nodig. De richting is gezien vanuit de organisatie.',
  ),
  placeholders: text('Addresses to fill in', 'In te vullen adressen'),
  sources: text('Sources', 'Bronnen'),
  again: text('To ask this again', 'Zo vraagt u dit opnieuw'),
  columns: {
    rules: [
      text('Rule', 'Regel'),
      text('Source', 'Bron'),
      text('Destination', 'Doel'),
      text('Transport', 'Transport'),
      text('Ports', 'Poorten'),
      text('Protocol', 'Protocol'),
      text('Direction', 'Richting'),
      text('Need', 'Noodzaak'),
      text('Reason and remarks', 'Reden en opmerkingen'),
      text('Document', 'Document'),
    ],
    placeholders: [text('Placeholder', 'Plaatshouder'), text('Role', 'Rol'), text('Fill in', 'In te vullen')],
  },
} as const;

function rulesTable(request: FirewallRequest, language: Language): Table {
  const numbers = new Map(requestSources(request).map(({ source }, at) => [source.id, at + 1]));
  return {
    kind: 'table',
    columns: say.columns.rules.map((title) => column(title[language])),
    rows: request.rules.map((rule) =>
      row(
        rule.id,
        `${roleLabel(rule.from)} ${placeholderOf(rule.from).placeholder}`,
        `${roleLabel(rule.to)} ${placeholderOf(rule.to).placeholder}`,
        rule.transport.toUpperCase(),
        formatSpans(rule.ports),
        rule.protocols.join(', '),
        directionWords[rule.direction][language],
        needWords[rule.need][language],
        [rule.purpose[language], ...conditionRemark(rule, language), ...remarksOn(rule, language)].join(' '),
        rule.sources.map(({ id, place }) => `[${numbers.get(id)}] ${place}`).join('; '),
      ),
    ),
  };
}

function placeholdersTable({ placeholders }: FirewallRequest, language: Language): Table {
  return {
    kind: 'table',
    columns: say.columns.placeholders.map((title) => column(title[language])),
    rows: placeholders.map(({ role, placeholder, fill }) =>
      row(placeholder, roleOf(role).name[language], fill[language]),
    ),
  };
}

/** A change request as a document: summary, rules, addresses to fill in, numbered sources with their hashes. */
export function renderMarkdown(request: FirewallRequest, language: Language): string {
  const heading = (words: string): Element => ({ kind: 'heading', text: words });
  const sources = requestSources(request).map(({ source: { title, date, sha256 }, places }) =>
    [title, date, places.join(', '), ...(sha256 === null ? [] : [`SHA-256 ${sha256}`])].join(', '),
  );
  return cardMarkdown(
    card({
      title: requestTitle(request, language),
      command: requestLine(request),
      body: [
        heading(say.summary[language]),
        { kind: 'list', ordered: false, items: requestSummary(request, language) },
        ...(request.rules.length === 0
          ? []
          : [
              heading(say.rules[language]),
              { kind: 'paragraph', text: say.reading[language] } as const,
              rulesTable(request, language),
              heading(say.placeholders[language]),
              placeholdersTable(request, language),
              heading(say.sources[language]),
              { kind: 'list', ordered: true, items: sources } as const,
            ]),
        { kind: 'fields', fields: [{ label: say.again[language], value: requestLine(request) }] },
      ],
    }),
    { language },
  );
}
