import assert from 'node:assert/strict';
import type { Card, Element } from '../../src/card/card.ts';
import { visible } from '../../src/card/visible.ts';
import { type Channel, oneLine, type SeenFile } from './person.ts';

/** Everything that was to be seen of one answer, over all its pages. */
export interface Whole {
  readonly text: string;
  readonly commands: readonly string[];
  readonly files: readonly SeenFile[];
}

/**
 * What of an element a reader must find: groups of texts in order. Within a group the order is free, since a layout may
 * tell the long cells of a row below the short ones; titles of columns may be left out altogether.
 */
function groupsOf(element: Element): readonly (readonly string[])[] {
  switch (element.kind) {
    case 'paragraph':
    case 'heading':
    case 'note':
      return [[element.text]];
    case 'fields':
      return element.fields.map(({ label, value }) => [label, value]);
    case 'table':
      return element.rows.map(({ cells }) => cells);
    case 'list':
      return element.items.map((item) => [item]);
    case 'image':
      return [[element.alt]];
    case 'code':
      return [];
  }
}

/**
 * Fails unless all of a card is there: every text in its place, every file, and every offer, as a button in a chat and as
 * a line to type in a terminal.
 */
export function assertShows(
  { title, body, sources, actions }: Card,
  { text, commands, files }: Whole,
  surface: Channel['surface'],
): void {
  let from = 0;
  for (const group of [[title], ...body.flatMap(groupsOf), ...sources.map((source) => [source])]) {
    const ends = group.map((one) => {
      const piece = oneLine(visible(one));
      const at = text.indexOf(piece, from);
      assert.ok(at >= 0, `“${piece}” is not to be read after “${text.slice(Math.max(0, from - 80), from)}”`);
      return at + piece.length;
    });
    from = Math.max(from, ...ends);
  }
  for (const { command } of actions)
    assert.ok(surface === 'chat' ? commands.includes(command) : text.includes(command), `“${command}” is not offered`);
  for (const element of body) {
    if (element.kind !== 'code') continue;
    const code = oneLine(element.text.replace(/^\ufeff/u, ''));
    const file = files.find(({ name }) => name === element.filename);
    assert.ok(text.includes(code) || oneLine(file?.text ?? '') === code, `${element.filename} is not complete`);
  }
}
