import { tidy } from './tidy.ts';

/** A word of a typed line. What a command does not understand it must name, never drop. */
export type Word =
  | { readonly kind: 'word'; readonly text: string; readonly key: string }
  /** What stood between quotes: one value, blanks and all. */
  | { readonly kind: 'quoted'; readonly text: string; readonly key: string }
  /** `->`, `<-` or `<->` between two ends, in any of the ways people write them. */
  | { readonly kind: 'arrow'; readonly text: string; readonly points: 'right' | 'left' | 'both' }
  /** `--name` or `--name=value`; the value may also be the next word. */
  | Option;

export interface Option {
  readonly kind: 'option';
  readonly text: string;
  readonly name: string;
  readonly value: string | null;
}

/** Longest line worth reading, in UTF-16 units. No question comes near it; dispatch refuses what is longer. */
export const longestLine = 2_000;

const arrowWords = { '->': 'right', '<-': 'left', '<->': 'both' } as const;

function isArrow(text: string): text is keyof typeof arrowWords {
  return Object.hasOwn(arrowWords, text);
}

/** A word as lexicons hold it: lower case, without accents; hyphens, underscores and dots are blanks. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[-_.\s]+/gu, ' ')
    .trim();
}

/** `--name=value` or `--name:value`, as PowerShell has it. */
function optionOf(text: string): Option {
  const at = text.search(/[=:]/u);
  const name = at < 0 ? text : text.slice(0, at);
  return {
    kind: 'option',
    text,
    name: name.replace(/^-+/u, '').toLowerCase(),
    value: at < 0 ? null : text.slice(at + 1),
  };
}

/** `-name`, as PowerShell writes options, read as one; null for any other word. */
export function shortOption(word: Word): Option | null {
  return word.kind === 'word' && /^-\p{L}{2}/u.test(word.text) ? optionOf(word.text) : null;
}

const opening = /^(?:[\s'"([{,;:!?]|<(?=\p{L})|[*_~]+(?=[\p{L}\p{N}/]))+/u;
const closing = /(?:[\s'")\]},;:!?.]|(?<=\p{L})>|(?<=[\p{L}\p{N}])[*_~]+)+$/u;

/** An IPv6 address, in brackets where a port follows: its colons and brackets are no punctuation. */
const address6 = /^(?=(?:[^:]*:){2})(?:[\da-f:.]+(?:%[\w.-]+)?|\[[\da-f:.]+(?:%[\w.-]+)?\](?::\d{1,5})?)$/i;

/** Punctuation and emphasis around a word say nothing; inside it (`250,000`, `ldap/ssl`, `*.contoso.com`) they stay. */
function trimmed(text: string): string {
  if (address6.test(text)) return text;
  return text.replace(opening, '').replace(closing, '');
}

/** The words of a typed line, tidied, in order. Never fails: a line of nothing but punctuation has no words. */
export function readWords(line: string): readonly Word[] {
  const words: Word[] = [];
  for (const [text, quoted] of tidy(line).matchAll(/"([^"]*)"|[^\s"]+|"/gu)) {
    if (quoted !== undefined) {
      const inner = quoted.replace(/\s+/gu, ' ').trim();
      if (inner !== '') words.push({ kind: 'quoted', text: inner, key: fold(inner) });
    } else if (isArrow(text)) words.push({ kind: 'arrow', text, points: arrowWords[text] });
    else {
      const word = trimmed(text).replace(/^\/+(?=\p{L})/u, words.length === 0 ? '' : '/');
      if (/^--\p{L}/u.test(word)) words.push(optionOf(word));
      else if (word !== '') words.push(wordOf(word));
    }
  }
  return words;
}

/** A word on its own, as a part of a longer one or as one that nobody typed. */
export function wordOf(text: string): Word {
  return { kind: 'word', text, key: fold(text) };
}

/** Words as a line again, for a suggestion: `replaced` gives another text for a word of this very line. */
export function lineOf(words: readonly Word[], replaced: ReadonlyMap<Word, string> = new Map()): string {
  return words
    .map((word) => replaced.get(word) ?? (word.kind === 'quoted' ? `"${word.text}"` : word.text))
    .filter((text) => text !== '')
    .join(' ');
}
