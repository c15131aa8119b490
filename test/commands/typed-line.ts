import assert from 'node:assert/strict';
import type { Card, Element } from '../../src/card/card.ts';
import { sources } from '../../src/catalog/source.ts';
import { readWords } from '../../src/commands/grammar/words.ts';
import type { Line } from '../../src/commands/line.ts';
import { type CommandName, pageOf } from '../../src/commands/manual.ts';
import { takeOptions } from '../../src/commands/options.ts';
import type { Refusal } from '../../src/commands/refusal.ts';

/** What a command gets to read when somebody types this behind its name. */
export function typedLine(command: CommandName, text: string): Line {
  const taken = takeOptions(readWords(text), pageOf(command).options, command);
  assert.ok(taken.kind === 'taken', text);
  return { command, words: taken.words, options: taken.options };
}

/** The refusal of a reading that must be refused. */
export function refusalOf(reading: { readonly kind: 'parsed' } | Refusal): Refusal {
  assert.ok(reading.kind === 'refusal', 'it was understood');
  return reading;
}

function elementTexts(element: Element): readonly string[] {
  switch (element.kind) {
    case 'paragraph':
    case 'heading':
    case 'note':
    case 'code':
      return [element.text];
    case 'list':
      return element.items;
    case 'fields':
      return element.fields.flatMap(({ label, value }) => [label, value]);
    case 'table':
      return [...element.columns.map(({ title }) => title), ...element.rows.flatMap(({ cells }) => cells)];
    case 'image':
      return [element.alt];
  }
}

/** Every text of a card that a person reads, without its sources, which bear the titles of English documents. */
export function cardTexts(card: Card): readonly string[] {
  return [card.title, ...card.body.flatMap(elementTexts), ...card.actions.map(({ label }) => label)];
}

/** English words that no Dutch sentence has. */
const english = /\b(?:the|with|which|and|from|this|are|has|what|that|needs?|required|every|only|ports?)\b/iu;

/** Without what stands in brackets, which cites documents, and without their titles. */
function withoutTitles(shown: string): string {
  const plain = sources.reduce((rest, { title }) => rest.replaceAll(title, ''), shown);
  return plain.replace(/\([^()]*(?:\([^()]*\)[^()]*)*\)/gu, '');
}

/** Fails on a card that shows a hole, or in Dutch a word of English. */
export function assertReadable(card: Card, language: 'en' | 'nl'): void {
  for (const text of cardTexts(card)) {
    assert.doesNotMatch(text, /undefined|NaN|\[object|null/u, text);
    if (language === 'nl') assert.doesNotMatch(withoutTitles(text), english, text);
  }
}
