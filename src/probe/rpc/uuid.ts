/** A UUID as NDR writes it (C706 appendix A): the first three fields little-endian, 16 bytes. `text` has the usual form. */
export function uuidBytes(text: string): Buffer {
  const hex = Buffer.from(text.replaceAll('-', ''), 'hex');
  hex.subarray(0, 4).reverse();
  hex.subarray(4, 6).reverse();
  hex.subarray(6, 8).reverse();
  return hex;
}

/** The 16 bytes at `at` as a UUID in lower case. They have to be there. */
export function readUuid(bytes: Buffer, at: number): string {
  const raw = Buffer.from(bytes.subarray(at, at + 16));
  raw.subarray(0, 4).reverse();
  raw.subarray(4, 6).reverse();
  raw.subarray(6, 8).reverse();
  const hex = raw.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
