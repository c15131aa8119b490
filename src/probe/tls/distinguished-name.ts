import { type Element, readChildren, readElement } from '../ber/read.ts';
import { cut, longestText } from '../evidence.ts';
import { readObjectId } from './object-id.ts';

/** What attributes are called (RFC 4514 section 3, and what X.509 is printed with elsewhere); others by their number. */
const keywords: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.4', 'SN'],
  ['2.5.4.5', 'SERIALNUMBER'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.9', 'STREET'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.113549.1.9.1', 'E'],
]);

const bmpString = 0x1e;
const latinStrings = [0x13, 0x14, 0x16];
const sequence = 0x30;
const set = 0x31;

/** No character takes more than four bytes, in any of the encodings. */
const enough = longestText * 4;

function decode({ tag, content }: Element): string {
  const bytes = content.subarray(0, enough);
  if (tag === bmpString)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return bytes.toString(latinStrings.includes(tag) ? 'latin1' : 'utf8');
}

/** A value as RFC 4514 section 2.4 writes it, without control characters (U+00B7 stands for each run of them). */
function escaped(value: string): string {
  return value
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, '·')
    .replace(/["+,;<>\\]/g, '\\$&')
    .replace(/^[ #]|(?<!^) $/g, '\\$&');
}

function printAttribute(attribute: Element): string {
  const type = readElement(attribute.content);
  const value = type === null ? null : readElement(attribute.content, type.end);
  if (type === null || value === null) return '?';
  const id = readObjectId(type.content);
  return `${keywords.get(id) ?? id}=${escaped(decode(value))}`;
}

/**
 * A distinguished name, most specific part first (`CN=sts.contoso.com, O=Contoso, C=NL`), cut to what evidence holds.
 * `content` is what a Name of X.501 holds: its relative names one after the other. Empty where it is none, or nameless.
 */
export function printName(content: Buffer): string {
  const parts = readChildren(content) ?? [];
  const printed = parts
    .filter(({ tag }) => tag === set)
    .map((part) => (readChildren(part.content) ?? []).map(printAttribute).join('+'));
  return cut(printed.reverse().join(', '));
}

/** Prints a whole encoded Name, as a list of acceptable authorities holds them; empty where it is none. */
export function printWholeName(der: Buffer): string {
  const name = readElement(der);
  return name === null || name.tag !== sequence ? '' : printName(name.content);
}
