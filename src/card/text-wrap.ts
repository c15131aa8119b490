import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Columns that a text takes in a terminal: 2 for a wide letter or an emoji, 0 for a combining mark. */
export function columnsOf(text: string): number {
  return stringWidth(text, { countAnsiEscapeCodes: true });
}

/** The words of a text: what stands between blanks. */
export function wholeWords(text: string): readonly string[] {
  return text.trim().split(/ +/);
}

/** What the words of a text may break into: host names, paths and ranges break after their punctuation. */
export function wordPieces(text: string): readonly string[] {
  return wholeWords(text).flatMap((word) => word.split(/(?<=[./\\_:;,@=&?-])/));
}

/**
 * Plain text in lines of at most `width` columns, at least one line. It breaks at blanks; a word wider than a line
 * breaks after punctuation as host names and paths have it, and anywhere only where that does not do.
 */
export function wrap(text: string, width: number): readonly string[] {
  if (columnsOf(text) <= width) return [text.trimEnd()];
  const lines: string[] = [];
  let line = '';
  let filled = 0;
  for (const word of wholeWords(text)) {
    const columns = columnsOf(word);
    if (line !== '' && filled + 1 + columns <= width) {
      line += ` ${word}`;
      filled += 1 + columns;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = columns <= width ? [word] : breakWord(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
    filled = columnsOf(line);
  }
  return [...lines, line];
}

function breakWord(word: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of wordPieces(word)) {
    if (columnsOf(line + piece) <= width) {
      line += piece;
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = wrapAnsi(piece, width, { hard: true, trim: false }).split('\n');
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
  }
  return [...lines, line];
}

/** A text behind a mark or label: the first line bears it, the others are set in as far. */
export function hang(first: string, text: string, width: number): readonly string[] {
  const indent = columnsOf(first);
  return wrap(text, Math.max(1, width - indent)).map(
    (line, index) => (index === 0 ? first : ' '.repeat(indent)) + line,
  );
}

/** A text filled up to `width` columns. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const blank = ' '.repeat(Math.max(0, width - columnsOf(text)));
  return align === 'left' ? text + blank : blank + text;
}
