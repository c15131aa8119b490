import { type Action, type Card, card, type Element, type Tone } from '../../card/card.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import type { Unprobed } from '../../probe/plan/planned.ts';
import { spellTime } from '../when.ts';
import { allElements } from './all.ts';
import { countsLine } from './counts.ts';
import { taskItems } from './items.ts';
import { isBlocked } from './request.ts';
import type { ProbeResult } from './result.ts';
import { type Tally, tally } from './tally.ts';
import type { ToldTask } from './told.ts';
import { type Where, whereLine, whereOf } from './where.ts';
import { flowWords } from './words.ts';

const say = {
  running: text('Probing', 'Bezig met testen'),
  done: text('Probe', 'Test'),
  stopped: text('stopped', 'gestopt'),
  failures: text('What fails', 'Wat faalt'),
  unproven: text('What could not be proven', 'Wat niet te bewijzen was'),
  warnings: text('What works, with a remark', 'Wat werkt, met een opmerking'),
  outside: text('What no probe can prove', 'Wat geen test kan bewijzen'),
  again: text('Probe again', 'Test opnieuw'),
  all: text('All results', 'Alle resultaten'),
  less: text('Only what fails', 'Alleen wat faalt'),
  stop: text('Stop', 'Stop'),
  stands: text('Where it stands', 'Stand van zaken'),
  request: text('Failed flows as a firewall request', 'Falende stromen als firewallaanvraag'),
} as const satisfies Record<string, Text>;

type Shown = Extract<ProbeResult, { kind: 'probe' }>;

/** Sentences under one heading before the rest is behind the button; fewer while it goes on, since they change. */
const mostTold = 12;
const mostToldRunning = 4;

const barWidth = 20;

function bar(done: number, total: number): string {
  const filled = total === 0 ? barWidth : Math.floor((done / total) * barWidth);
  return '█'.repeat(filled) + '░'.repeat(barWidth - filled);
}

/** A heading and a list, cut to the most that are shown. */
function section(title: Text, items: readonly string[], most: number, language: Language): readonly Element[] {
  if (items.length === 0) return [];
  const more = items.length - most;
  const rest = text(`And ${more} more, under “All results”.`, `En nog ${more}, onder “Alle resultaten”.`);
  return [
    { kind: 'heading', text: title[language] },
    { kind: 'list', ordered: false, items: items.slice(0, most) },
    ...(more > 0 ? [{ kind: 'paragraph', text: rest[language] } as const] : []),
  ];
}

/** What no probe can prove, as sentences. */
export function unprobedElements(unprobed: readonly Unprobed[], language: Language): readonly Element[] {
  const items = unprobed.map(({ pattern, flows, reason }) => {
    const subject = pattern ?? flows.map(flowWords).join('; ');
    return subject === '' ? reason[language] : `${subject}: ${reason[language]}`;
  });
  return section(say.outside, items, Number.POSITIVE_INFINITY, language);
}

/** Runners that would have taken part. */
export function absentElements(absent: readonly string[], language: Language): readonly Element[] {
  if (absent.length === 0) return [];
  const names = absent.join(', ');
  const sentence = text(
    `Not connected, so nothing is proven from there: ${names}.`,
    `Niet verbonden, dus vandaar is niets bewezen: ${names}.`,
  );
  return [{ kind: 'note', tone: 'warning', text: sentence[language] }];
}

function actionsOf({ run, all }: Shown, { failures, unproven }: Tally, language: Language): readonly Action[] {
  const status = `probe status ${run.id}`;
  if (run.finishedAt === null)
    return [
      { label: say.stop[language], command: `probe cancel ${run.id}` },
      { label: say.stands[language], command: status },
    ];
  return [
    { label: say.again[language], command: run.command },
    all ? { label: say.less[language], command: status } : { label: say.all[language], command: `${status} --all` },
    ...([...failures, ...unproven].some(isBlocked)
      ? [{ label: say.request[language], command: `probe request ${run.id}` }]
      : []),
  ];
}

function toneOf({ run, absent }: Shown, counted: Tally): Tone {
  if (run.finishedAt === null) return 'neutral';
  const { failures, warnings, unproven } = counted;
  if (failures.some(({ need }) => need === 'required')) return 'bad';
  const doubts = failures.length + warnings.length + unproven.length + absent.length;
  return doubts > 0 || run.cancelled ? 'warning' : 'good';
}

function titleOf({ run }: Shown, counted: Tally, language: Language): string {
  if (run.finishedAt === null) return `${say.running[language]} · ${counted.done}/${counted.total} · ${run.id}`;
  const stopped = run.cancelled ? ` · ${say.stopped[language]}` : '';
  return `${say.done[language]} · ${countsLine(counted, false, language)}${stopped}`;
}

/** What was asked, from where, when, and how to name it; while it goes on, how far it is. */
function headOf({ run }: Shown, counted: Tally, where: Where, language: Language): readonly Element[] {
  const circumstances = [whereLine(where, language), spellTime(run.createdAt), run.id].join(' · ');
  const going = countsLine(counted, true, language);
  const lines =
    run.finishedAt === null
      ? [run.command, whereLine(where, language), `${bar(counted.done, counted.total)} ${going}`.trim()]
      : [run.command, circumstances];
  return lines.map((line) => ({ kind: 'paragraph', text: line }));
}

/** The message about a run: the verdict first, then what fails with cause and next step, then the rest. */
export function viewRun(result: Shown, language: Language, command: string): Card {
  const { run, absent, unprobed, all } = result;
  const counted = tally(run);
  const where = whereOf(run);
  const running = run.finishedAt === null;
  const most = all ? Number.POSITIVE_INFINITY : running ? mostToldRunning : mostTold;
  const told = (title: Text, tasks: readonly ToldTask[]) =>
    section(title, taskItems(tasks, where, language), most, language);
  return card({
    title: titleOf(result, counted, language),
    tone: toneOf(result, counted),
    command,
    body: [
      ...headOf(result, counted, where, language),
      ...absentElements(absent, language),
      ...told(say.failures, counted.failures),
      ...(running ? [] : told(say.unproven, counted.unproven)),
      ...(running ? [] : told(say.warnings, counted.warnings)),
      ...(running ? [] : unprobedElements(unprobed, language)),
      ...(all ? allElements(run.tasks, where, language) : []),
    ],
    actions: actionsOf(result, counted, language),
  });
}
