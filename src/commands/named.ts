import { text } from '../catalog/text.ts';
import { isFiller } from './grammar/lexicon.ts';
import { nearest } from './grammar/nearest.ts';
import { lineOf, type Word, wordOf } from './grammar/words.ts';
import { type CommandName, commandWords, manual } from './manual.ts';
import { type Refusal, refuse } from './refusal.ts';

/** A command and the words that are left for it. */
export interface Named {
  readonly name: CommandName;
  readonly words: readonly Word[];
}

const ownNames = manual.map(({ name }) => name);
const names = ownNames.join(', ');

function keyOf(word: Word | undefined): string {
  return word?.kind === 'word' || word?.kind === 'quoted' ? word.key : '';
}

/** Where a line names a command: its first words or, failing that, any one word of it. */
function commandIn(words: readonly Word[]): Named | null {
  const phrase = commandWords.get(`${keyOf(words[0])} ${keyOf(words[1])}`);
  if (phrase !== undefined) return { name: phrase, words: words.slice(2) };
  const named = (at: number): Named | null => {
    const name = commandWords.get(keyOf(words[at]));
    return name === undefined ? null : { name, words: words.toSpliced(at, 1) };
  };
  // Beyond the first word a command's own name counts, and another word for it only where fillers alone stand before:
  // `welke poorten` asks for ports, `what does adfs change` asks nothing of `changes`.
  const own = words.findIndex((word) => ownNames.some((name) => name === keyOf(word)));
  const lead = words.findIndex((word) => !isFiller(word) || commandWords.has(keyOf(word)));
  return named(0) ?? (own < 0 ? null : named(own)) ?? (lead < 0 ? null : named(lead));
}

function asksHelp(word: Word): boolean {
  return word.kind === 'option' ? word.name === 'help' : word.kind === 'word' && word.text.toLowerCase() === '-h';
}

/** The command that a line names; null where it names none. `ports --help` and `ports help` are `help ports`. */
export function namedIn(words: readonly Word[]): Named | null {
  const rest = words.filter((word) => !asksHelp(word));
  const named = commandIn(rest);
  if (named === null) return rest.length < words.length ? { name: 'help', words: rest } : null;
  const [only, ...more] = named.words;
  const helped = rest.length < words.length || (more.length === 0 && commandWords.get(keyOf(only)) === 'help');
  return helped && named.name !== 'help' ? { name: 'help', words: [wordOf(named.name)] } : named;
}

interface Respelled {
  readonly word: Word;
  /** Lines that begin with a command that the word resembles. */
  readonly lines: readonly string[];
}

function respelled(words: readonly Word[]): readonly Respelled[] {
  return words.map((word, at) => {
    const near = nearest(keyOf(word), at === 0 ? commandWords.keys() : ownNames);
    const meant = new Set(near.map((name) => commandWords.get(name)).filter((name) => name !== undefined));
    return { word, lines: [...meant].map((name) => `${name} ${lineOf(words.toSpliced(at, 1))}`.trim()) };
  });
}

/** The refusal of a line that names no command, with the lines that it resembles. */
export function refuseUnnamed(words: readonly Word[]): Refusal {
  if (!words.some((word) => /[^\p{P}]/u.test(word.text)))
    return refuse('empty-line', text(`Ask something: ${names}.`, `Vraag iets: ${names}.`), ['help']);
  const near = respelled(words).filter(({ lines }) => lines.length > 0);
  const blamed = near[0]?.word ?? words.find((word) => !isFiller(word)) ?? words[0];
  return refuse(
    'unknown-command',
    text(`“${blamed?.text}” is no command; there are ${names}.`, `“${blamed?.text}” is geen opdracht; wel ${names}.`),
    near.flatMap(({ lines }) => lines),
  );
}

/** Commands that a line may have meant which names none, the likeliest first. */
const guessed = ['ports', 'explain', 'sizing', 'prereqs', 'endpoints'] as const satisfies readonly CommandName[];

/** The line under each command that it may have meant; none where every word is a filler. */
export function guesses(words: readonly Word[]): readonly string[] {
  return words.every(isFiller) ? [] : guessed.map((name) => `${name} ${lineOf(words)}`);
}
