/**
 * The text as both engines give it back: PostgreSQL refuses U+0000, and both replace a lone surrogate by U+FFFD. Doing
 * it before the write keeps what was hashed or compared equal to what is read.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
