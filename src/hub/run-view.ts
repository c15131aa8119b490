import * as v from 'valibot';
import type { Need } from '../catalog/ports/row.ts';
import { languages } from '../catalog/text.ts';
import type { RunView, Task, TaskView } from '../commands/estate.ts';
import type { JsonObject } from '../store/json.ts';
import type { StoredRun } from '../store/probe-runs.ts';
import type { StoredTask } from '../store/probe-runs-row.ts';
import type { StoredResult } from '../store/results.ts';
import { parseRow } from '../store/row.ts';
import type { HubParts } from './parts.ts';
import { roleId } from './role-id.ts';

const needs = ['required', 'conditional', 'recommended', 'optional'] as const satisfies readonly Need[];

/** What the store keeps with a task for whoever reads it again. */
const about = v.object({
  from: roleId,
  to: roleId,
  need: v.picklist(needs),
  note: v.nullable(v.object(v.entriesFromList(languages, v.string()))),
});

/** The part of a task that the store does not look into. */
export function aboutOf({ from, to, need, note }: Task): JsonObject {
  return { from, to, need, note: note === null ? null : { ...note } };
}

/** What of a run never changes. */
interface Asked {
  readonly tasks: readonly Task[];
  /** By position. */
  readonly outcomes: Map<number, StoredResult>;
}

function taskOf(stored: StoredTask): Task {
  const { from, to, need, note } = parseRow('job', about, stored.about);
  return { runner: stored.runner, flows: stored.flows, from, to, need, probe: stored.probe, note };
}

/** A run that is read again and again: what was read once is not read a second time. */
export interface OpenRun {
  read(): Promise<RunView>;
}

/** Opens a run to read it; null where there is none. */
export async function openRun({ runs, results }: HubParts['store'], id: string): Promise<OpenRun | null> {
  if ((await runs.find(id)) === null) return null;
  const stored = await runs.tasks(id);
  const asked: Asked = { tasks: stored.map(taskOf), outcomes: new Map() };
  let seq = 0;
  let last: StoredRun | null = null;
  return {
    async read() {
      // The run first: where it says that it has finished, every result is there.
      const run = (await runs.find(id)) ?? last;
      if (run === null) throw new TypeError('a run that was there is gone');
      last = run;
      for (const result of await results.since(id, seq)) {
        asked.outcomes.set(result.position, result);
        seq = result.seq;
      }
      const running = new Set(run.finishedAt === null ? await runs.running(id) : []);
      return viewOf(run, asked, running);
    },
  };
}

function viewOf(run: StoredRun, { tasks, outcomes }: Asked, running: ReadonlySet<number>): RunView {
  return {
    id: run.id,
    command: run.command,
    by: run.by,
    createdAt: run.createdAt,
    finishedAt: run.finishedAt,
    cancelled: run.cancelledAt !== null,
    tasks: tasks.map((task, position): TaskView => {
      const result = outcomes.get(position);
      if (result !== undefined) return { ...task, state: 'done', outcome: result.outcome };
      return { ...task, state: running.has(position) ? 'running' : 'waiting', outcome: null };
    }),
  };
}
