import { type Action, type Card, card, column, type Element, row, type Tone } from '../../card/card.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import type { Unprobed } from '../../probe/plan/planned.ts';
import { spellAgo } from '../when.ts';
import { isBlocked } from './request.ts';
import { viewRequest } from './request-view.ts';
import type { ProbeResult, ToldTask } from './result.ts';
import { type Tally, tally } from './tally.ts';
import { targetLine, verdictWords, wayLine } from './words.ts';

const say = {
  running: text('Probing', 'Bezig met testen'),
  done: text('Probe', 'Test'),
  failures: text('What fails', 'Wat faalt'),
  warnings: text('What works, with a remark', 'Wat werkt, met een opmerking'),
  works: text('What works', 'Wat werkt'),
  unprobed: text('What no probe can prove', 'Wat geen test kan bewijzen'),
  again: text('Probe again', 'Test opnieuw'),
  all: text('All results', 'Alle resultaten'),
  less: text('Only what fails', 'Alleen wat faalt'),
  cancel: text('Stop', 'Stop'),
  request: text('Failed flows as a firewall request', 'Falende stromen als firewallaanvraag'),
  none: text('Nothing to prove', 'Niets te bewijzen'),
  runs: text('The last probes', 'De laatste tests'),
  cancelled: text('stopped', 'gestopt'),
  next: text('Next', 'Nu'),
  from: text('from', 'vanaf'),
} as const satisfies Record<string, Text>;

/** Failures that are told before the rest is behind the button. */
const mostTold = 12;

const barWidth = 20;

function bar(done: number, total: number): string {
  const filled = total === 0 ? barWidth : Math.floor((done / total) * barWidth);
  return '█'.repeat(filled) + '░'.repeat(barWidth - filled);
}

/** `28 of 31 work · 2 fail · 1 with a remark`. */
function counts({ total, good, warnings, failures }: Tally, language: Language): string {
  const works = good.length + warnings.length;
  return [
    text(`${works} of ${total} work`, `${works} van ${total} werken`),
    ...(failures.length === 0 ? [] : [text(`${failures.length} fail`, `${failures.length} falen`)]),
    ...(warnings.length === 0
      ? []
      : [text(`${warnings.length} with a remark`, `${warnings.length} met een opmerking`)]),
  ]
    .map((part) => part[language])
    .join(' · ');
}

function taskItem(task: ToldTask, language: Language): string {
  const { explanation, runner } = task;
  if (explanation === null) return targetLine(task);
  const { headline, cause, nextStep } = explanation;
  const next = nextStep === null ? '' : ` ${say.next[language]}: ${nextStep[language]}`;
  const note = task.note === null ? '' : ` (${task.note[language]})`;
  return `${headline[language]} · ${targetLine(task)}${note} · ${wayLine(task)} ${say.from[language]} ${runner}. ${cause[language]}${next}`;
}

function told(title: Text, tasks: readonly ToldTask[], language: Language, most: number): readonly Element[] {
  if (tasks.length === 0) return [];
  const more = tasks.length - most;
  return [
    { kind: 'heading', text: title[language] },
    { kind: 'list', ordered: false, items: tasks.slice(0, most).map((task) => taskItem(task, language)) },
    ...(more > 0
      ? [
          {
            kind: 'paragraph',
            text: text(`And ${more} more, under “All results”.`, `En nog ${more}, onder “Alle resultaten”.`)[language],
          } as const,
        ]
      : []),
  ];
}

function unprobedElements(unprobed: readonly Unprobed[], language: Language): readonly Element[] {
  if (unprobed.length === 0) return [];
  const items = unprobed.map(({ pattern, flows, reason }) => {
    const subject = pattern ?? flows.join(', ');
    return subject === '' ? reason[language] : `${subject}: ${reason[language]}`;
  });
  return [
    { kind: 'heading', text: say.unprobed[language] },
    { kind: 'list', ordered: false, items },
  ];
}

function absentElements(absent: readonly string[], language: Language): readonly Element[] {
  if (absent.length === 0) return [];
  const names = absent.join(', ');
  const sentence = text(
    `Not connected, so nothing is proven from there: ${names}.`,
    `Niet verbonden, dus vandaar is niets bewezen: ${names}.`,
  );
  return [{ kind: 'note', tone: 'warning', text: sentence[language] }];
}

function resultTable(tasks: readonly ToldTask[], language: Language): Element {
  const titles = [text('Target', 'Doel'), text('Way', 'Weg'), text('Kind', 'Soort'), text('Verdict', 'Oordeel')];
  return {
    kind: 'table',
    columns: [...titles.map((title) => column(title[language])), column('ms', 'right')],
    rows: tasks.map((task) =>
      row(
        targetLine(task),
        wayLine(task),
        task.probe.kind,
        task.outcome === null ? '…' : verdictWords[task.outcome.verdict][language],
        task.outcome === null ? '' : String(Math.round(task.outcome.timings.total)),
      ),
    ),
  };
}

type Shown = Extract<ProbeResult, { kind: 'probe' }>;

function actionsOf({ run, all }: Shown, counted: Tally, language: Language): readonly Action[] {
  if (run.finishedAt === null) return [{ label: say.cancel[language], command: `probe cancel ${run.id}` }];
  const other = all
    ? { label: say.less[language], command: `probe status ${run.id}` }
    : { label: say.all[language], command: `probe status ${run.id} --all` };
  const request = { label: say.request[language], command: `probe request ${run.id}` };
  return [
    { label: say.again[language], command: run.command },
    other,
    ...([...counted.failures, ...counted.warnings].some(isBlocked) ? [request] : []),
  ];
}

function toneOf({ run }: Shown, { failures, warnings }: Tally): Tone {
  if (run.finishedAt === null) return 'neutral';
  if (failures.some(({ need }) => need === 'required')) return 'bad';
  return failures.length + warnings.length > 0 || run.cancelled ? 'warning' : 'good';
}

function viewRun(result: Shown, language: Language, command: string): Card {
  const { run, absent, unprobed, all } = result;
  const counted = tally(run);
  const running = run.finishedAt === null;
  const state = run.cancelled ? ` · ${say.cancelled[language]}` : '';
  const progress = `${bar(counted.done, counted.total)} ${counted.done}/${counted.total}`;
  const most = all ? Number.POSITIVE_INFINITY : mostTold;
  return card({
    title: running
      ? `${say.running[language]} · ${counted.done}/${counted.total} · ${run.id}`
      : `${say.done[language]} · ${counts(counted, language)}${state}`,
    tone: toneOf(result, counted),
    command,
    body: [
      { kind: 'paragraph', text: running ? `${progress} · ${counts(counted, language)}` : run.command },
      ...absentElements(absent, language),
      ...told(say.failures, counted.failures, language, most),
      ...(running ? [] : told(say.warnings, counted.warnings, language, most)),
      ...unprobedElements(running ? [] : unprobed, language),
      ...(all ? [{ kind: 'heading', text: say.all[language] } as const, resultTable(run.tasks, language)] : []),
    ],
    actions: actionsOf(result, counted, language),
  });
}

function viewRuns(
  { runs, at }: Extract<ProbeResult, { kind: 'probe-runs' }>,
  language: Language,
  command: string,
): Card {
  const titles = [text('Id', 'Id'), text('Asked', 'Gevraagd'), text('Line', 'Regel'), text('State', 'Status')];
  const state = (run: (typeof runs)[number]) => {
    if (run.cancelled) return say.cancelled[language];
    const done = run.tasks.filter(({ outcome }) => outcome !== null).length;
    return run.finishedAt === null ? `${done}/${run.tasks.length}` : text('done', 'klaar')[language];
  };
  return card({
    title: say.runs[language],
    command,
    body:
      runs.length === 0
        ? [
            {
              kind: 'paragraph',
              text: text('None yet; for a try: probe localhost', 'Nog geen; om te proberen: probe localhost')[language],
            },
          ]
        : [
            {
              kind: 'table',
              columns: titles.map((title) => column(title[language])),
              rows: runs.map((run) => row(run.id, spellAgo(run.createdAt, at, language), run.command, state(run))),
            },
          ],
    actions: runs.slice(0, 5).map(({ id }) => ({ label: id, command: `probe status ${id}` })),
  });
}

/** The message about probes. */
export function viewProbe(result: ProbeResult, language: Language, command: string): Card {
  switch (result.kind) {
    case 'probe':
      return viewRun(result, language, command);
    case 'probe-none':
      return card({
        title: say.none[language],
        tone: 'warning',
        command,
        body: [...absentElements(result.absent, language), ...unprobedElements(result.unprobed, language)],
        actions: [{ label: text('Runners', 'Runners')[language], command: 'runners' }],
      });
    case 'probe-runs':
      return viewRuns(result, language, command);
    case 'probe-cancelled': {
      const sentence =
        result.became === 'cancelled'
          ? text(
              `${result.id} is stopped; what was proven so far is kept.`,
              `${result.id} is gestopt; wat al bewezen is blijft bewaard.`,
            )
          : text(`${result.id} had ended already.`, `${result.id} was al klaar.`);
      return card({
        title: `${say.done[language]} · ${result.id}`,
        command,
        body: [{ kind: 'paragraph', text: sentence[language] }],
        actions: [{ label: say.all[language], command: `probe status ${result.id} --all` }],
      });
    }
    case 'probe-request':
      return viewRequest(result, language, command);
  }
}
