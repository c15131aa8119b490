import type { ToldRun, ToldTask } from './told.ts';

/** The tasks of a run by what they call for. No task stands in two of them. */
export interface Tally {
  readonly total: number;
  readonly done: number;
  /** The flow works, and nothing about it needs attention. */
  readonly good: readonly ToldTask[];
  /** The flow works, and something about it is worth a word. */
  readonly warnings: readonly ToldTask[];
  /** The flow does not work; those of required flows first. */
  readonly failures: readonly ToldTask[];
  /** Nothing can be claimed: silence over UDP, a policy that said no, a fault. */
  readonly unproven: readonly ToldTask[];
  /** Not asked, because the run was stopped. */
  readonly stopped: readonly ToldTask[];
  /** A way that nothing needs any more, and that is shut. */
  readonly shut: readonly ToldTask[];
}

type Kind = Exclude<keyof Tally, 'total' | 'done'>;

function kindOf({ outcome, explanation }: ToldTask): Kind | null {
  if (outcome === null || explanation === null) return null;
  if (outcome.verdict === 'error' && outcome.code === 'cancelled') return 'stopped';
  const works = outcome.verdict === 'open';
  switch (explanation.tone) {
    case 'good':
      return works ? 'good' : 'shut';
    case 'warning':
      return works ? 'warnings' : 'unproven';
    case 'bad':
      return 'failures';
  }
}

/** How much the need for a flow weighs, the most first. */
const weight = { required: 0, conditional: 1, recommended: 2, optional: 3 } as const;

/** Sorts tasks by what they call for, and each sort by need. */
export function tally({ tasks }: ToldRun): Tally {
  const sorted = Map.groupBy(
    tasks.toSorted((a, b) => weight[a.need] - weight[b.need]),
    kindOf,
  );
  const of = (kind: Kind) => sorted.get(kind) ?? [];
  return {
    total: tasks.length,
    done: tasks.length - (sorted.get(null)?.length ?? 0),
    good: of('good'),
    warnings: of('warnings'),
    failures: of('failures'),
    unproven: of('unproven'),
    stopped: of('stopped'),
    shut: of('shut'),
  };
}
