/**
 * The text in what a program printed. A byte order mark says UTF-16 or UTF-8; without one it is read as UTF-8, and what is
 * none (an old code page) becomes replacement characters: the names that matter here are ASCII.
 */
export function decode(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}
