import { lineOf, type Word } from './grammar/words.ts';
import type { CommandName } from './manual.ts';
import { type Options, spellOptions } from './options.ts';

/** What a line says to a command: its words in order without the command's own, and the options taken out of them. */
export interface Line {
  readonly command: CommandName;
  readonly words: readonly Word[];
  readonly options: Options;
}

/**
 * The line as one would type it, with some words or option values changed: what a suggestion offers. A word replaced by
 * nothing is left out; everything else that was typed stays.
 */
export function rewrite(
  line: Line,
  changes: {
    readonly words?: ReadonlyMap<Word, string>;
    readonly options?: Options;
  } = {},
): string {
  const options = new Map([...line.options, ...(changes.options ?? [])]);
  return [line.command, lineOf(line.words, changes.words), spellOptions(options)]
    .filter((part) => part !== '')
    .join(' ');
}
