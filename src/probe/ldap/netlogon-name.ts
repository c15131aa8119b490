import { plainText } from '../ber/plain-text.ts';

/** A name, and where the field behind it begins. */
export interface PlacedName {
  readonly name: string;
  readonly end: number;
}

/** RFC 1035 section 3.1: no name is longer, its length bytes included. */
const longestName = 255;

/**
 * Reads a name as RFC 1035 section 4.1.4 compresses it, with pointers into the message itself ([MS-ADTS] section
 * 6.3.7). A pointer has to point to before the labels that it ends, so that there is no way round; null where the name
 * is none. Labels are UTF-8.
 */
export function readNetlogonName(message: Buffer, from: number): PlacedName | null {
  const labels: string[] = [];
  let at = from;
  let start = from;
  let end: number | null = null;
  for (let total = 0; total <= longestName; ) {
    const length = message[at];
    if (length === undefined) return null;
    if (length === 0) return { name: labels.join('.'), end: end ?? at + 1 };
    if (length >= 0xc0) {
      const low = message[at + 1];
      const to = low === undefined ? at : ((length & 0x3f) << 8) | low;
      if (to >= start) return null;
      end ??= at + 2;
      at = to;
      start = to;
    } else {
      if (length > 63 || at + 1 + length > message.length) return null;
      labels.push(plainText(message.subarray(at + 1, at + 1 + length)));
      total += 1 + length;
      at += 1 + length;
    }
  }
  return null;
}
