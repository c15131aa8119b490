const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * A text in pieces of at most `limit` UTF-16 units, all of it and in order. It breaks at a space where the second half
 * of a piece has one (that space is the only thing dropped), else between two characters as a reader sees them, and
 * inside one only where that one is longer than the limit. No surrogate pair is ever broken: with a limit of 1 such a
 * piece has 2 units. A blank text has no pieces.
 */
export function splitText(text: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const end = breakBefore(rest, limit);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

function breakBefore(text: string, limit: number): number {
  const space = text.lastIndexOf(' ', limit);
  if (space > limit / 2) return space;
  const start = graphemes.segment(text).containing(limit)?.index ?? limit;
  if (start > 0) return start;
  const inside = (text.codePointAt(limit - 1) ?? 0) > 0xffff;
  return inside && limit > 1 ? limit - 1 : inside ? 2 : limit;
}

/** A text of at most `limit` UTF-16 units, ending in an ellipsis where it went on. For a text shown in full elsewhere. */
export function shorten(text: string, limit: number): string {
  const [first = ''] = splitText(text, limit);
  return first === text.trim() ? first : `${splitText(text, limit - 1)[0] ?? ''}…`;
}
