import type { Language } from '../catalog/text.ts';
import { type Attachment, attachmentOf, maxShownCode, shownCode } from './attachment.ts';
import type { Action, Card, Code, Element, Fields, Heading, Image, List, Note, Paragraph, Row, Table } from './card.ts';
import { nothing } from './marks.ts';
import { pictureUrl } from './picture-url.ts';
import { shorten, splitText } from './split-text.ts';
import { visible } from './visible.ts';
import { image, tryThis } from './words.ts';

/** The least of a card's body that stands on one page, its text made visible. */
export type Unit =
  | Paragraph
  | Heading
  | Note
  | Image
  | Code
  | { readonly kind: 'file'; readonly attachment: Attachment }
  | { readonly kind: 'field'; readonly of: Fields; readonly label: string; readonly value: string }
  | { readonly kind: 'row'; readonly of: Table; readonly row: Row }
  | (Item & { readonly kind: 'item'; readonly of: List })
  | { readonly kind: 'source'; readonly text: string };

/** An item of a list and its number there, from 1. */
export interface Item {
  readonly number: number;
  readonly text: string;
}

/** What a page shows: its units, those of one element put together again. */
export type Part =
  | Paragraph
  | Heading
  | Note
  | Image
  | Code
  | Fields
  | { readonly kind: 'file'; readonly attachment: Attachment }
  /** `whole` is the table that these rows come from. */
  | { readonly kind: 'table'; readonly whole: Table; readonly rows: readonly Row[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Item[] }
  | { readonly kind: 'sources'; readonly lines: readonly string[] };

/** Slack's limit on the text of one section, in characters. Teams has none, and nobody reads such a paragraph. */
const maxText = 3000;

/** Slack's limit on one field is 2,000 characters for label, value and what stands between. */
const maxField = 1990;

/** A longer label is no label: the field is told as a sentence. */
const maxLabel = 150;

/** Slack's limit on a table's columns, and room for its titles on every page. A table beyond is told row by row. */
const maxColumns = 20;
const maxTitles = 600;

/** A longer description of a picture is told in words below it. */
const maxAlt = 500;

/** The body and the sources of a card as units, in reading order. Elements with nothing to show give none. */
export function unitsOf(card: Card, language: Language): readonly Unit[] {
  return [
    ...card.body.flatMap((element) => elementUnits(element, language)),
    ...card.sources.flatMap((line) =>
      splitText(visible(line), maxField).map((text) => ({ kind: 'source', text }) as const),
    ),
  ];
}

/** Actions told in words, for those that cannot be buttons: which command line to type, and what for. */
export function actionUnits(actions: readonly Action[], language: Language): readonly Unit[] {
  return actions.flatMap(({ label, command }) =>
    paragraphs(visible(`${tryThis[language]}: ${command}${label.trim() === '' ? '' : ` (${label})`}`)),
  );
}

/** A text as paragraphs that a section can hold. */
export function paragraphs(text: string): readonly Paragraph[] {
  return splitText(text, maxText).map((piece) => ({ kind: 'paragraph', text: piece }));
}

function elementUnits(element: Element, language: Language): readonly Unit[] {
  switch (element.kind) {
    case 'paragraph':
      return paragraphs(visible(element.text));
    case 'heading':
      return splitText(visible(element.text), maxText).map((text) => ({ kind: 'heading', text }));
    case 'note':
      return splitText(visible(element.text), maxText - 4).map((text) => ({ ...element, text }));
    case 'image':
      return imageUnits(element, visible(element.alt), language);
    case 'fields':
      return element.fields.flatMap((field) => fieldUnits(element, visible(field.label), visible(field.value)));
    case 'list':
      return element.items.flatMap((item, index) => itemUnits(element, visible(item), index + 1));
    case 'table':
      return tableUnits(element);
    case 'code':
      return codeUnits(element);
  }
}

/** A picture that no platform can fetch is told in words, and so is a description too long for one. */
function imageUnits({ url }: Image, alt: string, language: Language): readonly Unit[] {
  const href = pictureUrl(url);
  if (href === undefined) return alt.trim() === '' ? [] : paragraphs(`${image[language]}: ${alt}`);
  const short = shorten(alt, maxAlt) || nothing;
  return [{ kind: 'image', url: href, alt: short }, ...(alt.length > maxAlt ? paragraphs(alt) : [])];
}

function fieldUnits(of: Fields, label: string, value: string): readonly Unit[] {
  if (label.trim() === '') return paragraphs(value);
  if (label.length > maxLabel) return paragraphs(`${label}: ${value}`);
  const pieces = splitText(value, maxField - label.length);
  return (pieces.length === 0 ? [''] : pieces).map((piece) => ({ kind: 'field', of, label, value: piece }));
}

function itemUnits(of: List, text: string, number: number): readonly Unit[] {
  const [first = '', ...more] = splitText(text, maxText - 8);
  return [{ kind: 'item', of, number, text: first }, ...more.flatMap(paragraphs)];
}

function tableUnits(table: Table): readonly Unit[] {
  if (table.columns.length === 0) return [];
  const columns = table.columns.map((column) => ({ ...column, title: visible(column.title) }));
  const rows = table.rows.map((row) => ({ ...row, cells: row.cells.map(visible) }));
  if (columns.length > maxColumns || columns.reduce((sum, { title }) => sum + title.length, 0) > maxTitles) {
    return rows.flatMap(({ cells }) =>
      paragraphs(columns.map(({ title }, index) => `${title}: ${cells[index] ?? ''}`).join(' · ')),
    );
  }
  const of: Table = { kind: 'table', columns, rows };
  return rows.map((row) => ({ kind: 'row', of, row }));
}

function codeUnits(code: Code): readonly Unit[] {
  const text = shownCode(code);
  if (text.trim() === '') return [];
  return [text.length > maxShownCode ? fileUnit(code) : { ...code, text }];
}

function fileUnit(code: Code): Unit {
  return { kind: 'file', attachment: attachmentOf(code) };
}

/** A unit in two, for a page that cannot hold it; shown code becomes a file. Undefined where there is no less. */
export function splitUnit(unit: Unit): readonly Unit[] | undefined {
  switch (unit.kind) {
    case 'paragraph':
    case 'heading':
    case 'note':
    case 'item':
    case 'source':
      return halves(unit.text)?.map((text) => ({ ...unit, text }));
    case 'field':
      return halves(unit.value)?.map((value) => ({ ...unit, value }));
    case 'row':
      return rowHalves(unit.row)?.map((row) => ({ ...unit, row }));
    case 'code':
      return [fileUnit(unit)];
    case 'file':
    case 'image':
      return undefined;
  }
}

function halves(text: string): readonly string[] | undefined {
  const pieces = splitText(text, Math.ceil(text.length / 2));
  return pieces.length < 2 ? undefined : pieces;
}

/** The longest cell goes on in a row of its own, below. */
function rowHalves(row: Row): readonly Row[] | undefined {
  const longest = row.cells.reduce(
    (best, cell, index) => (cell.length > (row.cells[best] ?? '').length ? index : best),
    0,
  );
  return halves(row.cells[longest] ?? '')?.map((piece, half) => ({
    ...row,
    cells: row.cells.map((cell, index) => (index === longest ? piece : half === 0 ? cell : '')),
  }));
}

/** The units of one page as its parts: neighbours that come from the same element are one part again. */
export function assemble(units: readonly Unit[]): readonly Part[] {
  const runs: [Unit, ...Unit[]][] = [];
  for (const unit of units) {
    const run = runs.at(-1);
    if (run !== undefined && belong(run[0], unit)) run.push(unit);
    else runs.push([unit]);
  }
  return runs.map(partOf);
}

function belong(first: Unit, unit: Unit): boolean {
  return 'of' in first && 'of' in unit ? first.of === unit.of : first.kind === 'source' && unit.kind === 'source';
}

function partOf(run: readonly [Unit, ...Unit[]]): Part {
  const [first] = run;
  switch (first.kind) {
    case 'field':
      return { kind: 'fields', fields: run.flatMap((unit) => (unit.kind === 'field' ? [unit] : [])) };
    case 'row':
      return { kind: 'table', whole: first.of, rows: run.flatMap((unit) => (unit.kind === 'row' ? [unit.row] : [])) };
    case 'item':
      return {
        kind: 'list',
        ordered: first.of.ordered,
        items: run.flatMap((unit) => (unit.kind === 'item' ? [unit] : [])),
      };
    case 'source':
      return { kind: 'sources', lines: run.flatMap((unit) => (unit.kind === 'source' ? [unit.text] : [])) };
    default:
      return first;
  }
}
