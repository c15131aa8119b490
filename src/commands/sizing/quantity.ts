import type { Growth } from '../../catalog/sizing/growth.ts';
import { type CountReading, readCount } from '../grammar/count.ts';

/** What a figure of a sizing question may be, before the question as a whole decides and the bounds are checked. */
export type Quantity =
  /** A number without a sign: the objects. */
  | { readonly kind: 'number'; readonly reading: CountReading }
  /** `+5k`: growth a year where objects are named beside it. */
  | { readonly kind: 'signed'; readonly reading: CountReading; readonly sign: 1 | -1 }
  /** `perMonth` marks growth by the month, which is not worked out. */
  | { readonly kind: 'growth'; readonly amount: Amount; readonly perMonth: boolean }
  | { readonly kind: 'horizon'; readonly months: number }
  /** `18m`, which is 18 months where objects are named beside it and can be 18 million where they are not. */
  | { readonly kind: 'months-or-millions'; readonly months: number; readonly reading: CountReading };

/** How much growth. An unsigned amount grows, unless the question speaks of shrinking. */
export interface Amount {
  readonly kind: Growth['kind'];
  readonly sign: 1 | -1 | null;
  /** Percent, or the reading of a number of objects. */
  readonly size: number | CountReading;
}

const year = String.raw`(?:\/ ?|p\/|per |a |an |each |every |elk |ieder )(?:years?|yrs?|y|annum|jaar|jr|j)|yearly|annually|annual|jaarlijks|p\.?a|p\.?j`;
const month = String.raw`(?:\/ ?|p\/|per |a |each |every |elke |iedere )(?:months?|mo|m|maand|mnd)|monthly|maandelijks`;
const grows = '(?:growth|growing|groei)';

const amount = String.raw`(?<sign>\+|-|plus |minus |min )? ?`;
const period = `(?: ?${grows})?(?: ?(?<year>${year})| ?(?<month>${month}))?(?: ${grows})?`;

const percentShape = new RegExp(
  String.raw`^${amount}(?<percent>\d+(?:[.,]\d+)?) ?(?:%|percent|per cent|procent|pct)${period}$`,
  'u',
);
const countShape = new RegExp(
  String.raw`^${amount}(?<count>\d[\d.,'_ ]*(?: ?(?:k|thousand|duizend|m|mln|mio|million|miljoen))?)(?: (?:objects|objecten))?${period}$`,
  'u',
);
const horizonShape =
  /^(?<length>\d+(?:[.,]\d+)?) ?(?:(?<years>years?|yrs?|y|jaar|jaren|jr|j)|(?<months>months?|mos?|m|maand|maanden|mnd))$/u;
const upperMillion = /^\d[\d.,]* ?M$/u;

function signOf(typed: string | undefined): 1 | -1 | null {
  if (typed === undefined) return null;
  return typed === '+' || typed === 'plus ' ? 1 : -1;
}

/** More than two digits behind the separator would be thousands as likely as a fraction: NaN, which no bound admits. */
function percentOf(typed: string): number {
  return /[.,]\d{3}/u.test(typed) ? Number.NaN : Number(typed.replace(',', '.'));
}

function growthShape(typed: string): Quantity | null {
  const { percent, sign: direction, month: monthly } = percentShape.exec(typed)?.groups ?? {};
  if (percent !== undefined) {
    const amount: Amount = { kind: 'percent', sign: signOf(direction), size: percentOf(percent) };
    return { kind: 'growth', amount, perMonth: monthly !== undefined };
  }
  const { count, sign, year: byYear, month: byMonth } = countShape.exec(typed)?.groups ?? {};
  if (count === undefined) return null;
  const reading = readCount(count);
  const side = signOf(sign);
  if (byYear !== undefined || byMonth !== undefined)
    return { kind: 'growth', amount: { kind: 'count', sign: side, size: reading }, perMonth: byMonth !== undefined };
  return side === null ? null : { kind: 'signed', reading, sign: side };
}

function horizon(typed: string): Quantity | null {
  const { length, years } = horizonShape.exec(typed.toLowerCase())?.groups ?? {};
  if (length === undefined) return null;
  const months = Number(length.replace(',', '.')) * (years === undefined ? 1 : 12);
  if (!/\d ?m$/iu.test(typed)) return { kind: 'horizon', months };
  // A capital M is always a million, and so is a small one behind a fraction: nobody counts 1.2 months.
  if (upperMillion.test(typed) || /[.,]/u.test(typed)) return null;
  return { kind: 'months-or-millions', months, reading: readCount(typed) };
}

/** What a word of a sizing question says, if it is a figure; null when it holds none. */
export function readQuantity(typed: string): Quantity | null {
  const found = horizon(typed) ?? growthShape(typed.toLowerCase());
  if (found !== null) return found;
  return /^[-+.,]?\d/u.test(typed) ? { kind: 'number', reading: readCount(typed) } : null;
}

/** Whether several words are one figure: `250 000`, `+20 % per year`, `3 years`. */
export function isOneQuantity(typed: string): boolean {
  const found = readQuantity(typed);
  if (found === null) return false;
  return found.kind !== 'number' || found.reading.kind === 'count' || found.reading.fault === 'out-of-bounds';
}
