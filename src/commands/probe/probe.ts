import { text } from '../../catalog/text.ts';
import { answering, type Command, type Context, type Following } from '../command.ts';
import type { Estate, RunView } from '../estate.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { assign } from './assign.ts';
import { type ProbeQuery, type ProbeQuestion, spellProbe } from './query.ts';
import { readProbe } from './read.ts';
import { requestOf } from './request.ts';
import type { ProbeResult } from './result.ts';
import { probeSheet } from './sheet.ts';
import { told } from './told.ts';
import { viewProbe } from './view.ts';

/** Runs that are listed. */
const listed = 10;

function unknown(id: string): Refusal {
  return refuse(
    'unknown-name',
    text(
      `There is no probe “${id}”; “probe status” lists the last ones.`,
      `Er is geen test “${id}”; “probe status” noemt de laatste.`,
    ),
    ['probe status'],
  );
}

async function start(
  question: ProbeQuestion,
  { actor, place, now }: Context,
  { runners, runs }: Estate,
): Promise<ProbeResult | Refusal> {
  const assigned = assign(question, await runners.list());
  if (assigned.kind === 'refusal') return assigned;
  const { tasks, absent, unprobed } = assigned;
  if (tasks.length === 0) return { kind: 'probe-none', unprobed, absent };
  const started = await runs.start({ by: actor, place: place.conversation, command: spellProbe(question), tasks });
  switch (started.kind) {
    case 'started':
      return { kind: 'probe', at: now, run: told(started.run), absent, unprobed, all: false };
    case 'queue-full':
      return refuse(
        'unknown-name',
        text(
          `${started.runner} has more than ${started.most} probes waiting; ask again when they are done.`,
          `${started.runner} heeft meer dan ${started.most} tests in de wachtrij; vraag het opnieuw als die klaar zijn.`,
        ),
        ['probe status'],
      );
    case 'too-often': {
      const seconds = Math.ceil(started.retryAfterMs / 1_000);
      return refuse(
        'unknown-name',
        text(
          `You have asked for many probes in a short time; try again in ${seconds} s.`,
          `U hebt in korte tijd veel tests gevraagd; probeer het over ${seconds} s opnieuw.`,
        ),
        ['probe status'],
      );
    }
  }
}

async function run(query: ProbeQuery, context: Context): Promise<ProbeResult | Refusal> {
  const estate = await context.estate();
  const { runs, runners } = estate;
  const { now, actor } = context;
  switch (query.kind) {
    case 'start':
      return start(query, context, estate);
    case 'recent':
      return { kind: 'probe-runs', at: now, runs: await runs.recent(listed) };
    case 'status': {
      const found = await runs.read(query.id);
      if (found === null) return unknown(query.id);
      return { kind: 'probe', at: now, run: told(found), absent: [], unprobed: [], all: query.all };
    }
    case 'cancel': {
      const became = await runs.cancel(query.id, actor);
      return became === 'unknown' ? unknown(query.id) : { kind: 'probe-cancelled', id: query.id, became };
    }
    case 'request': {
      const found = await runs.read(query.id);
      if (found === null) return unknown(query.id);
      return { kind: 'probe-request', id: found.id, rules: requestOf(told(found), await runners.list()) };
    }
  }
}

/** What of a run can be seen to change: that a task has begun is not shown. */
function progressOf({ finishedAt, tasks }: Pick<RunView, 'finishedAt' | 'tasks'>): string {
  return `${finishedAt} ${tasks.filter(({ outcome }) => outcome !== null).length}`;
}

/** A run that goes on, as results. What was left out at its start is not stored with it, and stays with the first. */
function follow(result: ProbeResult, { estate }: Context): Following<ProbeResult> | null {
  if (result.kind !== 'probe' || result.run.finishedAt !== null) return null;
  const { run, all } = result;
  return {
    line: spellProbe({ kind: 'status', id: run.id, all }),
    async *items(signal) {
      const { runs } = await estate();
      let shown = progressOf(run);
      for await (const view of runs.follow(run.id, signal)) {
        const progress = progressOf(view);
        if (progress !== shown) yield { ...result, run: told(view) };
        shown = progress;
      }
    },
  };
}

const command: Command<ProbeQuery, ProbeResult> = {
  name: 'probe',
  parse: readProbe,
  run,
  line: spellProbe,
  view: viewProbe,
  sheet: probeSheet,
};

export const probe = answering(command, {
  needs: ({ kind }) => (kind === 'start' || kind === 'cancel' ? 'operator' : 'reader'),
  confidential: () => false,
  follow,
});
