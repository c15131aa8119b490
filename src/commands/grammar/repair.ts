import type { Lexicon, Piece } from './lexicon.ts';
import { isNear, nearest } from './nearest.ts';
import { fold, type Word } from './words.ts';

/** Words that are not understood, and the phrases that they may have been meant to be, nearest first. */
export interface Repair {
  readonly words: readonly Word[];
  readonly candidates: readonly string[];
}

/** Most words that a mistyped phrase may have. */
const longestTypo = 4;

/** Most slips in one line that are mended: a line with more is no mistyped question. */
const mostRepairs = 8;

/** Most readings that are offered for a mistyped phrase. */
const mostReadings = 3;

/** Phrases looked at to find those readings: many are names of the same thing. */
const mostCandidates = 24;

/** The same candidates, of each meaning only the nearest. */
function distinct<Meaning>(candidates: Iterable<string>, lexicon: Lexicon<Meaning>): readonly string[] {
  const meanings = new Map<string, string>();
  for (const phrase of candidates) {
    const meaning = JSON.stringify(lexicon.phrases.get(phrase));
    if (!meanings.has(meaning)) meanings.set(meaning, phrase);
  }
  return [...meanings.values()].slice(0, mostReadings);
}

function textOf(words: readonly Word[]): string {
  return fold(words.map((word) => word.text).join(' '));
}

/** Phrases whose every word is the typed one, one near it, or one that it begins: `web aplication proxy`, `web app proxy`. */
function wordByWord<Meaning>(typed: string, lexicon: Lexicon<Meaning>): readonly string[] {
  const words = typed.split(' ');
  if (words.length < 2) return [];
  return [...lexicon.phrases.keys()].filter((phrase) => {
    const meant = phrase.split(' ');
    return (
      meant.length === words.length &&
      meant.every((each, at) => {
        const word = words[at] ?? '';
        return each === word || isNear(word, each) || (word.length >= 3 && each.startsWith(word));
      })
    );
  });
}

const mistypable: ReadonlySet<Piece<unknown>['kind']> = new Set(['known', 'ambiguous', 'unknown', 'filler']);

interface Window {
  readonly from: number;
  readonly to: number;
  readonly repair: Repair;
}

/** The longest run of pieces around the unknown one at `at`, from `start` on, that is a phrase but for its spelling. */
function around<Meaning>(
  pieces: readonly Piece<Meaning>[],
  at: number,
  start: number,
  lexicon: Lexicon<Meaning>,
): Window | null {
  for (let length = longestTypo; length > 1; length--)
    for (let from = Math.max(start, at - length + 1); from <= at; from++) {
      const run = pieces.slice(from, from + length);
      if (run.length < length || !run.every(({ kind }) => mistypable.has(kind))) continue;
      const words = run.flatMap((piece) => piece.words);
      const candidates = distinct(wordByWord(textOf(words), lexicon), lexicon);
      if (candidates.length > 0) return { from, to: from + length, repair: { words, candidates } };
    }
  return null;
}

/** The longest run of unknown pieces from `at` that resembles a phrase, or the one piece with nothing near it. */
function onwards<Meaning>(pieces: readonly Piece<Meaning>[], at: number, lexicon: Lexicon<Meaning>): Window {
  let length = 1;
  while (length < longestTypo && pieces[at + length]?.kind === 'unknown') length += 1;
  for (; length > 0; length--) {
    const words = pieces.slice(at, at + length).flatMap((piece) => piece.words);
    const candidates = distinct(nearest(textOf(words), lexicon.phrases.keys(), mostCandidates), lexicon);
    if (candidates.length > 0) return { from: at, to: at + length, repair: { words, candidates } };
  }
  return { from: at, to: at + 1, repair: { words: pieces[at]?.words ?? [], candidates: [] } };
}

/** For each run of words that is not understood, what it may have been meant to be; none unless all can be mended. */
export function repairs<Meaning>(pieces: readonly Piece<Meaning>[], lexicon: Lexicon<Meaning>): readonly Repair[] {
  const found: Repair[] = [];
  for (let at = 0, start = 0; at < pieces.length; ) {
    if (pieces[at]?.kind !== 'unknown') {
      at += 1;
      continue;
    }
    const { to, repair } = around(pieces, at, start, lexicon) ?? onwards(pieces, at, lexicon);
    // Nothing is near one of the words: no line can be suggested, whatever the others may have meant.
    if (repair.candidates.length === 0) return [];
    found.push(repair);
    if (found.length > mostRepairs) return [];
    at = to;
    start = to;
  }
  return found;
}
