import type { Card } from '../../card/card.ts';
import { renderText } from '../../card/text.ts';
import type { Language } from '../../catalog/text.ts';

/** Columns for output that is no terminal, or one that does not know its width: what fits a ticket or a mail. */
const pipedWidth = 100;

/** As much of a terminal's output as answers need: a stream, and on a terminal its width and whether it has colours. */
export interface Screen extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}

/** A card as this stream can show it: its width, and colour only on a terminal that has some and was not told to do without. */
export function renderOn(output: Screen, card: Card, language: Language): string {
  const color = output.isTTY === true && output.hasColors?.() === true;
  // A terminal that was never given a size says 0.
  return renderText(card, { width: output.columns || pipedWidth, color, language });
}
