import { nearest } from './nearest.ts';
import { fold, type Word, wordOf } from './words.ts';

/** What a command's words may mean: phrases that stand in a list, and shapes such as numbers. */
export interface Lexicon<Meaning> {
  /** Folded phrase to what it may mean; more than one meaning makes it ambiguous. */
  readonly phrases: ReadonlyMap<string, readonly Meaning[]>;
  /** Words in the longest phrase. */
  readonly longest: number;
  /** Tried on each single word that begins no longer phrase; the first that answers wins. */
  readonly shapes: readonly ((text: string) => Meaning | null)[];
}

/** A piece of a line and what it means. Together the pieces hold every word of the spread line exactly once. */
export type Piece<Meaning> =
  | { readonly kind: 'known'; readonly words: readonly Word[]; readonly meaning: Meaning }
  | { readonly kind: 'ambiguous'; readonly words: readonly Word[]; readonly meanings: readonly Meaning[] }
  | { readonly kind: 'arrow'; readonly words: readonly Word[]; readonly points: 'right' | 'left' | 'both' }
  | { readonly kind: 'direction'; readonly words: readonly Word[]; readonly preposition: 'from' | 'to' }
  | { readonly kind: 'filler'; readonly words: readonly Word[] }
  | { readonly kind: 'unknown'; readonly words: readonly [Word] };

const prepositions: ReadonlyMap<string, 'from' | 'to'> = new Map([
  ['from', 'from'],
  ['van', 'from'],
  ['vanaf', 'from'],
  ['to', 'to'],
  ['towards', 'to'],
  ['toward', 'to'],
  ['into', 'to'],
  ['through', 'to'],
  ['until', 'to'],
  ['naar', 'to'],
  ['richting', 'to'],
  ['tot', 'to'],
  ['t/m', 'to'],
]);

/** How people ask for all there is. */
export const everythingPhrases = ['all', 'everything', 'alles', 'alle'] as const;

/** Words of a sentence around a question that ask nothing themselves, English and Dutch. */
const fillers: ReadonlySet<string> = new Set(
  (
    'a an the and or of for on in at by with between is are be do does can must should has have there that i we you it me ' +
    'my our they them need needs needed use uses used vs versus since against what which who how tell show give list get ' +
    'hi hey hello please thanks thank port ports + & | ' +
    'een de het en of voor op in bij met tussen is zijn staan staat kan moet moeten heb heeft hebben er ik wij we u mij ' +
    'ons nodig gebruikt gebruiken sinds tegen wat welke hoe toon geef hoi hallo poort poorten aub alsjeblieft bedankt'
  ).split(' '),
);

/** A lexicon from lists of phrases. The same meaning under the same phrase twice counts once. */
export function lexicon<Meaning>(
  entries: Iterable<readonly [phrase: string, meaning: Meaning]>,
  shapes: readonly ((text: string) => Meaning | null)[] = [],
): Lexicon<Meaning> {
  const phrases = new Map<string, Meaning[]>();
  let longest = 1;
  for (const [phrase, meaning] of entries) {
    const key = fold(phrase);
    const meanings = phrases.get(key) ?? [];
    if (!meanings.some((known) => JSON.stringify(known) === JSON.stringify(meaning))) meanings.push(meaning);
    phrases.set(key, meanings);
    longest = Math.max(longest, key.split(' ').length);
  }
  return { phrases, longest, shapes };
}

/** Punctuation and emoji: a line ends in `!` or in a thumb. */
const wordless = /^[\p{P}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]+$/u;

/** Whether a word asks nothing itself: a filler, or no word at all. */
export function isFiller(word: Word): boolean {
  return word.kind === 'word' && (word.key === '' || fillers.has(word.key) || wordless.test(word.text));
}

function piece<Meaning>(words: readonly Word[], meanings: readonly Meaning[]): Piece<Meaning> | null {
  const [only, ...more] = meanings;
  if (only === undefined) return null;
  return more.length === 0 ? { kind: 'known', words, meaning: only } : { kind: 'ambiguous', words, meanings };
}

function keyOf(word: Word): string | null {
  return word.kind === 'word' || word.kind === 'quoted' ? word.key : null;
}

/** The longest run of words from `start` that the lexicon knows as a phrase of at least that many words. */
function phraseAt<Meaning>(
  words: readonly Word[],
  start: number,
  lexicon: Lexicon<Meaning>,
  shortest: number,
): Piece<Meaning> | null {
  for (let length = Math.min(lexicon.longest, words.length - start); length >= shortest; length--) {
    const run = words.slice(start, start + length);
    const keys = run.map(keyOf);
    if (keys.includes(null)) continue;
    const found = piece(run, lexicon.phrases.get(keys.join(' ')) ?? []);
    if (found !== null) return found;
  }
  return null;
}

function shapeOf<Meaning>(word: Word | undefined, lexicon: Lexicon<Meaning>): Piece<Meaning> | null {
  if (word?.kind !== 'word' && word?.kind !== 'quoted') return null;
  for (const shape of lexicon.shapes) {
    const meaning = shape(word.text);
    if (meaning !== null) return { kind: 'known', words: [word], meaning };
  }
  return null;
}

/** What the lexicon makes of the words from `start`: a phrase of several words, a shape, or a phrase of one. */
function knownAt<Meaning>(words: readonly Word[], start: number, lexicon: Lexicon<Meaning>): Piece<Meaning> | null {
  return phraseAt(words, start, lexicon, 2) ?? shapeOf(words[start], lexicon) ?? phraseAt(words, start, lexicon, 1);
}

function partsOf(text: string, seam: RegExp): readonly Word[] {
  return text
    .split(seam)
    .filter((part) => part !== '')
    .map(wordOf);
}

/**
 * The words that were written as one: `adfs/wap`, `adfs&wap`, `adfs,wap`, `2017..2023` where a part is known or nearly
 * so, and `adfs-wap` or `"adfs wap"` where every part is known. Anything else stays whole.
 */
function spreadWord<Meaning>(word: Word, lexicon: Lexicon<Meaning>): readonly Word[] {
  const known = (part: Word) => knownAt([part], 0, lexicon) !== null;
  if (word.kind === 'quoted') {
    const parts = spread(partsOf(word.text, /\s/u), lexicon);
    return parts.length > 1 && interpret(parts, lexicon).every(({ kind }) => kind !== 'unknown') ? parts : [word];
  }
  if (word.kind !== 'word' || prepositions.has(word.key) || word.text.includes('://')) return [word];
  const several = partsOf(word.text, /[/&+,|;]|\.{2,}/u);
  if (several.length > 1 || (several.length === 1 && word.text.startsWith('/'))) {
    const near = (part: Word) => nearest(fold(part.text), lexicon.phrases.keys(), 1).length > 0;
    if (several.some(known) || several.every((part) => isFiller(part) || near(part)))
      return several.flatMap((part) => (known(part) ? [part] : spreadWord(part, lexicon)));
  }
  const hyphened = partsOf(word.text, /-/u);
  return hyphened.length > 1 && hyphened.every(known) ? hyphened : [word];
}

/** A line with the words that were written as one apart, as far as the lexicon knows them. */
export function spread<Meaning>(words: readonly Word[], lexicon: Lexicon<Meaning>): readonly Word[] {
  const apart: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const known = knownAt(words, at, lexicon)?.words;
    const word = words[at];
    if (known !== undefined) apart.push(...known);
    else if (word !== undefined) apart.push(...(isFiller(word) ? [word] : spreadWord(word, lexicon)));
    at += known?.length ?? 1;
  }
  return apart;
}

/**
 * What each part of a line means to a command. Options are not handed in here: they are taken out before. The pieces
 * hold the words as `spread` gives them.
 */
export function interpret<Meaning>(words: readonly Word[], lexicon: Lexicon<Meaning>): readonly Piece<Meaning>[] {
  const pieces: Piece<Meaning>[] = [];
  const apart = spread(words, lexicon);
  for (let at = 0; at < apart.length; ) {
    const word = apart[at];
    if (word === undefined) break;
    const found = knownAt(apart, at, lexicon);
    pieces.push(found ?? plainPiece(word));
    at += found?.words.length ?? 1;
  }
  return pieces;
}

/** What a word that the lexicon does not know says in any line. */
function plainPiece(word: Word): Piece<never> {
  const preposition = word.kind === 'word' ? prepositions.get(word.key) : undefined;
  if (word.kind === 'arrow') return { kind: 'arrow', words: [word], points: word.points };
  if (preposition !== undefined) return { kind: 'direction', words: [word], preposition };
  return isFiller(word) ? { kind: 'filler', words: [word] } : { kind: 'unknown', words: [word] };
}
