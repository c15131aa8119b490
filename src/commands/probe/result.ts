import { explain } from '../../probe/explain/explain.ts';
import type { Explanation } from '../../probe/explain/explanation.ts';
import type { Unprobed } from '../../probe/plan/planned.ts';
import type { RunnerView, RunView, TaskView } from '../estate.ts';
import type { RequestedRule } from './request.ts';

/** A task with what its outcome means. */
export interface ToldTask extends TaskView {
  /** Null until it is done. */
  readonly explanation: Explanation | null;
}

/** A run as scripts read it: every task with its outcome, cause and next step. */
export interface ToldRun extends Omit<RunView, 'tasks'> {
  readonly tasks: readonly ToldTask[];
}

/** What a line about probes gives. */
export type ProbeResult =
  | {
      readonly kind: 'probe';
      readonly at: number;
      readonly run: ToldRun;
      /** Runners that would have taken part and are not connected. */
      readonly absent: readonly RunnerView['name'][];
      readonly unprobed: readonly Unprobed[];
      /** Whether every task is shown, and not only those that call for something. */
      readonly all: boolean;
    }
  /** Nothing that a probe could prove. */
  | { readonly kind: 'probe-none'; readonly unprobed: readonly Unprobed[]; readonly absent: readonly string[] }
  | { readonly kind: 'probe-runs'; readonly at: number; readonly runs: readonly RunView[] }
  | { readonly kind: 'probe-cancelled'; readonly id: string; readonly became: 'cancelled' | 'finished' }
  | { readonly kind: 'probe-request'; readonly id: string; readonly rules: readonly RequestedRule[] };

/** The run with what each outcome meant when it ended, or means at the moment while it goes on. */
export function told(run: RunView, now: number): ToldRun {
  const at = run.finishedAt ?? now;
  return {
    ...run,
    tasks: run.tasks.map((task) => ({
      ...task,
      explanation:
        task.outcome === null ? null : explain({ probe: task.probe, flow: task.flows[0] ?? null }, task.outcome, at),
    })),
  };
}
