/**
 * Control characters (C0, DEL, C1), line and paragraph separators, bidirectional controls, zero-width and other
 * invisible format characters, tag characters, and lone surrogates: none of them may reach a screen as it is.
 */
const invisible =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{1d173}-\u{1d17a}]|[\u{e0000}-\u{e0fff}]/gu;

/**
 * Text that came from outside, safe to show: each invisible character becomes its escape (`\u202e`), which a person can
 * read and a terminal cannot obey. Ordinary letters of any script, emoji and blanks stay.
 */
export function visible(text: string): string {
  return text.replace(invisible, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
  });
}

/** The same for text of several lines (code to hand over): line breaks and tabs stay, the rest is escaped. */
export function visibleLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\t').map(visible).join('\t'))
    .join('\n');
}
