import type { KnownBlock } from '@slack/types';
import type { Row, Table } from './card.ts';
import { isGrid } from './slack-table.ts';
import type { Part } from './units.ts';

/** Slack's documented limits. */
export const maxHeader = 150;
export const maxButtons = 25;
export const maxButtonText = 75;
export const maxButtonValue = 2000;
const maxBlocks = 50;
const maxTableRows = 100;
const maxCellText = 10_000;

/** Characters of commands that the buttons of one page carry together; the rest of the actions are told in words. */
export const maxButtonValues = 2000;

/** Characters of a command that "Previous" and "Next" repeat on every page; a longer one is paged by typing. */
export const maxTurnValue = 1000;

/**
 * Slack refuses a message at about 13,200 characters (`msg_blocks_too_long`, measured, not documented), and counts
 * something for each block and element too: a message with 11,300 characters of rich text was refused. So: at most
 * 12,000, with an estimate for what surrounds the text. Cells of a table have their own limit and no estimate.
 */
const maxMessage = 12_000;
const perBlock = 20;
const perElement = 10;

/** A second table on a page is told in lines while it is as small as this; any other begins a page of its own. */
const maxLineRows = 12;
const maxLineText = 3000;

/** `& < >` as Slack wants them in text that it reads as mrkdwn, so that nothing in it is a mention or a link. */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Whether Slack takes a message of these parts, drawn as these blocks, with this notification text. */
export function fitsSlack(parts: readonly Part[], blocks: readonly KnownBlock[], text: string): boolean {
  if (blocks.length > maxBlocks || !tablesFit(parts)) return false;
  const sizes = blocks.map((block) => {
    const { characters, elements } = measure(block);
    return characters + perBlock + (block.type === 'table' ? 0 : elements * perElement);
  });
  return sizes.reduce((sum, size) => sum + size, text.length) <= maxMessage;
}

function tablesFit(parts: readonly Part[]): boolean {
  const tables = parts.filter((part) => part.kind === 'table').filter(({ whole }) => isGrid(whole));
  return tables.every(
    ({ whole, rows }, index) =>
      rows.length < maxTableRows &&
      cellText(whole, rows) <= maxCellText &&
      (index === 0 || (whole.rows.length <= maxLineRows && cellText(whole, whole.rows) <= maxLineText)),
  );
}

/** Characters in a table's cells, its titles included; an empty cell counts as the one that stands in for it. */
function cellText(table: Table, rows: readonly Row[]): number {
  const cells = [table.columns.map(({ title }) => title), ...rows.map((row) => row.cells)].flat();
  return cells.reduce((sum, cell) => sum + Math.max(1, cell.length), 0);
}

/** Characters of all texts, descriptions and button values in a block, escaped, and how many such strings there are. */
function measure(value: unknown): { readonly characters: number; readonly elements: number } {
  if (typeof value !== 'object' || value === null) return { characters: 0, elements: 0 };
  let characters = 0;
  let elements = 0;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string') {
      if (key !== 'text' && key !== 'alt_text' && key !== 'image_url' && key !== 'value') continue;
      characters += escapeSlack(inner).length;
      elements += 1;
    } else {
      const within = measure(inner);
      characters += within.characters;
      elements += within.elements;
    }
  }
  return { characters, elements };
}
