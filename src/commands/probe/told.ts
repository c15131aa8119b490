import { explain } from '../../probe/explain/explain.ts';
import type { Explanation } from '../../probe/explain/explanation.ts';
import type { RunView, TaskView } from '../estate.ts';

/** A task with what its outcome means. */
export interface ToldTask extends TaskView {
  /** Null until it is done. */
  readonly explanation: Explanation | null;
}

/** A run as scripts read it: every task with its outcome, cause and next step. */
export interface ToldRun extends Omit<RunView, 'tasks'> {
  readonly tasks: readonly ToldTask[];
}

/** The run with what each outcome means. Lists and certificates are judged by when it ended, else by when it began. */
export function told(run: RunView): ToldRun {
  const at = run.finishedAt ?? run.createdAt;
  return {
    ...run,
    tasks: run.tasks.map((task) => ({
      ...task,
      explanation:
        task.outcome === null ? null : explain({ probe: task.probe, flow: task.flows[0] ?? null }, task.outcome, at),
    })),
  };
}
