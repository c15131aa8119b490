import { type Card, card, column, row, type Table } from '../../card/card.ts';
import { renderCsv } from '../../card/csv.ts';
import { formatSpans } from '../../catalog/ports/span.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import type { RequestedRule } from './request.ts';
import type { ProbeResult } from './result.ts';
import { verdictWords } from './words.ts';

const titles: readonly Text[] = [
  text('Source', 'Bron'),
  text('Destination', 'Bestemming'),
  text('Address', 'Adres'),
  text('Transport', 'Transport'),
  text('Ports', 'Poorten'),
  text('Action', 'Actie'),
  text('Found', 'Gevonden'),
  text('Purpose', 'Doel'),
  text('Source document', 'Brondocument'),
];

/** The requested rules as one flat table. */
export function requestSheet(rules: readonly RequestedRule[], language: Language): Table {
  return {
    kind: 'table',
    columns: titles.map((title) => column(title[language])),
    rows: rules.map(({ source, destination, address, transport, ports, found, purpose, reference }) =>
      row(
        source,
        destination,
        address ?? '',
        transport,
        formatSpans(ports),
        'allow',
        verdictWords[found][language],
        purpose[language],
        reference === null
          ? ''
          : [reference.title, reference.date, reference.place].filter((part) => part !== '').join(', '),
      ),
    ),
  };
}

/** The failed flows of a run, to hand to the people who run the firewalls. */
export function viewRequest(
  { id, rules }: Extract<ProbeResult, { kind: 'probe-request' }>,
  language: Language,
  command: string,
): Card {
  const title = text('Firewall request from probe', 'Firewallaanvraag uit test')[language];
  if (rules.length === 0)
    return card({
      title: `${title} ${id}`,
      tone: 'good',
      command,
      body: [
        {
          kind: 'paragraph',
          text: text(
            'Nothing failed that a firewall could be the cause of.',
            'Er faalde niets waarvan een firewall de oorzaak kan zijn.',
          )[language],
        },
      ],
      actions: [{ label: text('All results', 'Alle resultaten')[language], command: `probe status ${id} --all` }],
    });
  const [en, nl] = rules.length === 1 ? ['rule', 'regel'] : ['rules', 'regels'];
  const count = text(
    `${rules.length} ${en}, exactly for the flows that failed and that a firewall can be the cause of.`,
    `${rules.length} ${nl}, precies voor de stromen die faalden en waarvan een firewall de oorzaak kan zijn.`,
  );
  const short = rules.map((rule) =>
    row(
      rule.source,
      rule.destination,
      `${rule.transport} ${formatSpans(rule.ports)}`,
      verdictWords[rule.found][language],
    ),
  );
  const columns = [titles[0], titles[1], titles[4], titles[6]].flatMap((one) =>
    one === undefined ? [] : [column(one[language])],
  );
  return card({
    title: `${title} ${id}`,
    command,
    body: [
      { kind: 'paragraph', text: count[language] },
      { kind: 'table', columns, rows: short },
      {
        kind: 'code',
        language: 'csv',
        filename: `firewall-request-${id}.csv`,
        text: renderCsv(requestSheet(rules, language)),
      },
    ],
    actions: [{ label: text('All results', 'Alle resultaten')[language], command: `probe status ${id} --all` }],
  });
}
