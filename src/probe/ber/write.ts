/**
 * The few pieces of the Distinguished Encoding Rules (X.690) that requests are made of. Each returns one whole element:
 * tag, length, content.
 */

/** Universal tags, as they stand in the first byte. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octets: 0x04,
  enumerated: 0x0a,
  generalizedTime: 0x18,
  generalString: 0x1b,
  sequence: 0x30,
} as const;

/** The first byte of a constructed `[n] EXPLICIT`. */
export function context(number: number): number {
  return 0xa0 | number;
}

/** The first byte of a constructed `[APPLICATION n]`. */
export function application(number: number): number {
  return 0x60 | number;
}

function lengthOf(size: number): Buffer {
  if (size < 0x80) return Buffer.from([size]);
  if (size < 0x100) return Buffer.from([0x81, size]);
  return Buffer.from([0x82, size >> 8, size & 0xff]);
}

/** An element around its content. No request comes near the 65,535 bytes that it may hold. */
export function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

/** A SEQUENCE, or a SEQUENCE OF. */
export function sequence(...content: readonly Uint8Array[]): Buffer {
  return element(tags.sequence, ...content);
}

/** An INTEGER from 0 to 2^31 - 1, or an element of another tag that is written like one. */
export function integer(value: number, tag: number = tags.integer): Buffer {
  const bytes = [(value >> 24) & 0xff, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff];
  while (bytes.length > 1 && bytes[0] === 0 && (bytes[1] ?? 0) < 0x80) bytes.shift();
  return element(tag, Buffer.from(bytes));
}

/** An OCTET STRING, or a string of another tag. Texts are written as UTF-8. */
export function octets(value: string | Uint8Array, tag: number = tags.octets): Buffer {
  return element(tag, typeof value === 'string' ? Buffer.from(value, 'utf8') : value);
}
