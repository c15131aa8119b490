/** Longest text of a fact, in UTF-16 units. */
const longest = 300;

/**
 * A text that the host gave, as facts may hold it: without control characters, which no name of an edition or of a service
 * has, trimmed, and cut. Never ends in half a character.
 */
export function plain(raw: string): string {
  const text = raw
    // Only the start is looked at, so that a long text costs no more than a short one.
    .slice(0, longest * 4)
    .replace(/\p{Cc}/gu, ' ')
    .trim();
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}

/** The same; null where nothing is left. */
export function plainOrNull(raw: string | null | undefined): string | null {
  const text = plain(raw ?? '');
  return text === '' ? null : text;
}

/** A number that counts something; null where it does not. */
export function countOrNull(raw: number | null | undefined): number | null {
  return raw !== null && raw !== undefined && Number.isFinite(raw) && raw >= 0 ? raw : null;
}
