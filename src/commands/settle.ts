import { readWords } from './grammar/words.ts';
import { guesses, namedIn } from './named.ts';
import { spellOptions } from './options.ts';
import { type Reading, readLine } from './reading.ts';
import type { Refusal } from './refusal.ts';
import { registry } from './registry.ts';

/**
 * How far a suggestion that would itself be refused is followed: an unknown command, then unknown words, then two
 * ambiguous ones.
 */
const longestChain = 4;

/** Most suggestions that are worth a choice; the widest ambiguous word has three meanings, two of them six choices. */
const mostSuggestions = 6;

/** What is wrong with a line, without answering it; null when it would be answered. */
export async function refusalOf(reading: Reading): Promise<Refusal | null> {
  const command = await registry[reading.line.command]();
  const prepared = command.prepare(reading.line);
  return prepared.kind === 'refusal' ? prepared : null;
}

/** A refusal of a command whose suggestions keep the `--lang` and `--page` that dispatch took out of the line. */
export function keepCommon(refusal: Refusal, { common }: Reading): Refusal {
  if (common.size === 0) return refusal;
  return { ...refusal, suggestions: refusal.suggestions.map((line) => `${line} ${spellOptions(common)}`) };
}

/** The lines that would be answered: each given one or, where it would be refused, what that refusal suggests. */
async function answered(lines: readonly string[], chain: number): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const line of lines) {
    const reading = readLine(line);
    const refusal = reading.kind === 'refusal' ? reading : await refusalOf(reading);
    const kept = refusal === null || reading.kind === 'refusal' ? refusal : keepCommon(refusal, reading);
    if (kept === null) found.add(line);
    else if (chain > 0) for (const better of await answered(kept.suggestions, chain - 1)) found.add(better);
    if (found.size >= mostSuggestions) break;
  }
  return [...found].slice(0, mostSuggestions);
}

/** Most commands that a line without one is offered with. */
const mostGuesses = 3;

/**
 * What a line that names no command may have meant: its words as they stand under a command that takes them, else the
 * command that one of them resembles, else a question about ports with its words mended.
 */
async function guessed({ suggestions }: Refusal, typed: string): Promise<readonly string[]> {
  const lines = guesses(readWords(typed));
  const asTyped = await answered(lines, 0);
  if (asTyped.length > 0) return [...asTyped.slice(0, mostGuesses), 'help'];
  const respelled = await answered(suggestions, longestChain);
  return respelled.length > 0 ? respelled : [...(await answered(lines.slice(0, 1), longestChain)), 'help'];
}

/** The refusal with suggestions that are answers, every one; where none is near, the help that fits the line. */
export async function settle(refusal: Refusal, typed: string): Promise<Refusal> {
  if (refusal.code === 'unknown-command') return { ...refusal, suggestions: await guessed(refusal, typed) };
  const near = await answered(refusal.suggestions, longestChain);
  if (near.length > 0) return { ...refusal, suggestions: near };
  const name = refusal.code === 'line-too-long' ? undefined : namedIn(readWords(typed))?.name;
  return { ...refusal, suggestions: [name === undefined || name === 'help' ? 'help' : `help ${name}`] };
}
