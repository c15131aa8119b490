/** An element as X.690 writes it, for answers that tests make by hand: tag, length, content. Written apart from what is tested. */
export function der(tag: number, ...content: readonly (Uint8Array | string)[]): Buffer {
  const body = Buffer.concat(content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
  const length = body.length;
  if (length > 0xffff) throw new RangeError('too long for a test');
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >>> 8, length % 256];
  return Buffer.concat([Buffer.from([tag, ...head]), body]);
}

/** One byte of an INTEGER or ENUMERATED. */
export function small(tag: number, value: number): Buffer {
  return Buffer.from([tag, 1, value]);
}

/** Bytes from hexadecimal with blanks. */
export function hex(text: string): Buffer {
  return Buffer.from(text.replace(/\s+/g, ''), 'hex');
}
