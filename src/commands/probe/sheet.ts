import { column, row, type Table } from '../../card/card.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { spellTime } from '../when.ts';
import { requestSheet } from './request-view.ts';
import type { ProbeResult } from './result.ts';

const titles: readonly Text[] = [
  text('Runner', 'Runner'),
  text('From', 'Van'),
  text('To', 'Naar'),
  text('Host', 'Host'),
  text('Port', 'Poort'),
  text('Kind', 'Soort'),
  text('Flows', 'Stromen'),
  text('Need', 'Noodzaak'),
  text('Note', 'Opmerking'),
  text('Verdict', 'Oordeel'),
  text('Address', 'Adres'),
  text('Cause', 'Oorzaak'),
  text('Next step', 'Volgende stap'),
  text('Milliseconds', 'Milliseconden'),
];

/** The results as one flat table, a line a task. */
export function probeSheet(result: ProbeResult, language: Language): Table {
  if (result.kind === 'probe-request') return requestSheet(result.rules, language);
  if (result.kind === 'probe-runs')
    return {
      kind: 'table',
      columns: ['Id', text('Asked', 'Gevraagd')[language], text('Line', 'Regel')[language]].map((title) =>
        column(title),
      ),
      rows: result.runs.map(({ id, createdAt, command }) => row(id, spellTime(createdAt), command)),
    };
  const tasks = result.kind === 'probe' ? result.run.tasks : [];
  return {
    kind: 'table',
    columns: titles.map((title) => column(title[language])),
    rows: tasks.map(({ runner, from, to, probe, flows, need, note, outcome, explanation }) =>
      row(
        runner,
        from,
        to,
        probe.host,
        String(probe.port),
        probe.kind,
        flows.join(' '),
        need,
        note?.[language] ?? '',
        outcome?.verdict ?? '',
        outcome?.address ?? '',
        explanation?.cause[language] ?? '',
        explanation?.nextStep?.[language] ?? '',
        outcome === null ? '' : String(Math.round(outcome.timings.total)),
      ),
    ),
  };
}
