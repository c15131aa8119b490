import { type Card, card, column, row } from '../../card/card.ts';
import { type Language, type Text, text } from '../../catalog/text.ts';
import { spellAgo } from '../when.ts';
import { viewRequest } from './request-view.ts';
import type { ProbeResult } from './result.ts';
import { absentElements, unprobedElements, viewRun } from './run-view.ts';

const say = {
  none: text('Nothing to prove', 'Niets te bewijzen'),
  nothing: text(
    'The catalog has no flow that fits this question.',
    'De catalogus heeft geen stroom die bij deze vraag past.',
  ),
  runs: text('The last probes', 'De laatste tests'),
  noRuns: text('None yet; for a try: probe localhost', 'Nog geen; om te proberen: probe localhost'),
  probe: text('Probe', 'Test'),
  all: text('All results', 'Alle resultaten'),
  stopped: text('stopped', 'gestopt'),
  done: text('done', 'klaar'),
  id: text('Id', 'Id'),
  asked: text('Asked', 'Gevraagd'),
  line: text('Line', 'Regel'),
  state: text('State', 'Status'),
} as const satisfies Record<string, Text>;

type Of<Kind extends ProbeResult['kind']> = Extract<ProbeResult, { kind: Kind }>;

function viewRuns({ runs, at }: Of<'probe-runs'>, language: Language, command: string): Card {
  const state = ({ cancelled, finishedAt, tasks }: (typeof runs)[number]) => {
    if (cancelled) return say.stopped[language];
    const done = tasks.filter(({ outcome }) => outcome !== null).length;
    return finishedAt === null ? `${done}/${tasks.length}` : say.done[language];
  };
  return card({
    title: say.runs[language],
    command,
    body:
      runs.length === 0
        ? [{ kind: 'paragraph', text: say.noRuns[language] }]
        : [
            {
              kind: 'table',
              columns: [say.id, say.asked, say.line, say.state].map((title) => column(title[language])),
              rows: runs.map((run) => row(run.id, spellAgo(run.createdAt, at, language), run.command, state(run))),
            },
          ],
    actions: runs.slice(0, 5).map(({ id }) => ({ label: id, command: `probe status ${id}` })),
  });
}

function viewNone({ absent, unprobed }: Of<'probe-none'>, language: Language, command: string): Card {
  const why = [...absentElements(absent, language), ...unprobedElements(unprobed, language)];
  return card({
    title: say.none[language],
    tone: 'warning',
    command,
    body: why.length > 0 ? why : [{ kind: 'paragraph', text: say.nothing[language] }],
    actions: [{ label: 'Runners', command: 'runners' }],
  });
}

function viewCancelled({ id, became }: Of<'probe-cancelled'>, language: Language, command: string): Card {
  const sentence =
    became === 'cancelled'
      ? text(`${id} is stopped; what was proven so far is kept.`, `${id} is gestopt; wat al bewezen is blijft bewaard.`)
      : text(`${id} had ended already.`, `${id} was al klaar.`);
  return card({
    title: `${say.probe[language]} · ${id}`,
    command,
    body: [{ kind: 'paragraph', text: sentence[language] }],
    actions: [{ label: say.all[language], command: `probe status ${id} --all` }],
  });
}

/** The message about probes. */
export function viewProbe(result: ProbeResult, language: Language, command: string): Card {
  switch (result.kind) {
    case 'probe':
      return viewRun(result, language, command);
    case 'probe-none':
      return viewNone(result, language, command);
    case 'probe-runs':
      return viewRuns(result, language, command);
    case 'probe-cancelled':
      return viewCancelled(result, language, command);
    case 'probe-request':
      return viewRequest(result, language, command);
  }
}
