import type { Code } from './card.ts';
import { shorten } from './split-text.ts';
import { visible, visibleLines } from './visible.ts';

/** A text that a channel uploads next to a message. */
export interface Attachment {
  readonly filename: string;
  readonly title: string;
  /** The whole text, UTF-8. Line ends and a leading byte order mark (which Excel wants) stay as they were. */
  readonly content: string;
}

/** Characters of code that a message shows. Slack allows 3,000 in one element; the rest is room for its wrapping. */
export const maxShownCode = 2900;

/** File systems take 255 bytes of name. */
const maxFilename = 120;

/** Code as the file that it is handed over in. */
export function attachmentOf(code: Code): Attachment {
  const mark = code.text.startsWith('\ufeff') ? '\ufeff' : '';
  const lines = code.text.slice(mark.length).split('\r\n');
  const filename = shorten(visible(code.filename), maxFilename);
  return { filename, title: filename, content: mark + lines.map(visibleLines).join('\r\n') };
}

/** Code as a message shows it: line feeds between lines, everything invisible spelled out. */
export function shownCode(code: Code): string {
  return visibleLines(code.text.replaceAll('\r\n', '\n'));
}
