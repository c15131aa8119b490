/**
 * What a terminal may obey or hide: C1 controls, separators, bidirectional and zero-width characters, tags. JSON escapes
 * only C0 by itself.
 */
const risky =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]/g;

/** A value as JSON for programs, indented, with a line end; harmless on a terminal whatever its texts hold. */
export function jsonText(value: unknown): string {
  const escaped = JSON.stringify(value, null, 2).replace(risky, (found) =>
    found
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
  return `${escaped}\n`;
}
