import { cut, longestText } from '../evidence.ts';

// UTF-8 takes at most four bytes for a character: more need not be looked at.
const enough = longestText * 4;

/** Bytes from outside as text: UTF-8, without control characters (U+00B7 stands for each run of them), cut to what evidence holds. */
export function plainText(bytes: Buffer): string {
  const text = bytes.toString('utf8', 0, Math.min(bytes.length, enough));
  // To cut may halve a character beyond U+FFFF, and halves are no text to a database.
  return cut(text.replace(/[\p{Cc}\u2028\u2029]+/gu, '·')).toWellFormed();
}
