import { type Language, languages, text } from '../catalog/text.ts';
import { isFiller } from './grammar/lexicon.ts';
import { longestLine, readWords } from './grammar/words.ts';
import { type Line, rewrite } from './line.ts';
import { pageOf } from './manual.ts';
import { namedIn, refuseUnnamed } from './named.ts';
import { type Options, takeOptions } from './options.ts';
import { type Refusal, refuse } from './refusal.ts';

/** A line with its command found and its options taken out. Whether the command understands it is not known yet. */
export interface Reading {
  readonly kind: 'reading';
  readonly line: Line;
  /** The language that the line asks for. */
  readonly language: Language | null;
  /** Counted from 1. */
  readonly page: number;
  /** `--lang` and `--page`, as they were typed. */
  readonly common: Options;
}

function languageNamed(typed: string): Language | undefined {
  return languages.find((language) => language === typed.toLowerCase());
}

function refuseLong(length: number): Refusal {
  return refuse(
    'line-too-long',
    text(
      `That line is ${length} characters long; a question has at most ${longestLine}.`,
      `Die regel telt ${length} tekens; een vraag heeft er hoogstens ${longestLine}.`,
    ),
    ['help'],
  );
}

/** The language that a line asks for, wherever `--lang` stands and whatever else is wrong with the line. */
export function languageTyped(typed: string): Language | null {
  if (typed.length > longestLine) return null;
  const words = readWords(typed);
  for (const [at, word] of words.entries()) {
    if (word.kind !== 'option' || word.name !== 'lang') continue;
    const next = words[at + 1];
    return languageNamed(word.value || (next?.kind === 'word' ? next.text : '')) ?? null;
  }
  return null;
}

/** Reads a line as far as every command reads alike, or refuses it. */
export function readLine(typed: string): Reading | Refusal {
  if (typed.length > longestLine) return refuseLong(typed.length);
  const words = readWords(typed);
  // A question mark with nothing asked before it asks for help.
  const wondering = typed.includes('?') && words.every(isFiller);
  const named = namedIn(words) ?? (wondering ? ({ name: 'help', words: [] } as const) : null);
  if (named === null) return refuseUnnamed(words);
  const taken = takeOptions(named.words, pageOf(named.name).options, named.name);
  if (taken.kind === 'refusal') return taken;
  const line: Line = { command: named.name, words: taken.words, options: taken.options };
  const again = (name: string, value: string) => rewrite(line, { options: new Map([[name, value]]) });
  const asked = taken.options.get('lang') ?? null;
  const language = asked === null ? null : languageNamed(asked);
  if (language === undefined)
    return refuse(
      'bad-option',
      text(`--lang takes ${languages.join(' or ')}.`, `--lang is ${languages.join(' of ')}.`),
      languages.map((each) => again('lang', each)),
    );
  const page = taken.options.get('page') ?? '1';
  if (!/^0*[1-9]\d{0,3}$/u.test(page))
    return refuse('bad-option', text('--page takes a number from 1.', '--page is een getal vanaf 1.'), [
      again('page', '1'),
    ]);
  const options = new Map(taken.options);
  const common = new Map([...options].filter(([name]) => name === 'lang' || name === 'page'));
  for (const name of common.keys()) options.delete(name);
  return {
    kind: 'reading',
    line: { ...line, options },
    language,
    page: Number(page),
    common,
  };
}
