import { shorten } from '../../../card/split-text.ts';
import { visible } from '../../../card/visible.ts';

const spelled: ReadonlyMap<string, string> = new Map([
  ['→', '->'],
  ['←', '<-'],
  ['↔', '<->'],
  ['·', '-'],
  ['…', '...'],
  ['–', '-'],
  ['—', '-'],
  ['‘', "'"],
  ['’', "'"],
  ['‚', "'"],
  ['‛', "'"],
  ['“', "'"],
  ['”', "'"],
  ['„', "'"],
  ['"', "'"],
]);

/**
 * Text on one line, in ASCII, without double quotes: what a script may hold in a comment or a string. Windows PowerShell
 * reads a file without a byte order mark in the machine's code page, where the bytes of an arrow or an apostrophe become
 * a typographic quote, and PowerShell takes typographic quotes for quotes. nft knows no escape in a quoted string.
 */
export function toAscii(text: string): string {
  return visible(text)
    .trim()
    .replace(/[^\u0020-\u007e]|"/gu, (character) => spelled.get(character) ?? character)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\u0020-\u007e]/gu, '?');
}

/** The same in at most `limit` characters, which are as many bytes; three points say that it went on. */
export function asciiWithin(text: string, limit: number): string {
  // The ellipsis is one character before and three after.
  return toAscii(shorten(toAscii(text), limit - 2)).slice(0, limit);
}
