import type { Streams } from '../streams.ts';

/** What every sub-command of `portolan runner` is given. */
export interface RunnerParts {
  readonly streams: Streams;
  /** The legal words nearest to one that is none, nearest first. Handed in, since a runner carries no grammar of chat. */
  nearest(word: string, legal: readonly string[]): readonly string[];
}

/** Runs a sub-command on the arguments behind its name; gives the exit code: 0 an answer, 2 not understood, 1 a fault. */
export type RunRunnerCommand = (argv: readonly string[], parts: RunnerParts) => Promise<number>;

/** A sub-command of `portolan runner`. */
export interface RunnerCommand {
  readonly name: string;
  /** What stands behind the name on a command line. */
  readonly synopsis: string;
  /** What it does, in half a line. */
  readonly summary: string;
  /** Loads it; each on its own, since a shell expects its answer at once. */
  load(): Promise<RunRunnerCommand>;
}
