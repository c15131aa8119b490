import { type RoleId, roleLabel } from '../../catalog/role.ts';
import type { Growth } from '../../catalog/sizing/growth.ts';
import { type HostMinimum, hostMinimumOf } from '../../catalog/sizing/host-minimum.ts';
import { text } from '../../catalog/text.ts';
import type { Parsed } from '../command.ts';
import { type CountReading, readCount } from '../grammar/count.ts';
import type { Word } from '../grammar/words.ts';
import { type Line, rewrite } from '../line.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { type Found, type Kinds, sortWords } from './found.ts';
import { readGrowth, readHorizon } from './growth.ts';
import { joinFigures } from './lexicon.ts';
import type { Amount } from './quantity.ts';
import { defaultMonths, type SizingQuery } from './question.ts';

/** `18m` counts months where something else counts the objects, and millions where nothing else does. */
interface Decided {
  readonly counts: readonly Found<{ readonly reading: CountReading }>[];
  readonly horizons: readonly Found<{ readonly months: number }>[];
}

function decide(kinds: Kinds, line: Line): Decided | Refusal {
  const either = kinds['months-or-millions'];
  if (kinds.number.length > 0) return { counts: kinds.number, horizons: [...kinds.horizon, ...either] };
  const [open, ...more] = either;
  if (open === undefined) return { counts: [], horizons: kinds.horizon };
  const grows = kinds.growth.length + kinds.signed.length > 0;
  if (grows && more.length === 0 && kinds.horizon.length === 0)
    return refuse(
      'ambiguous-word',
      text(
        `“${open.word.text}” can mean months or millions of objects; write M for millions, or give the number of objects as well.`,
        `“${open.word.text}” kan maanden of miljoenen objecten betekenen; schrijf M voor miljoenen, of geef ook het aantal objecten.`,
      ),
      [rewrite(line, { words: new Map([[open.word, open.word.text.toUpperCase()]]) }), `sizing 80k ${lineWords(line)}`],
    );
  return { counts: [open], horizons: [...kinds.horizon, ...more] };
}

function lineWords(line: Line): string {
  return rewrite(line).slice(line.command.length + 1);
}

/** `worth` are those of the found words that make a line when the others go. */
function refuseSeveral(
  line: Line,
  found: readonly { readonly word: Word }[],
  what: readonly [string, string],
  worth = found,
): Refusal {
  const typed = found.map(({ word }) => `“${word.text}”`).join(', ');
  return refuse(
    'too-many-words',
    text(
      `${typed} are ${found.length} ${what[0]}; give one.`,
      `${typed} zijn ${found.length} ${what[1]}; geef er één.`,
    ),
    worth.map(({ word }) =>
      rewrite(line, { words: new Map(found.filter((other) => other.word !== word).map((other) => [other.word, ''])) }),
    ),
  );
}

/** A fraction without a suffix most likely lost it: `1.5` was meant as `1.5k` or `1.5M`. */
function withSuffix(word: Word, line: Line): readonly string[] {
  return ['k', 'M']
    .map((suffix) => `${word.text}${suffix}`)
    .filter((figure) => /^\d/u.test(figure) && readCount(figure).kind === 'count')
    .map((figure) => rewrite(line, { words: new Map([[word, figure]]) }));
}

function refuseFigure(word: Word): Refusal {
  return refuse(
    'bad-value',
    text(
      `“${word.text}” is neither a number of objects (250k), nor a growth (+20%/y), nor a horizon (3y).`,
      `“${word.text}” is geen aantal objecten (250k), geen groei (+20%/y) en geen horizon (3y).`,
    ),
  );
}

function readServers(found: Kinds['role']): Pick<SizingQuery, 'hosts' | 'sql'> | Refusal {
  const hosts = new Set<HostMinimum['role']>();
  let sql = false;
  for (const { meaning } of found) {
    const host = hostMinimumOf(meaning.role);
    if (host !== undefined) hosts.add(host.role);
    else if (meaning.role === 'sql') sql = true;
    else if (meaning.role !== 'connect') return refuseUnsized(meaning.role);
  }
  return { hosts: [...hosts], sql };
}

function refuseUnsized(role: RoleId): Refusal {
  return refuse(
    'bad-value',
    text(
      `No document states a size for ${roleLabel(role)}; there is one for adfs, wap, pta, cloud-sync and sql, and for connect by its number of objects.`,
      `Geen document noemt een omvang voor ${roleLabel(role)}; wel voor adfs, wap, pta, cloud-sync en sql, en voor connect naar het aantal objecten.`,
    ),
    ['sizing'],
  );
}

function refuseUsers(line: Line, users: Kinds['users']): Refusal {
  return refuse(
    'bad-value',
    text(
      'The tiers count every object that is synchronized, and users are only a part of them. Give the number of objects.',
      'De klassen tellen elk object dat wordt gesynchroniseerd, en gebruikers zijn daar maar een deel van. Geef het aantal objecten.',
    ),
    [rewrite(line, { words: new Map(users.map(({ word }) => [word, 'objects'])) })],
  );
}

interface FoundAmount {
  readonly word: Word;
  readonly amount: Amount;
  readonly perMonth: boolean;
}

function amountsOf(kinds: Kinds): readonly FoundAmount[] {
  return [
    ...kinds.growth.map(({ word, meaning }) => ({ word, amount: meaning.amount, perMonth: meaning.perMonth })),
    ...kinds.signed.map(({ word, meaning }) => ({
      word,
      amount: { kind: 'count', sign: meaning.sign, size: meaning.reading } as const,
      perMonth: false,
    })),
  ];
}

/** Growth without objects to grow from. A lone `-5` is rather a count that cannot be. */
function refuseStart(line: Line, kinds: Kinds, rate: Growth | null): Refusal {
  const [signed] = kinds.signed;
  const negative = signed !== undefined && signed.meaning.sign < 0 ? readCount(signed.word.text) : null;
  if (negative?.kind === 'refused') return refuse('bad-value', negative.why);
  return refuse(
    'missing-word',
    text(
      'How many objects are there now? Growth needs a start.',
      'Hoeveel objecten zijn er nu? Groei heeft een begin nodig.',
    ),
    [`sizing 80k ${rate === null ? '+20%/y ' : ''}${lineWords(line)}`],
  );
}

/** Reads a sizing question. Words may stand in any order; every figure must find its place. */
export function readSizing(typed: Line): Parsed<SizingQuery> {
  const line: Line = { ...typed, words: joinFigures(typed.words) };
  const kinds = sortWords(line);
  if ('code' in kinds) return kinds;
  if (kinds.users.length > 0) return refuseUsers(line, kinds.users);
  const decided = decide(kinds, line);
  if ('code' in decided) return decided;
  const { counts, horizons } = decided;
  const [count, ...moreCounts] = counts;
  const unreadable = counts.find(
    ({ meaning: { reading } }) => reading.kind === 'refused' && reading.fault === 'not-a-number',
  );
  if (unreadable !== undefined) return refuseFigure(unreadable.word);
  if (moreCounts.length > 0) {
    const good = counts.filter(({ meaning }) => meaning.reading.kind === 'count');
    return refuseSeveral(line, counts, ['numbers of objects', 'aantallen objecten'], good);
  }
  if (count?.meaning.reading.kind === 'refused')
    return refuse('bad-value', count.meaning.reading.why, withSuffix(count.word, line));
  const amounts = amountsOf(kinds);
  const [amount] = amounts;
  if (amounts.length > 1) return refuseSeveral(line, amounts, ['growths', 'keer groei']);
  const [horizon] = horizons;
  if (horizons.length > 1) return refuseSeveral(line, horizons, ['horizons', 'horizonnen']);
  const servers = readServers(kinds.role);
  if ('code' in servers) return servers;

  const rate = amount === undefined ? null : readGrowth(amount, kinds.shrinks.length > 0, line);
  if (rate !== null && 'code' in rate) return rate;
  const months = horizon === undefined ? null : readHorizon(horizon.word, horizon.meaning.months, line);
  if (typeof months === 'object' && months !== null) return months;
  const objects = count?.meaning.reading.kind === 'count' ? count.meaning.reading.value : null;

  if (objects === null && (rate !== null || months !== null)) return refuseStart(line, kinds, rate);
  if (rate === null && (months !== null || kinds.shrinks.length > 0))
    return refuse(
      'missing-word',
      text(
        'How fast does it grow? A horizon needs a growth.',
        'Hoe snel groeit het? Een horizon heeft een groei nodig.',
      ),
      [`${rewrite(line)} +10%/y`],
    );
  return {
    kind: 'parsed',
    arguments: {
      objects,
      growth: rate === null ? null : { rate, months: months ?? defaultMonths },
      ...servers,
    },
  };
}
