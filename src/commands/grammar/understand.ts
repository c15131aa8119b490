import { type Text, text } from '../../catalog/text.ts';
import { type Line, rewrite } from '../line.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { interpret, type Lexicon, type Piece, spread } from './lexicon.ts';
import { repairs } from './repair.ts';
import type { Word } from './words.ts';

/** A line that holds nothing unknown and nothing ambiguous. */
export interface Understood<Meaning> {
  readonly kind: 'understood';
  /** The line with the words that were written as one apart: the pieces hold its words, and so can be rewritten in it. */
  readonly line: Line;
  readonly pieces: readonly Exclude<Piece<Meaning>, { kind: 'unknown' | 'ambiguous' }>[];
}

/** What a refusal needs to know of the command whose line it refuses. */
export interface Asked<Meaning> {
  /** The legal values, as one noun phrase: `a role (connect, dc, …) or a port (1-65535)`. */
  readonly legal: Text;
  /** A meaning as one would type it, unambiguously. */
  readonly spell: (meaning: Meaning) => string;
}

function quotedList(words: readonly Word[], and: string): string {
  const names = [...new Set(words.map((word) => `“${word.text}”`))];
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;
}

function refuseUnknown<Meaning>(
  line: Line,
  pieces: readonly Piece<Meaning>[],
  lexicon: Lexicon<Meaning>,
  asked: Asked<Meaning>,
): Refusal {
  const found = repairs(pieces, lexicon);
  const unknown = pieces.flatMap((piece) => (piece.kind === 'unknown' ? piece.words : []));
  const choices = Math.max(0, ...found.map((repair) => repair.candidates.length));
  const suggestions = Array.from({ length: choices }, (_, nth) => {
    const replaced = new Map<Word, string>();
    for (const { words: mistyped, candidates } of found) {
      const [first, ...others] = mistyped;
      if (first !== undefined) replaced.set(first, candidates[nth] ?? candidates[0] ?? first.text);
      for (const other of others) replaced.set(other, '');
    }
    return rewrite(line, { words: replaced });
  });
  // Where every word finds what it may have meant, the lines to ask instead say more than a list of all that is legal.
  const legal = suggestions.length > 0 ? null : asked.legal;
  const message = text(
    `“${line.command}” does not know ${quotedList(unknown, 'and')}${legal === null ? '.' : `; it takes ${legal.en}.`}`,
    `“${line.command}” kent ${quotedList(unknown, 'en')} niet${legal === null ? '.' : `; wel ${legal.nl}.`}`,
  );
  return refuse('unknown-word', message, suggestions);
}

function refuseAmbiguous<Meaning>(
  line: Line,
  ambiguous: Extract<Piece<Meaning>, { kind: 'ambiguous' }>,
  asked: Asked<Meaning>,
): Refusal {
  const spelled = ambiguous.meanings.map(asked.spell);
  const [first, ...others] = ambiguous.words;
  const suggestions = spelled.map((name) => {
    const replaced = new Map<Word, string>(others.map((word) => [word, '']));
    if (first !== undefined) replaced.set(first, name);
    return rewrite(line, { words: replaced });
  });
  const typed = ambiguous.words.map((word) => word.text).join(' ');
  return refuse(
    'ambiguous-word',
    text(
      `“${typed}” can mean ${spelled.join(' or ')}; say which.`,
      `“${typed}” kan ${spelled.join(' of ')} betekenen; zeg welke.`,
    ),
    suggestions,
  );
}

/** Reads a line against a lexicon, or refuses it naming every word that stays unknown and what it may have meant. */
export function understand<Meaning>(
  typed: Line,
  lexicon: Lexicon<Meaning>,
  asked: Asked<Meaning>,
): Understood<Meaning> | Refusal {
  const line: Line = { ...typed, words: spread(typed.words, lexicon) };
  const pieces = interpret(line.words, lexicon);
  const understood: Understood<Meaning>['pieces'][number][] = [];
  let ambiguous: Extract<Piece<Meaning>, { kind: 'ambiguous' }> | null = null;
  for (const piece of pieces) {
    if (piece.kind === 'unknown') return refuseUnknown(line, pieces, lexicon, asked);
    if (piece.kind === 'ambiguous') ambiguous ??= piece;
    else understood.push(piece);
  }
  return ambiguous === null
    ? { kind: 'understood', line, pieces: understood }
    : refuseAmbiguous(line, ambiguous, asked);
}
