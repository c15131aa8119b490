import { type Action, type Card, card, column, type Element, type Row, type Table } from '../../card/card.ts';
import { type EditionId, latestEdition, yearOf } from '../../catalog/ports/edition.ts';
import type { FlowFacts } from '../../catalog/ports/facts.ts';
import { formatSpans } from '../../catalog/ports/span.ts';
import { type Language, text } from '../../catalog/text.ts';
import { citeFacts } from '../cite.ts';
import { nearbyActions, nearbyBody } from './nearby.ts';
import { answerNotes } from './notes.ts';
import type { PortsResult } from './result.ts';
import { queryTitle, way } from './title.ts';
import { needWords, phaseWords, transportWords } from './words.ts';

const say = {
  everything: text('All flows', 'Alle stromen'),
  ports: text('Ports', 'Poorten'),
  port: text('Port', 'Poort'),
  transport: text('Transport', 'Transport'),
  protocol: text('Protocol', 'Protocol'),
  need: text('Need', 'Noodzaak'),
  when: text('When', 'Wanneer'),
  purpose: text('Purpose', 'Doel'),
  editions: text('Editions', 'Edities'),
  source: text('Source', 'Bron'),
  none: text('No edition lists a flow this way.', 'Geen editie noemt een stroom in deze richting.'),
  noneNow: text(
    'The latest edition lists no flow this way any more.',
    'De laatste editie noemt in deze richting geen stroom meer.',
  ),
  retired: text('Retired: close what nothing else uses', 'Vervallen: sluit wat niets anders gebruikt'),
  close: text('Close', 'Sluiten'),
  inUse: text('still in use', 'nog in gebruik'),
  lastIn: text('Last in', 'Laatst in'),
  goneIn: text('Gone in', 'Weg sinds'),
  replacement: text('Now', 'Nu'),
  supplements: text('Not on the ports page, asked for elsewhere', 'Niet op de poortenpagina, elders gevraagd'),
  allRetired: text('The latest edition no longer asks for this.', 'De laatste editie vraagt hier niet meer om.'),
  exportAction: text('Firewall request (CSV)', 'Firewallaanvraag (CSV)'),
  required: text('Required only', 'Alleen vereist'),
  anyNeed: text('Whatever the need', 'Ongeacht de noodzaak'),
  latest: text('Latest edition', 'Laatste editie'),
} as const;

/** The flows to open: those of the asked edition, or of the latest. */
function livingFlows(result: PortsResult): readonly FlowFacts[] {
  return result.flows.filter((flow) => flow.status === 'current' || result.edition !== null);
}

function whenCell(flow: FlowFacts, language: Language): string {
  // Day-to-day traffic is the rule; only what may be closed again after the set-up is worth a word.
  const phase = flow.phase === 'set-up' ? phaseWords[flow.phase][language] : '';
  return [flow.condition?.label[language] ?? '', phase].filter((part) => part !== '').join('; ');
}

function years(editions: readonly EditionId[]): string {
  return editions.map(yearOf).join(' ');
}

const whenColumn = 4;

function livingTable(flows: readonly FlowFacts[], language: Language, last: 'editions' | 'source'): Table {
  const rows = flows.map(
    (flow): Row => ({
      emphasis: 'plain',
      cells: [
        formatSpans(flow.ports),
        transportWords(flow),
        flow.protocol,
        needWords[flow.need][language],
        whenCell(flow, language),
        flow.purpose[language],
        last === 'editions' ? years(flow.editions) : `${flow.source.title}, ${flow.source.date}`,
      ],
    }),
  );
  const titles = [say.port, say.transport, say.protocol, say.need, say.when, say.purpose, say[last]];
  const columns = titles.map((title) => column(title[language]));
  // Most flows are needed at all times; then the column would only take room.
  const unconditional = rows.every(({ cells }) => cells[whenColumn] === '');
  return unconditional
    ? {
        kind: 'table',
        columns: columns.toSpliced(whenColumn, 1),
        rows: rows.map((row) => ({ ...row, cells: row.cells.toSpliced(whenColumn, 1) })),
      }
    : { kind: 'table', columns, rows };
}

function replacement({ retired }: FlowFacts): string {
  return retired?.replacedBy ? `${retired.replacedBy.protocol} ${formatSpans(retired.replacedBy.ports)}` : '';
}

function retiredTable(flows: readonly FlowFacts[], language: Language): Table {
  const rows = flows.map(
    (flow): Row => ({
      emphasis: 'muted',
      cells: [
        formatSpans(flow.ports),
        way(flow.from, flow.to),
        flow.protocol,
        flow.purpose[language],
        flow.retired === null ? '' : yearOf(flow.retired.last),
        flow.retired === null ? '' : yearOf(flow.retired.goneIn),
        formatSpans(flow.retired?.close ?? []) || say.inUse[language],
        replacement(flow),
      ],
    }),
  );
  const titles = [
    say.port,
    text('Flow', 'Stroom'),
    say.protocol,
    say.purpose,
    say.lastIn,
    say.goneIn,
    say.close,
    say.replacement,
  ];
  return { kind: 'table', columns: titles.map((title) => column(title[language])), rows };
}

/** The ways of an answer in the order in which they are shown: both of an asked pair, even the empty one. */
function waysOf(
  result: PortsResult,
  living: readonly FlowFacts[],
): readonly (readonly [FlowFacts['from'], FlowFacts['to']])[] {
  const { ends } = result.query;
  if (ends.kind === 'between' && ends.roles[0] !== ends.roles[1]) {
    const [a, b] = ends.roles;
    return [
      [a, b],
      [b, a],
    ];
  }
  const found = new Map(living.map((flow) => [way(flow.from, flow.to), [flow.from, flow.to] as const]));
  return [...found.values()];
}

function sections(result: PortsResult, language: Language): readonly Element[] {
  const living = livingFlows(result);
  const retired = result.flows.filter((flow) => !living.includes(flow));
  const body: Element[] = [];
  for (const [from, to] of waysOf(result, living)) {
    const goes = (flow: FlowFacts) => flow.from === from && flow.to === to;
    const there = living.filter(goes);
    const none = retired.some(goes) ? say.noneNow : say.none;
    body.push({ kind: 'heading', text: way(from, to) });
    body.push(
      there.length === 0 ? { kind: 'paragraph', text: none[language] } : livingTable(there, language, 'editions'),
    );
  }
  if (retired.length > 0) body.push({ kind: 'heading', text: say.retired[language] }, retiredTable(retired, language));
  if (result.supplements.length > 0) {
    body.push({ kind: 'heading', text: say.supplements[language] });
    for (const [from, to] of waysOf(
      { ...result, query: { ...result.query, ends: { kind: 'any' } } },
      result.supplements,
    )) {
      const there = result.supplements.filter((flow) => flow.from === from && flow.to === to);
      body.push({ kind: 'paragraph', text: way(from, to) }, livingTable(there, language, 'source'));
    }
  }
  return body;
}

function summary(result: PortsResult, language: Language): string {
  const living = livingFlows(result);
  const required = living.filter((flow) => flow.need === 'required').length;
  const retired = result.flows.length - living.length;
  const others = result.supplements.length;
  if (living.length + others === 0) return say.allRetired[language];
  const parts = [
    living.length === 0
      ? text('No flow on the ports page', 'Geen stroom op de poortenpagina')
      : text(
          `${living.length} ${living.length === 1 ? 'flow' : 'flows'}, ${required} required`,
          `${living.length} ${living.length === 1 ? 'stroom' : 'stromen'}, ${required} vereist`,
        ),
    ...(retired === 0 ? [] : [text(`${retired} retired`, `${retired} vervallen`)]),
    ...(others === 0
      ? []
      : [text(`${others} asked for by other documents`, `${others} gevraagd door andere documenten`)]),
    ...(result.omitted === 0
      ? []
      : [text(`${result.omitted} left out as not required`, `${result.omitted} weggelaten als niet vereist`)]),
  ];
  return `${parts.map((part) => part[language]).join('; ')}.`;
}

function actions(result: PortsResult, language: Language, command: string): readonly Action[] {
  const asked = command.slice('ports'.length);
  const shown = [...livingFlows(result), ...result.supplements];
  const required = shown.filter((flow) => flow.need === 'required').length;
  const latest = command.replace(`--edition ${result.edition}`, `--edition ${latestEdition}`);
  return [
    ...(shown.length > 0 ? [{ label: say.exportAction[language], command: `export${asked} --as csv` }] : []),
    ...(required > 0 && required < shown.length
      ? [{ label: say.required[language], command: `${command} --required` }]
      : []),
    ...(result.omitted > 0 ? [{ label: say.anyNeed[language], command: command.replace(' --required', '') }] : []),
    ...(result.edition !== null && result.edition !== latestEdition
      ? [{ label: say.latest[language], command: latest }]
      : []),
  ];
}

/** The answer to a ports question: the count, each way with its table, what retired, what others ask, what changed. */
export function viewPorts(result: PortsResult, language: Language, command: string): Card {
  const shown = [...result.flows, ...result.supplements];
  if (result.nearby !== null)
    return card({
      title: queryTitle(result.query, language),
      tone: 'warning',
      command,
      body: nearbyBody(result.nearby, result.query, language),
      actions: nearbyActions(result.nearby, result.query, language),
    });
  return card({
    title: queryTitle(result.query, language),
    command,
    body: [
      { kind: 'paragraph', text: summary(result, language) },
      ...sections(result, language),
      ...answerNotes(result, language),
    ],
    sources: citeFacts(shown.map(({ source }) => source)),
    actions: actions(result, language, command),
  });
}
