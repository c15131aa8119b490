import type { ToldRun, ToldTask } from './result.ts';

/** The tasks of a run by what they call for. */
export interface Tally {
  readonly total: number;
  readonly done: number;
  /** The flow works, and nothing about it needs attention. */
  readonly good: readonly ToldTask[];
  /** The flow works and something about it does not please, or it is not one that must work. */
  readonly warnings: readonly ToldTask[];
  readonly failures: readonly ToldTask[];
}

/** Sorts tasks by tone and need, failures of required flows first. */
export function tally({ tasks }: ToldRun): Tally {
  const finished = tasks.filter(({ explanation }) => explanation !== null);
  const toned = (tone: 'good' | 'warning' | 'bad') => finished.filter(({ explanation }) => explanation?.tone === tone);
  const rank = { required: 0, conditional: 1, recommended: 2, optional: 3 } as const;
  const failures = toned('bad').toSorted((a, b) => rank[a.need] - rank[b.need]);
  return { total: tasks.length, done: finished.length, good: toned('good'), warnings: toned('warning'), failures };
}
