import { column, type Element, row } from '../../card/card.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { evidenceLines } from '../../probe/explain/evidence-lines.ts';
import type { Outcome } from '../../probe/outcome.ts';
import type { ToldTask } from './told.ts';
import type { Where } from './where.ts';
import { portLine, targetLine, verdictWords, wayLine } from './words.ts';

const say = {
  results: text('All results', 'Alle resultaten'),
  seen: text('What was seen', 'Wat er gezien is'),
  target: text('Target', 'Doel'),
  way: text('Way', 'Weg'),
  runner: text('Runner', 'Runner'),
  kind: text('Kind', 'Soort'),
  verdict: text('Verdict', 'Oordeel'),
} as const satisfies Record<string, Text>;

/** What a task asks, without the host where there is but one. */
function target(task: ToldTask, { hosts }: Where): string {
  return hosts.length > 1 ? targetLine(task) : portLine(task);
}

/** Every task on a line. Ways and runners have a column where there are several. */
function table(tasks: readonly ToldTask[], where: Where, language: Language): Element {
  const { ways, runners } = where;
  const titled = [
    say.target,
    ...(ways.length > 1 ? [say.way] : []),
    ...(runners.length > 1 ? [say.runner] : []),
    say.kind,
    say.verdict,
  ];
  return {
    kind: 'table',
    columns: [...titled.map((title) => column(title[language])), column('ms', 'right')],
    rows: tasks.map((task) =>
      row(
        target(task, where),
        ...(ways.length > 1 ? [wayLine(task)] : []),
        ...(runners.length > 1 ? [task.runner] : []),
        task.probe.kind,
        task.outcome === null ? '…' : verdictWords[task.outcome.verdict][language],
        task.outcome === null ? '' : String(Math.round(task.outcome.timings.total)),
      ),
    ),
  };
}

/** What the other side said, line by line, without what every probe has: an address, attempts, times. */
function saidIn(outcome: Outcome, language: Language): readonly string[] {
  const { address, attempts, timings } = outcome;
  const silent: Outcome = { verdict: 'filtered', evidence: null, via: null, address, attempts, timings };
  const common = new Set(evidenceLines(silent).map(({ label }) => label.en));
  return evidenceLines(outcome)
    .filter(({ label }) => !common.has(label.en))
    .map(({ label, value }) => `${label[language]}: ${value}`);
}

/** What an outcome stands on, as one sentence; null where nothing was said. */
function seenLine(task: ToldTask, where: Where, language: Language): string | null {
  const { outcome, runner, note, probe } = task;
  const said = outcome === null ? [] : saidIn(outcome, language);
  if (outcome === null || said.length === 0) return null;
  const { address } = outcome;
  const about = [
    address === null || address === probe.host ? '' : address,
    where.runners.length > 1 ? `${text('from', 'vanaf')[language]} ${runner}` : '',
    note?.[language] ?? '',
  ].filter((part) => part !== '');
  return `${target(task, where)}${about.length === 0 ? '' : ` (${about.join('; ')})`} · ${said.join(' · ')}`;
}

/** Every result of a run, and what each stands on. */
export function allElements(tasks: readonly ToldTask[], where: Where, language: Language): readonly Element[] {
  const seen = tasks.map((task) => seenLine(task, where, language)).filter((line) => line !== null);
  return [
    { kind: 'heading', text: say.results[language] },
    table(tasks, where, language),
    ...(seen.length === 0
      ? []
      : [
          { kind: 'heading', text: say.seen[language] } as const,
          { kind: 'list', ordered: false, items: seen } as const,
        ]),
  ];
}
