import { styleText } from 'node:util';
import type { Language } from '../catalog/text.ts';
import { shownCode } from './attachment.ts';
import type { Card, Element, Field, Tone } from './card.ts';
import { plainMarks } from './marks.ts';
import { tableLines } from './text-table.ts';
import { columnsOf, hang, pad, wrap } from './text-wrap.ts';
import { visible } from './visible.ts';
import { image, source, tryThis } from './words.ts';

/** How a terminal shows a card. */
export interface TextOptions {
  /** Columns of the terminal. Fewer than 20 count as 20. */
  readonly width: number;
  readonly color: boolean;
  readonly language: Language;
}

type Style = Parameters<typeof styleText>[0];

type Paint = (style: Style, text: string) => string;

/** Sentences in longer lines are hard to follow; tables take the whole terminal. */
const longestLine = 100;

const narrowest = 20;

const toneColors = { neutral: 'cyan', good: 'green', warning: 'yellow', bad: 'red' } as const satisfies Record<
  Tone,
  Style
>;

/**
 * A card for a terminal, ending in a line feed. No line is wider than the terminal, save those of code, which stand as
 * they are so that they can be copied. Control characters in the card are spelled out; the only escape sequences are
 * colours, and only where they are asked for.
 */
export function renderText(card: Card, { width, color, language }: TextOptions): string {
  const columns = Math.max(narrowest, width);
  const prose = Math.min(columns, longestLine);
  const paint: Paint = (style, text) =>
    color && text !== '' ? styleText(style, text, { validateStream: false }) : text;

  const blocks = [
    titleLines(card, prose).map((line) =>
      paint(card.tone === 'neutral' ? 'bold' : ['bold', toneColors[card.tone]], line),
    ),
    ...card.body.map((element) => elementLines(element, columns, prose, paint, language)),
    labelled(`${source[language]}: `, card.sources.map(visible), prose).map((line) => paint('dim', line)),
    actionLines(card, prose, paint, language),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function titleLines({ title, tone }: Card, width: number): readonly string[] {
  const shown = visible(title).trim();
  if (shown === '') return [];
  return tone === 'neutral' ? wrap(shown, width) : hang(`${plainMarks[tone]} `, shown, width);
}

function elementLines(
  element: Element,
  columns: number,
  prose: number,
  paint: Paint,
  language: Language,
): readonly string[] {
  switch (element.kind) {
    case 'paragraph':
      return sentence(element.text, prose);
    case 'heading':
      return sentence(element.text, prose).map((line) => paint('bold', line));
    case 'note':
      return hang(`${plainMarks[element.tone]} `, visible(element.text), prose).map((line) =>
        paint(toneColors[element.tone], line),
      );
    case 'fields':
      return fieldLines(element.fields, prose, paint);
    case 'list': {
      const last = String(element.items.length).length + 1;
      return element.items.flatMap((item, index) =>
        hang(element.ordered ? `${pad(`${index + 1}.`, last, 'right')} ` : '- ', visible(item), prose),
      );
    }
    case 'table':
      return element.columns.length === 0 || element.rows.length === 0
        ? []
        : tableLines(element, columns, {
            title: (text) => paint('bold', text),
            rule: (text) => paint('dim', text),
            muted: (text) => paint('dim', text),
          });
    case 'code':
      return element.text === '' ? [] : shownCode(element).replace(/\n$/, '').split('\n');
    case 'image':
      return [...sentence(`${image[language]}: ${element.alt}`, prose), ...wrap(visible(element.url), columns)];
  }
}

function sentence(text: string, width: number): readonly string[] {
  const shown = visible(text).trim();
  return shown === '' ? [] : wrap(shown, width);
}

function fieldLines(fields: readonly Field[], width: number, paint: Paint): readonly string[] {
  const labels = fields.map(({ label }) => visible(label));
  const room = Math.max(0, ...labels.map(columnsOf));
  return fields.flatMap(({ value }, index) => {
    const label = labels[index] ?? '';
    if (room > width / 3)
      return [...wrap(label, width).map((line) => paint('dim', line)), ...hang('  ', visible(value), width)];
    const [first = '', ...more] = hang(' '.repeat(room + 2), visible(value), width);
    return [`${paint('dim', label)}${first.slice(columnsOf(label))}`, ...more];
  });
}

/** Lines behind one label, the first with it and the others set in as far. */
function labelled(label: string, lines: readonly string[], width: number): readonly string[] {
  return lines.flatMap((line, index) => hang(index === 0 ? label : ' '.repeat(columnsOf(label)), line, width));
}

/** Command lines to type next, each with what it is for beside it, or below it where the terminal is too narrow. */
function actionLines({ actions }: Card, width: number, paint: Paint, language: Language): readonly string[] {
  const first = `${tryThis[language]}: `;
  const indent = ' '.repeat(columnsOf(first));
  // A label that is the command itself (a suggestion) is not said twice.
  const shown = actions.map(({ label, command }) => ({
    label: label === command ? '' : visible(label),
    command: visible(command),
  }));
  const longest = Math.max(0, ...shown.map(({ command }) => columnsOf(command)));
  const beside = shown.every(({ label }) => indent.length + longest + 2 + columnsOf(label) <= width);
  return shown.flatMap(({ label, command }, index) => {
    const start = index === 0 ? first : indent;
    if (beside) return [`${start}${pad(command, longest)}  ${paint('dim', label)}`.trimEnd()];
    const told = label === '' ? [] : hang(`${indent}  `, label, width);
    return [...hang(start, command, width), ...told.map((line) => paint('dim', line))];
  });
}
