import type { RunView, TaskView } from '../../../src/commands/estate.ts';
import type { ProbeResult } from '../../../src/commands/probe/result.ts';
import { type ToldRun, told } from '../../../src/commands/probe/told.ts';
import type { Outcome } from '../../../src/probe/outcome.ts';
import type { Probe } from '../../../src/probe/probe.ts';
import { everyVerdict, plain, probeOf } from '../../probe/explain/samples.ts';

/** 20 November 2026, five past two in the afternoon in UTC. */
export const asked = Date.UTC(2026, 10, 20, 14, 5);

/** A task of sync01, from Connect to a DC, that waits. */
export function task(kind: Probe['kind'], parts: Partial<TaskView> = {}): TaskView {
  return {
    runner: 'sync01',
    flows: [],
    from: 'connect',
    to: 'dc',
    need: 'required',
    probe: probeOf(kind),
    note: null,
    state: 'waiting',
    outcome: null,
    ...parts,
  };
}

/** The same, done. */
export function done(kind: Probe['kind'], outcome: Outcome, parts: Partial<TaskView> = {}): TaskView {
  return task(kind, { state: 'done', outcome, ...parts });
}

export const works: Outcome = everyVerdict.open;
export const drops: Outcome = { ...everyVerdict.filtered, attempts: 2 };
export const silent: Outcome = everyVerdict['open-or-filtered'];
export const notAsked: Outcome = { ...plain, verdict: 'error', code: 'cancelled', detail: 'It was cancelled.' };

/** A run of these tasks, asked for at `asked`; finished where all of them are done. */
export function runOf(tasks: readonly TaskView[], parts: Partial<RunView> = {}): ToldRun {
  const finished = tasks.every(({ state }) => state === 'done');
  return told({
    id: 'k3fq',
    command: 'probe connect to dc01 as dc',
    by: 'slack:T1/U1',
    createdAt: asked,
    finishedAt: finished ? asked + 12_000 : null,
    cancelled: false,
    tasks,
    ...parts,
  });
}

type Shown = Extract<ProbeResult, { kind: 'probe' }>;

/** The result that shows a run. */
export function shown(run: ToldRun, parts: Partial<Shown> = {}): Shown {
  return { kind: 'probe', at: asked, run, absent: [], unprobed: [], all: false, ...parts };
}
