import { text } from '../catalog/text.ts';
import { nearest } from './grammar/nearest.ts';
import { lineOf, type Option, shortOption, type Word } from './grammar/words.ts';
import { type Refusal, refuse } from './refusal.ts';

/** How an option is written: alone (`--udp`) or with a value (`--edition 2017`). */
export type OptionShape = 'flag' | 'value';

/** The options of one line, by name, already checked against what the command takes; a flag's value is null. */
export type Options = ReadonlyMap<string, string | null>;

/** Options as they are typed: `--edition 2017 --udp`. */
export function spellOptions(options: Options): string {
  return [...options].map(([name, value]) => (value === null ? `--${name}` : `--${name} ${quoted(value)}`)).join(' ');
}

/** A value as one types it: in quotes unless it reads back as the one word that it is. */
function quoted(value: string): string {
  return /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?$/u.test(value) ? value : `"${value}"`;
}

/** Options that stand in every line and that dispatch reads: which page of a long answer, and in which language. */
export const commonOptions = { page: 'value', lang: 'value' } as const satisfies Record<string, OptionShape>;

export interface Taken {
  readonly kind: 'taken';
  readonly options: Options;
  /** The words that are no options, in order. */
  readonly words: readonly Word[];
}

/** The line of a command with some of its words changed: what a refusal of an option suggests. */
function again(command: string, words: readonly Word[], changes: Iterable<readonly [Word, string]>): string {
  return `${command} ${lineOf(words, new Map(changes))}`.trim();
}

/** The value of an option: behind its sign, or the next word. */
function valueAt(
  option: Option,
  next: Word | undefined,
): { readonly value: string | null; readonly behind: Word | null } {
  // `--edition="2017"` is cut before the quote.
  if (option.value !== null && option.value !== '') return { value: option.value, behind: null };
  return next !== undefined && (next.kind === 'word' || next.kind === 'quoted')
    ? { value: next.text, behind: next }
    : { value: null, behind: null };
}

/**
 * Takes the options out of a line. An option that the command does not know, one without its value, and one given twice
 * are refused: nothing typed is dropped. `-edition` counts as `--edition` where the command has that option.
 */
export function takeOptions(
  words: readonly Word[],
  shapes: Readonly<Record<string, OptionShape>>,
  command: string,
): Taken | Refusal {
  const legal: ReadonlyMap<string, OptionShape> = new Map(Object.entries({ ...shapes, ...commonOptions }));
  const options = new Map<string, string | null>();
  const typed = new Map<string, readonly Word[]>();
  const rest: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const short = shortOption(word);
    const option = word.kind === 'option' ? word : short !== null && legal.has(short.name) ? short : null;
    if (option === null) {
      rest.push(word);
      continue;
    }
    const { name } = option;
    const shape = legal.get(name);
    if (shape === undefined) return unknownOption(command, words, option, [...legal.keys()]);
    if (shape === 'flag' && option.value !== null) return needlessValue(command, words, word, name);
    const { value, behind } = shape === 'flag' ? { value: null, behind: null } : valueAt(option, words[at + 1]);
    const before = typed.get(name);
    const parts = behind === null ? [word] : [word, behind];
    if (before !== undefined) return twice(command, words, name, [before, parts]);
    if (shape === 'value' && value === null) return missingValue(command, name);
    if (behind !== null) at += 1;
    options.set(name, value);
    typed.set(name, parts);
  }
  return { kind: 'taken', options, words: rest };
}

function needlessValue(command: string, words: readonly Word[], word: Word, name: string): Refusal {
  return refuse('bad-option', text(`--${name} takes no value.`, `--${name} krijgt geen waarde.`), [
    again(command, words, [[word, `--${name}`]]),
  ]);
}

function missingValue(command: string, name: string): Refusal {
  return refuse('bad-option', text(`--${name} needs a value after it.`, `--${name} heeft een waarde nodig.`), [
    `help ${command}`,
  ]);
}

function twice(command: string, words: readonly Word[], name: string, places: readonly (readonly Word[])[]): Refusal {
  return refuse(
    'bad-option',
    text(`--${name} stands twice; give it once.`, `--${name} staat er twee keer; geef het één keer.`),
    places.map((place) =>
      again(
        command,
        words,
        places.filter((other) => other !== place).flatMap((other) => other.map((word) => [word, ''] as const)),
      ),
    ),
  );
}

function unknownOption(command: string, words: readonly Word[], option: Option, legal: readonly string[]): Refusal {
  const list = legal.map((name) => `--${name}`).join(', ');
  return refuse(
    'unknown-option',
    text(
      `There is no option --${option.name} here; there are ${list}.`,
      `De optie --${option.name} bestaat hier niet; wel ${list}.`,
    ),
    nearest(option.name, legal).map((name) =>
      again(command, words, [[option, option.text.replace(/^-+[^=:]*/u, `--${name}`)]]),
    ),
  );
}
