import { type EditionId, editions, latestEdition, yearOf } from '../../catalog/ports/edition.ts';
import type { Ends } from '../../catalog/ports/lookup.ts';
import { type RoleId, roles } from '../../catalog/role.ts';
import { text } from '../../catalog/text.ts';
import { type Parsed, parsed } from '../command.ts';
import { everythingPhrases, lexicon } from '../grammar/lexicon.ts';
import { besideRoles, rolePhrases } from '../grammar/role-phrase.ts';
import { type Asked, type Understood, understand } from '../grammar/understand.ts';
import type { Word } from '../grammar/words.ts';
import { type Line, rewrite } from '../line.ts';
import { type EndMark, readEnds, spellEnds } from '../ports/ends.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** Which editions to compare, oldest first, and between which roles. */
export interface ChangesQuery {
  readonly from: EditionId;
  readonly to: EditionId;
  readonly ends: Ends;
}

type Meaning =
  | { readonly kind: 'role'; readonly role: RoleId }
  | { readonly kind: 'edition'; readonly edition: EditionId }
  | { readonly kind: 'everything' };

type Entry = readonly [phrase: string, meaning: Meaning];

const changesLexicon = lexicon<Meaning>([
  ...editions.flatMap(({ id, aliases }) =>
    aliases.flatMap((phrase) =>
      [phrase, `edition ${phrase}`, `editie ${phrase}`, `${phrase} edition`, `${phrase} editie`].map(
        (name): Entry => [name, { kind: 'edition', edition: id }],
      ),
    ),
  ),
  ...rolePhrases.map(([phrase, role]): Entry => [phrase, { kind: 'role', role }]),
  ...[...everythingPhrases, 'edition', 'editions', 'editie', 'edities', ...besideRoles].map(
    (phrase): Entry => [phrase, { kind: 'everything' }],
  ),
]);

const roleIds = roles.map(({ id }) => id).join(', ');

const asked: Asked<Meaning> = {
  legal: text(
    `editions (2017, 2020, 2023, latest) and roles (${roleIds})`,
    `edities (2017, 2020, 2023, latest) en rollen (${roleIds})`,
  ),
  spell: (meaning) => (meaning.kind === 'role' ? meaning.role : meaning.kind === 'edition' ? meaning.edition : ''),
};

type Piece = Understood<Meaning>['pieces'][number];

interface NamedEdition {
  readonly edition: EditionId;
  readonly words: readonly Word[];
}

function editionIn(piece: Piece | undefined): NamedEdition | null {
  return piece?.kind === 'known' && piece.meaning.kind === 'edition'
    ? { edition: piece.meaning.edition, words: piece.words }
    : null;
}

/** What the pieces say of roles. An arrow or a preposition before an edition (`2017 -> 2023`) says nothing of them. */
function marksIn(pieces: readonly Piece[]): readonly EndMark[] {
  const telling = pieces.filter((piece) => piece.kind !== 'filler');
  return telling.flatMap((piece, at): readonly EndMark[] => {
    if (piece.kind === 'arrow' || piece.kind === 'direction') return editionIn(telling[at + 1]) === null ? [piece] : [];
    return piece.kind === 'known' && piece.meaning.kind === 'role'
      ? [{ kind: 'role', role: piece.meaning.role, words: piece.words }]
      : [];
  });
}

/** The line with other texts for what names an edition: nothing leaves it out. */
function renamed(line: Line, names: Iterable<readonly [NamedEdition, string]>): string {
  const texts = [...names].flatMap(([{ words }, name]) =>
    words.map((word, at) => [word, at === 0 ? name : ''] as const),
  );
  return rewrite(line, { words: new Map(texts) });
}

function refuseSame(line: Line, named: readonly NamedEdition[]): Refusal {
  const [first, second] = named;
  const names = [...new Set(named.map(({ words }) => `“${words.map((word) => word.text).join(' ')}”`))];
  const others = editions.filter(({ id }) => id !== first?.edition);
  return refuse(
    'bad-value',
    names.length === 1
      ? text(
          `${names[0]} does not differ from itself; name two editions.`,
          `${names[0]} verschilt niet van zichzelf; noem twee edities.`,
        )
      : text(
          `${names.join(' and ')} are the same edition, row for row; name two that differ.`,
          `${names.join(' en ')} zijn regel voor regel dezelfde editie; noem er twee die verschillen.`,
        ),
    second === undefined ? [] : others.map(({ id }) => renamed(line, [[second, yearOf(id)]])),
  );
}

function refuseMany(line: Line, named: readonly NamedEdition[], distinct: readonly EditionId[]): Refusal {
  const pairs = distinct.slice(1).map((edition, at) => new Set([distinct[at], edition]));
  return refuse(
    'too-many-words',
    text(
      'Changes are between two editions; name one or two.',
      'Wijzigingen zijn er tussen twee edities; noem er één of twee.',
    ),
    pairs.map((pair) =>
      renamed(
        line,
        named.filter(({ edition }) => !pair.has(edition)).map((other) => [other, ''] as const),
      ),
    ),
  );
}

/** The two editions to compare: the oldest and the latest unless named; the latest alone is compared with the one before. */
function pairOf([one, other]: readonly EditionId[]): readonly EditionId[] {
  if (one === undefined) return [editions[0].id, latestEdition];
  if (other !== undefined) return [one, other];
  return one === latestEdition ? editions.slice(-2).map(({ id }) => id) : [one, latestEdition];
}

/** Reads a question about changes: up to two editions in either order, and the roles between which. */
export function readChanges(typed: Line): Parsed<ChangesQuery> {
  const reading = understand(typed, changesLexicon, asked);
  if (reading.kind === 'refusal') return reading;
  const { line, pieces } = reading;
  const ends = readEnds(marksIn(pieces), line);
  if (ends.kind === 'refusal') return ends;
  const named = pieces.flatMap((piece) => editionIn(piece) ?? []);
  const distinct = [...new Set(named.map(({ edition }) => edition))];
  if (distinct.length > 2) return refuseMany(line, named, distinct);
  if (distinct.length === 1 && named.length > 1) return refuseSame(line, named);
  const [from = editions[0].id, to = latestEdition] = pairOf(distinct).toSorted();
  return parsed({ from, to, ends });
}

/** The line that asks this question again. */
export function spellChanges({ from, to, ends }: ChangesQuery): string {
  return ['changes', from, to, spellEnds(ends)].filter((part) => part !== '').join(' ');
}
