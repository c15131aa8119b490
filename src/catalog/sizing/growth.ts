import { type Text, text } from '../text.ts';
import { type Tier, tierOf } from './sizing.ts';

/** How an estate grows: by a share of itself a year (compound), or by a number of objects a year. Negative shrinks. */
export type Growth =
  | { readonly kind: 'percent'; readonly perYear: number }
  | { readonly kind: 'count'; readonly perYear: number };

/** What to project: so many objects at `start`, growing for so many months. */
export interface GrowthQuestion {
  readonly objects: number;
  readonly growth: Growth;
  readonly months: number;
  /** A date, or milliseconds since 1970. Months are counted in UTC. */
  readonly start: Date | number;
}

/** The estate at the end of a month. */
export interface GrowthPoint {
  /** Whole months since the start. */
  readonly months: number;
  /** The calendar month, `yyyy-mm`. */
  readonly date: string;
  readonly objects: number;
  readonly tier: Tier;
}

/** The estate leaves a tier. `months`, `objects` and `tier` are those of the first month end in another tier. */
export interface Crossing extends GrowthPoint {
  readonly direction: 'up' | 'down';
}

/** Where growth leads: the end, the years on the way, and each change of tier. */
export interface GrowthProjection {
  readonly atEnd: GrowthPoint;
  /** One for each full year within the months asked. */
  readonly steps: readonly GrowthPoint[];
  /** The first crossing; null when the estate stays in its tier. */
  readonly leaves: Crossing | null;
  /** Every crossing in order. A month that passes several tiers counts as one, into the last of them. */
  readonly crossings: readonly Crossing[];
  readonly rule: Text;
}

/** What `project` accepts: 50 years, and rates within which the arithmetic means something. */
export const growthBounds = {
  objects: { from: 1, to: 1_000_000_000 },
  months: { from: 1, to: 600 },
  /** An estate cannot lose more than all of itself. */
  percent: { from: -100, to: 1_000 },
  count: { from: -1_000_000_000, to: 1_000_000_000 },
} as const;

/** The formula, for the reader of an answer. */
export const growthRule: Text = text(
  'Percentages compound: objects × (1 + p / 100) ^ (months / 12). Counts add evenly: objects + n × months / 12. Results are rounded up to whole objects, never below 0, and compared with the tiers at the end of every month.',
  'Percentages werken samengesteld: objecten × (1 + p / 100) ^ (maanden / 12). Aantallen komen er gelijkmatig bij: objecten + n × maanden / 12. De uitkomst wordt naar boven afgerond op hele objecten, wordt nooit lager dan 0 en wordt aan het eind van elke maand met de klassen vergeleken.',
);

/**
 * Powers of a factor like 1.1 carry a rounding error in the sixteenth digit, which would push an exact result such as
 * 121,000 up to 121,001. One part in 10^12 is far above that error and below one object for any directory.
 */
const tolerance = 1e-12;

function exactCount(objects: number, growth: Growth, months: number): number {
  const years = months / 12;
  return growth.kind === 'percent' ? objects * (1 + growth.perYear / 100) ** years : objects + growth.perYear * years;
}

/** Objects after so many months, by the documented rule. Capped at 2^53 - 1, which is beyond any directory. */
export function countAfter(objects: number, growth: Growth, months: number): number {
  const exact = exactCount(objects, growth, months);
  return Math.min(Math.max(Math.ceil(exact - exact * tolerance), 0), Number.MAX_SAFE_INTEGER);
}

/** Months, with their fraction, until the estate counts `target` objects. */
function monthsUntil(objects: number, growth: Growth, target: number): number {
  return growth.kind === 'percent'
    ? (12 * Math.log(target / objects)) / Math.log1p(growth.perYear / 100)
    : (12 * (target - objects)) / growth.perYear;
}

/** The same day so many months later, or the last day of that month where it is shorter. */
function monthsLater(start: number, months: number): number {
  const date = new Date(start);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}

function calendarMonth(time: number): string {
  return new Date(time).toISOString().slice(0, 7);
}

/** The calendar month in which the edge of a tier is passed, between the ends of month `months - 1` and `months`. */
function monthOfCrossing(question: GrowthQuestion, start: number, months: number, edge: number): string {
  const fraction = monthsUntil(question.objects, question.growth, edge) - (months - 1);
  const from = monthsLater(start, months - 1);
  const to = monthsLater(start, months);
  return calendarMonth(from + (to - from) * Math.min(Math.max(fraction, 0), 1));
}

function within(name: string, value: number, { from, to }: { readonly from: number; readonly to: number }): void {
  if (!(value >= from && value <= to)) throw new RangeError(`${name} must be ${from} to ${to}, not ${value}`);
}

/**
 * How an estate grows over the months, and when it leaves its tier. Expects values within `growthBounds` (objects and
 * months whole), which the caller has parsed; anything else throws RangeError.
 */
export function project(question: GrowthQuestion): GrowthProjection {
  const { objects, growth, months } = question;
  within('objects', objects, growthBounds.objects);
  within('months', months, growthBounds.months);
  within(growth.kind, growth.perYear, growthBounds[growth.kind]);
  if (!Number.isInteger(objects) || !Number.isInteger(months)) throw new RangeError('objects and months must be whole');
  const start = Number(question.start);

  const pointAt = (month: number): GrowthPoint => {
    const count = countAfter(objects, growth, month);
    return { months: month, date: calendarMonth(monthsLater(start, month)), objects: count, tier: tierOf(count) };
  };

  const crossings: Crossing[] = [];
  let tier = tierOf(objects);
  for (let month = 1; month <= months; month += 1) {
    const point = pointAt(month);
    if (point.tier.id === tier.id) continue;
    const direction = point.tier.from > tier.from ? 'up' : 'down';
    const edge = direction === 'up' ? (tier.to ?? 0) + 1 : tier.from - 1;
    crossings.push({ ...point, date: monthOfCrossing(question, start, month, edge), direction });
    tier = point.tier;
  }

  return {
    atEnd: pointAt(months),
    steps: Array.from({ length: Math.floor(months / 12) }, (_, year) => pointAt((year + 1) * 12)),
    leaves: crossings[0] ?? null,
    crossings,
    rule: growthRule,
  };
}
