import { column, row, type Table } from '../../card/card.ts';
import { formatSpans } from '../../catalog/ports/span.ts';
import { roleOf } from '../../catalog/role.ts';
import { type Language, text } from '../../catalog/text.ts';
import { needWords } from '../ports/words.ts';
import { placeholderOf } from './placeholder.ts';
import type { FirewallRule } from './request.ts';
import { directionWords, durationWords, remarksOn, sourceLines } from './words.ts';

const titles = [
  text('Rule', 'Regel'),
  text('Source role', 'Bronrol'),
  text('Source addresses', 'Bronadressen'),
  text('Destination role', 'Doelrol'),
  text('Destination addresses', 'Doeladressen'),
  text('Transport', 'Transport'),
  text('Ports', 'Poorten'),
  text('Protocol', 'Protocol'),
  text('Direction', 'Richting'),
  text('Need', 'Noodzaak'),
  text('Condition', 'Voorwaarde'),
  text('When', 'Wanneer'),
  text('Reason', 'Reden'),
  text('Remarks', 'Opmerkingen'),
  text('Source document', 'Brondocument'),
] as const;

/** Rules as one flat table, a line each: what a spreadsheet or a change tool takes. */
export function ruleSheet(rules: readonly FirewallRule[], language: Language): Table {
  return {
    kind: 'table',
    columns: titles.map((title) => column(title[language])),
    rows: rules.map((rule) =>
      row(
        rule.id,
        roleOf(rule.from).name[language],
        placeholderOf(rule.from).placeholder,
        roleOf(rule.to).name[language],
        placeholderOf(rule.to).placeholder,
        rule.transport.toUpperCase(),
        formatSpans(rule.ports),
        rule.protocols.join(', '),
        directionWords[rule.direction][language],
        needWords[rule.need][language],
        rule.condition?.label[language] ?? '',
        durationWords[rule.phase][language],
        rule.purpose[language],
        remarksOn(rule, language).join(' '),
        sourceLines(rule).join('; '),
      ),
    ),
  };
}
