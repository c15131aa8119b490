import { type Growth, growthBounds } from '../../catalog/sizing/growth.ts';
import { text } from '../../catalog/text.ts';
import type { Word } from '../grammar/words.ts';
import { type Line, rewrite } from '../line.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Amount } from './quantity.ts';
import { spellGrowth } from './question.ts';

/** Two decimals, which is finer than anyone can forecast. */
function rounded(percent: number): number {
  return Math.round(percent * 100) / 100;
}

function refuseMonthly(typed: Word, rate: Growth, line: Line): Refusal {
  const yearly = rate.kind === 'count' ? rate.perYear * 12 : rounded(((1 + rate.perYear / 100) ** 12 - 1) * 100);
  const spelled = spellGrowth({ kind: rate.kind, perYear: yearly });
  return refuse(
    'bad-value',
    text(
      `Growth is worked out by the year: “${typed.text}” is ${spelled}.`,
      `Groei wordt per jaar uitgewerkt: “${typed.text}” is ${spelled}.`,
    ),
    [rewrite(line, { words: new Map([[typed, spelled]]) })],
  );
}

function refusePercent(typed: Word): Refusal {
  return refuse(
    'bad-value',
    text(
      `“${typed.text}” is no growth that can be worked out: from -100% to +1000% a year, with at most two decimals.`,
      `“${typed.text}” is geen groei die uit te werken is: van -100% tot +1000% per jaar, met hoogstens twee decimalen.`,
    ),
  );
}

interface Typed {
  readonly word: Word;
  readonly amount: Amount;
  readonly perMonth: boolean;
}

/** The growth a year, or why there is none. `shrinks` says that the question speaks of a loss. */
export function readGrowth({ word, amount, perMonth }: Typed, shrinks: boolean, line: Line): Growth | Refusal {
  if (shrinks && amount.sign === 1)
    return refuse(
      'bad-value',
      text(
        `“${word.text}” grows, and another word says that it shrinks.`,
        `“${word.text}” groeit, en een ander woord zegt dat het krimpt.`,
      ),
    );
  const sign = amount.sign ?? (shrinks ? -1 : 1);
  if (typeof amount.size === 'object' && amount.size.kind === 'refused') return refuse('bad-value', amount.size.why);
  const size = typeof amount.size === 'number' ? amount.size : amount.size.value;
  const { from, to } = growthBounds[amount.kind];
  // Zero keeps its plus: -0 and 0 are one growth and must be one answer.
  const perYear = size === 0 ? 0 : sign * size;
  if (!(perYear >= from && perYear <= to)) return refusePercent(word);
  const rate: Growth = { kind: amount.kind, perYear };
  return perMonth ? refuseMonthly(word, rate, line) : rate;
}

/** Whole months within the bounds, or why not. */
export function readHorizon(word: Word, months: number, line: Line): number | Refusal {
  const { from, to } = growthBounds.months;
  if (Number.isInteger(months) && months >= from && months <= to) return months;
  const near = Math.min(Math.max(Math.round(months), from), to);
  return refuse(
    'bad-value',
    text(
      `“${word.text}” is no horizon: whole months from ${from}m to ${to}m (${to / 12} years).`,
      `“${word.text}” is geen horizon: hele maanden van ${from}m tot ${to}m (${to / 12} jaar).`,
    ),
    [rewrite(line, { words: new Map([[word, `${near}m`]]) })],
  );
}
