import { type Text, text } from '../catalog/text.ts';

/** "Page 2 of 5". Both numbers count from 1. */
export function pageOf(page: number, pages: number): Text {
  return text(`Page ${page} of ${pages}`, `Pagina ${page} van ${pages}`);
}

/** How to reach another page where there is no button for it. */
export const addPage: Text = text(
  'Add --page and a number to the command for another page.',
  'Voeg --page en een nummer toe aan de opdracht voor een andere pagina.',
);

export const next: Text = text('Next', 'Volgende');

export const previous: Text = text('Previous', 'Vorige');

/** Before a line that says where a fact stands. */
export const source: Text = text('Source', 'Bron');

/** Before a command line that a reader may type next. */
export const tryThis: Text = text('Try', 'Probeer');

/** Before a picture's description, where the picture itself cannot be shown. */
export const image: Text = text('Image', 'Afbeelding');

/** Stands in for text that was too long to show, and names the file that bears it. */
export function attachedAs(filename: string): Text {
  return text(`Too long to show here, attached as ${filename}`, `Te lang om hier te tonen, bijgevoegd als ${filename}`);
}
