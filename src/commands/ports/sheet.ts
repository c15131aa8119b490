import { column, row, type Table } from '../../card/card.ts';
import type { FlowFacts } from '../../catalog/ports/facts.ts';
import { formatSpans } from '../../catalog/ports/span.ts';
import { roleOf } from '../../catalog/role.ts';
import type { Language } from '../../catalog/text.ts';
import { text } from '../../catalog/text.ts';
import { needWords, phaseWords, statusWords } from './words.ts';

const titles = [
  text('Source role', 'Bronrol'),
  text('Destination role', 'Doelrol'),
  text('Direction', 'Richting'),
  text('Protocol', 'Protocol'),
  text('Transport', 'Transport'),
  text('Transport printed', 'Transport in bron'),
  text('Ports', 'Poorten'),
  text('Need', 'Noodzaak'),
  text('Condition', 'Voorwaarde'),
  text('Phase', 'Fase'),
  text('Purpose', 'Doel'),
  text('Status', 'Status'),
  text('Editions', 'Edities'),
  text('Source', 'Bron'),
  text('Place', 'Plaats'),
  text('Date', 'Datum'),
] as const;

/** Flows as one flat table, a line each: what a spreadsheet takes. */
export function flowSheet(flows: readonly FlowFacts[], language: Language): Table {
  return {
    kind: 'table',
    columns: titles.map((title) => column(title[language])),
    rows: flows.map((flow) =>
      row(
        roleOf(flow.from).name[language],
        roleOf(flow.to).name[language],
        flow.direction,
        flow.protocol,
        flow.allow.join('/'),
        flow.transports.join('/'),
        formatSpans(flow.ports),
        needWords[flow.need][language],
        flow.condition?.label[language] ?? '',
        phaseWords[flow.phase][language],
        flow.purpose[language],
        statusWords[flow.status][language],
        flow.editions.join(' '),
        flow.source.title,
        flow.source.place,
        flow.source.date,
      ),
    ),
  };
}
