import { type RoleId, roles } from '../../catalog/role.ts';
import { hostMinimums } from '../../catalog/sizing/host-minimum.ts';
import { text } from '../../catalog/text.ts';
import { type Lexicon, lexicon } from '../grammar/lexicon.ts';
import type { Asked } from '../grammar/understand.ts';
import { fold, type Word } from '../grammar/words.ts';
import { isOneQuantity, type Quantity, readQuantity } from './quantity.ts';

/** What a word of a sizing question may mean. */
export type SizingMeaning =
  | Quantity
  | { readonly kind: 'role'; readonly role: RoleId }
  /** Makes an unsigned growth a loss. */
  | { readonly kind: 'shrinks' }
  /** The tiers count objects, of which users are a part. */
  | { readonly kind: 'users' }
  /** Belongs to a figure beside it and asks nothing itself. */
  | { readonly kind: 'beside' };

type Entry = readonly [phrase: string, meaning: SizingMeaning];

const sized: ReadonlySet<RoleId> = new Set<RoleId>(['connect', 'sql', ...hostMinimums.map(({ role }) => role)]);

function roleEntries(wanted: (id: RoleId) => boolean): readonly Entry[] {
  return roles
    .filter(({ id }) => wanted(id))
    .flatMap(({ id, aliases }) => [id, ...aliases].map((phrase): Entry => [phrase, { kind: 'role', role: id }]));
}

function entries(meaning: SizingMeaning, phrases: readonly string[]): readonly Entry[] {
  return phrases.map((phrase): Entry => [phrase, meaning]);
}

const users = ['user', 'users', 'accounts', 'people', 'gebruiker', 'gebruikers', 'medewerkers'] as const;

const sizedEntries: readonly Entry[] = [
  ...roleEntries((id) => sized.has(id)),
  ...entries({ kind: 'users' }, users),
  ...entries({ kind: 'shrinks' }, ['shrink', 'shrinks', 'shrinking', 'loss', 'decline', 'krimp', 'krimpt']),
  ...entries(
    { kind: 'beside' },
    (
      'object,objects,objecten,objects in ad,objecten in ad,growth,grow,grows,growing,groei,groeit,growing by,' +
      'over,in,within,after,during,next,na,gedurende,binnen,komende,all,everything,tiers,tier,table,alles,klassen,klasse,tabel'
    ).split(','),
  ),
];

const taken = new Set(sizedEntries.map(([phrase]) => fold(phrase)));

export const sizingLexicon: Lexicon<SizingMeaning> = lexicon<SizingMeaning>(
  // `agent` can mean a role without a size of its own; where one with a size shares the word, that one is meant.
  [...sizedEntries, ...roleEntries((id) => !sized.has(id)).filter(([phrase]) => !taken.has(fold(phrase)))],
  [readQuantity],
);

/** Most words that one figure is written in: `+20 % growth per year`, or three groups and two words. */
const longestFigure = 5;

/** The words with those joined that are one figure together, the longest first: `250 000`, `+20 % per year`, `3 years`. */
export function joinFigures(words: readonly Word[]): readonly Word[] {
  const joined: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const figure = figureAt(words, at);
    const word = words[at];
    if (figure !== null) joined.push(figure.word);
    else if (word !== undefined) joined.push(word);
    at += figure?.length ?? 1;
  }
  return joined;
}

function figureAt(words: readonly Word[], at: number): { readonly word: Word; readonly length: number } | null {
  for (let length = Math.min(longestFigure, words.length - at); length > 1; length--) {
    const run = words.slice(at, at + length);
    if (!run.every(({ kind }) => kind === 'word')) continue;
    const together = run.map((word) => word.text).join(' ');
    if (isOneQuantity(together)) return { word: { kind: 'word', text: together, key: fold(together) }, length };
  }
  return null;
}

/** What a refusal says a sizing question takes. */
export const askedOfSizing: Asked<SizingMeaning> = {
  legal: text(
    'a number of objects (250000, 250k, 1.2M), a growth (+20%/y, +5k/y) with a horizon (3y, 18m), or a server (adfs, wap, pta, cloud-sync, sql)',
    'een aantal objecten (250000, 250k, 1,2M), een groei (+20%/y, +5k/y) met een horizon (3y, 18m), of een server (adfs, wap, pta, cloud-sync, sql)',
  ),
  spell: (meaning) => (meaning.kind === 'role' ? meaning.role : ''),
};
