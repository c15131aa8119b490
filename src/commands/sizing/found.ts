import { understand } from '../grammar/understand.ts';
import type { Word } from '../grammar/words.ts';
import type { Line } from '../line.ts';
import type { Refusal } from '../refusal.ts';
import { askedOfSizing, type SizingMeaning, sizingLexicon } from './lexicon.ts';

/** A word and what it means. */
export interface Found<Meaning> {
  readonly word: Word;
  readonly meaning: Meaning;
}

/** Everything that a line says, by what it is. */
export type Kinds = { readonly [Kind in SizingMeaning['kind']]: Found<Extract<SizingMeaning, { kind: Kind }>>[] };

/** Reads the words of a line and sorts them, or refuses those that mean nothing. */
export function sortWords(line: Line): Kinds | Refusal {
  const reading = understand(line, sizingLexicon, askedOfSizing);
  if (reading.kind === 'refusal') return reading;
  const kinds: Kinds = {
    number: [],
    signed: [],
    growth: [],
    horizon: [],
    'months-or-millions': [],
    role: [],
    shrinks: [],
    users: [],
    beside: [],
  };
  for (const piece of reading.pieces) {
    const [word] = piece.words;
    if (piece.kind === 'known' && word !== undefined) sort(kinds, word, piece.meaning);
  }
  return kinds;
}

function sort(kinds: Kinds, word: Word, meaning: SizingMeaning): void {
  switch (meaning.kind) {
    case 'number':
      kinds.number.push({ word, meaning });
      return;
    case 'signed':
      kinds.signed.push({ word, meaning });
      return;
    case 'growth':
      kinds.growth.push({ word, meaning });
      return;
    case 'horizon':
      kinds.horizon.push({ word, meaning });
      return;
    case 'months-or-millions':
      kinds['months-or-millions'].push({ word, meaning });
      return;
    case 'role':
      kinds.role.push({ word, meaning });
      return;
    case 'shrinks':
      kinds.shrinks.push({ word, meaning });
      return;
    case 'users':
      kinds.users.push({ word, meaning });
      return;
    case 'beside':
      kinds.beside.push({ word, meaning });
      return;
  }
}
