import { growthBounds } from '../../catalog/sizing/growth.ts';
import { type Text, text } from '../../catalog/text.ts';

/** Why a text gives no count of objects. */
export type CountFault = 'not-a-number' | 'unclear' | 'not-whole' | 'out-of-bounds';

/** A count as typed: a whole number within the bounds, or the sentence that says why it is none. */
export type CountReading =
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'refused'; readonly fault: CountFault; readonly why: Text };

/** What a count may be: 1 to 1,000,000,000, as far as growth is worked out. */
export const countBounds = growthBounds.objects;

/** Powers of ten that a suffix stands for, English and Dutch. */
const exponents: ReadonlyMap<string, number> = new Map([
  ['', 0],
  ['k', 3],
  ['thousand', 3],
  ['duizend', 3],
  ['m', 6],
  ['mln', 6],
  ['mio', 6],
  ['million', 6],
  ['miljoen', 6],
]);

const shape = /^(?<minus>-)? ?(?<body>\d(?:[\d.,'_ ]*\d)?) ?(?<suffix>k|thousand|duizend|m|mln|mio|million|miljoen)?$/u;

/** One separator all through, and three digits after each: a leading 0 would be no number in groups. */
const grouped = /^(?!0)\d{1,3}(?:(?<mark>[.,'_ ])\d{3})(?:\k<mark>\d{3})*$/u;

const decimal = /^(?<whole>\d+)(?:[.,](?<fraction>\d+))?$/u;

function refused(fault: CountFault, en: string, nl: string): CountReading {
  return { kind: 'refused', fault, why: text(en, nl) };
}

function outOfBounds(typed: string): CountReading {
  return refused(
    'out-of-bounds',
    `“${typed}” is out of bounds: a count runs from 1 to 1,000,000,000.`,
    `“${typed}” valt buiten de grenzen: een aantal loopt van 1 tot en met 1.000.000.000.`,
  );
}

function bounded(digits: string, typed: string): CountReading {
  const value = Number(digits);
  return value >= countBounds.from && value <= countBounds.to ? { kind: 'count', value } : outOfBounds(typed);
}

/** `1.2` and an exponent of 6: moves the separator, so that no figure passes through a binary fraction. */
function scaled(body: string, exponent: number, typed: string): CountReading {
  const { whole, fraction = '' } = decimal.exec(body)?.groups ?? {};
  if (whole === undefined)
    return refused(
      'unclear',
      `“${typed}” mixes groups with k or M; before k or M at most one separator may stand, and it is decimal: 1.2M.`,
      `“${typed}” combineert groepen met k of M; vóór k of M mag hoogstens één scheidingsteken staan, en dat is decimaal: 1,2M.`,
    );
  if (/[1-9]/u.test(fraction.slice(exponent)))
    return refused(
      'not-whole',
      `“${typed}” is no whole number of objects.`,
      `“${typed}” is geen heel aantal objecten.`,
    );
  return bounded(whole + fraction.slice(0, exponent).padEnd(exponent, '0'), typed);
}

function plain(body: string, typed: string): CountReading {
  if (/^\d+$/u.test(body)) return bounded(body, typed);
  if (grouped.test(body)) return bounded(body.replace(/\D/gu, ''), typed);
  return /^\d+[.,]\d+$/u.test(body)
    ? refused(
        'unclear',
        `“${typed}” is no whole number, and no thousands either: those stand in groups of three (1,500). For a fraction of a thousand or a million add k or M (1.5k).`,
        `“${typed}” is geen heel getal, en ook geen duizendtal: die staan in groepen van drie (1.500). Zet voor een deel van duizend of een miljoen k of M erachter (1,5k).`,
      )
    : refused(
        'unclear',
        `“${typed}” is not grouped as numbers are: groups of three digits with the same separator all through (1,250,000 or 1.250.000).`,
        `“${typed}” is niet gegroepeerd zoals getallen: groepen van drie cijfers met overal hetzelfde scheidingsteken (1.250.000 of 1,250,000).`,
      );
}

/**
 * Reads a count as people write it. What could be read in two ways is decided here, once:
 *
 * - With a suffix (`k`, `M`, `thousand`, `miljoen`, …; either case) the only separator is decimal, be it a point or a
 *   comma: `1.2M` and `1,2M` are 1,200,000, and `1,250k` is 1,250. Groups before a suffix are refused.
 * - Without a suffix separators group thousands: `250,000`, `250.000`, `250 000`, `250'000` and `250_000` are the same.
 *   Groups have three digits, one separator throughout, and no leading zero; `1.5`, `12.34`, `0.250` and `1,234.567` are
 *   therefore refused, since guessing could be wrong a thousandfold.
 * - Blanks of any kind are the same blank; leading zeros of an ungrouped number mean nothing.
 * - What is not whole, below 1 (negative included) or above 1,000,000,000 is refused.
 */
export function readCount(typed: string): CountReading {
  const tidy = typed
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .replace(/[’‘ʼ`´]/gu, "'")
    .replace(/[−–]/gu, '-')
    .trim()
    .toLowerCase();
  const { minus, body, suffix = '' } = shape.exec(tidy)?.groups ?? {};
  if (body === undefined) return refused('not-a-number', `“${typed}” is no number.`, `“${typed}” is geen getal.`);
  if (minus !== undefined) return outOfBounds(typed);
  return suffix === '' ? plain(body, typed) : scaled(body, exponents.get(suffix) ?? 0, typed);
}
