import { type Card, card, column, type Element, row, type Table } from '../../card/card.ts';
import type { Change } from '../../catalog/ports/diff.ts';
import { editionSource, yearOf } from '../../catalog/ports/edition.ts';
import { conditionText, type FlowFacts } from '../../catalog/ports/facts.ts';
import { formatSpans } from '../../catalog/ports/span.ts';
import { roleLabel } from '../../catalog/role.ts';
import { cite } from '../../catalog/source.ts';
import { type Language, text } from '../../catalog/text.ts';
import { endsTitle, way } from '../ports/title.ts';
import { assumedTcp, needWords, phaseWords, transportWords } from '../ports/words.ts';
import type { ChangesResult, PortsToward } from './result.ts';

const say = {
  title: text('Changes', 'Wijzigingen'),
  firewall: text('For the firewall team', 'Voor het firewallteam'),
  nothing: text('Nothing to open or to close.', 'Niets te openen of te sluiten.'),
  added: text('Added', 'Toegevoegd'),
  removed: text('Removed', 'Verwijderd'),
  changed: text('Changed', 'Gewijzigd'),
  same: text('These editions say the same.', 'Deze edities zeggen hetzelfde.'),
  unlisted: text('Neither edition lists a flow there.', 'Geen van beide edities noemt daar een stroom.'),
  flow: text('Flow', 'Stroom'),
  port: text('Port', 'Poort'),
  transport: text('Transport', 'Transport'),
  protocol: text('Protocol', 'Protocol'),
  need: text('Need', 'Noodzaak'),
  purpose: text('Purpose', 'Doel'),
  change: text('Change', 'Wijziging'),
  before: text('Before', 'Voorheen'),
  after: text('After', 'Nu'),
  unprinted: text('not printed', 'niet genoemd'),
  exportNow: text('Firewall request (CSV)', 'Firewallaanvraag (CSV)'),
} as const;

const fieldWords: Readonly<Record<Change['field'], ReturnType<typeof text>>> = {
  ports: text('ports', 'poorten'),
  transports: text('transport', 'transport'),
  need: text('need', 'noodzaak'),
  when: text('condition', 'voorwaarde'),
  phase: text('phase', 'fase'),
};

const always = text('always', 'altijd');
const bothPhases = text('set-up and run time', 'inrichting en bedrijf');

/** Both sides of a change in words. */
function sides(change: Change, language: Language): readonly [before: string, after: string] {
  switch (change.field) {
    case 'ports':
      return [formatSpans(change.before), formatSpans(change.after)];
    case 'transports': {
      const words = (list: typeof change.before) =>
        list.length === 0 ? say.unprinted[language] : transportWords({ transports: list });
      return [words(change.before), words(change.after)];
    }
    case 'need':
      return [needWords[change.before][language], needWords[change.after][language]];
    case 'when': {
      const words = (when: typeof change.before) => conditionText(when)[language] || always[language];
      return [words(change.before), words(change.after)];
    }
    case 'phase': {
      const words = (phase: typeof change.before) => phaseWords[phase][language] || bothPhases[language];
      return [words(change.before), words(change.after)];
    }
  }
}

function destinations(list: readonly PortsToward[], language: Language): string {
  const to = text('to', 'naar')[language];
  return list.map(({ to: role, ports }) => `${formatSpans(ports)} ${to} ${roleLabel(role)}`).join('; ');
}

function consequences({ consequence }: ChangesResult, language: Language): readonly Element[] {
  const { close, open, narrow, keep } = consequence;
  const items = [
    ...close.map(({ to, ports }) =>
      text(
        `Close ${formatSpans(ports)} towards ${roleLabel(to)}.`,
        `Sluit ${formatSpans(ports)} naar ${roleLabel(to)}.`,
      ),
    ),
    ...open.map(({ to, ports }) =>
      text(
        `Open ${formatSpans(ports)} towards ${roleLabel(to)}, where the conditions below hold.`,
        `Open ${formatSpans(ports)} naar ${roleLabel(to)}, waar de voorwaarden hieronder gelden.`,
      ),
    ),
    ...(narrow.length === 0
      ? []
      : [
          text(
            `UDP is no longer listed, TCP alone will do: ${destinations(narrow, 'en')}.`,
            `UDP wordt niet meer genoemd, TCP volstaat: ${destinations(narrow, 'nl')}.`,
          ),
        ]),
    ...keep.map(({ to, ports }) =>
      text(
        `Keep ${formatSpans(ports)} towards ${roleLabel(to)}: other flows still use them.`,
        `Laat ${formatSpans(ports)} naar ${roleLabel(to)} open: andere stromen gebruiken ze nog.`,
      ),
    ),
  ].map((item) => item[language]);
  return [
    { kind: 'heading', text: say.firewall[language] },
    items.length === 0 ? { kind: 'paragraph', text: say.nothing[language] } : { kind: 'list', ordered: false, items },
  ];
}

function flowTable(flows: readonly FlowFacts[], language: Language): Table {
  const titles = [say.flow, say.port, say.transport, say.protocol, say.need, say.purpose];
  return {
    kind: 'table',
    columns: titles.map((title) => column(title[language])),
    rows: flows.map((flow) =>
      row(
        way(flow.from, flow.to),
        formatSpans(flow.ports),
        transportWords(flow),
        flow.protocol,
        [needWords[flow.need][language], flow.condition?.label[language] ?? '']
          .filter((part) => part !== '')
          .join(': '),
        flow.purpose[language],
      ),
    ),
  };
}

function changedTable(changed: ChangesResult['changed'], language: Language): Table {
  const titles = [say.flow, say.port, say.protocol, say.change, say.before, say.after];
  return {
    kind: 'table',
    columns: titles.map((title) => column(title[language])),
    rows: changed.flatMap(({ flow, changes }) =>
      changes.map((change) =>
        row(
          way(flow.from, flow.to),
          formatSpans(flow.ports),
          flow.protocol,
          fieldWords[change.field][language],
          ...sides(change, language),
        ),
      ),
    ),
  };
}

/** What changed: the firewall consequence first, then what was added, removed and changed. */
export function viewChanges(result: ChangesResult, language: Language, command: string): Card {
  const { added, removed, changed, from, to, ends } = result;
  const section = (title: typeof say.added, table: Table): readonly Element[] =>
    table.rows.length === 0 ? [] : [{ kind: 'heading', text: `${title[language]} (${table.rows.length})` }, table];
  const nothing = added.length + removed.length + changed.length === 0;
  const asked = command.slice('changes'.length).replace(` ${from} ${to}`, '');
  return card({
    title: [say.title[language], `${yearOf(from)} → ${yearOf(to)}`, endsTitle(ends)]
      .filter((part) => part !== '')
      .join(' · '),
    command,
    body: nothing
      ? [{ kind: 'paragraph', text: (result.compared === 0 ? say.unlisted : say.same)[language] }]
      : [
          ...consequences(result, language),
          ...section(say.added, flowTable(added, language)),
          ...section(say.removed, flowTable(removed, language)),
          ...section(say.changed, changedTable(changed, language)),
          ...([...added, ...removed].some((flow) => flow.transports.length === 0)
            ? [{ kind: 'note', tone: 'neutral', text: assumedTcp[language] } as const]
            : []),
        ],
    sources: [from, to].map((edition) => cite({ source: editionSource(edition), place: '' })),
    actions:
      result.compared === 0
        ? []
        : [{ label: say.exportNow[language], command: `export${asked} --edition ${to} --as csv` }],
  });
}

/** The changes as one flat table. */
export function changesSheet(result: ChangesResult, language: Language): Table {
  const line = (what: string, flow: FlowFacts, before: string, after: string) =>
    row(what, way(flow.from, flow.to), formatSpans(flow.ports), flow.protocol, before, after);
  const titles = [say.change, say.flow, say.port, say.protocol, say.before, say.after];
  return {
    kind: 'table',
    columns: titles.map((title) => column(title[language])),
    rows: [
      ...result.added.map((flow) => line(say.added[language], flow, '', needWords[flow.need][language])),
      ...result.removed.map((flow) => line(say.removed[language], flow, needWords[flow.need][language], '')),
      ...result.changed.flatMap(({ flow, changes }) =>
        changes.map((change) => line(fieldWords[change.field][language], flow, ...sides(change, language))),
      ),
    ],
  };
}
