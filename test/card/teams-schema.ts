import assert from 'node:assert/strict';
import type { TeamsPage } from '../../src/card/teams.ts';

/** Adaptive Card schema 1.5, by hand: the types that may occur and their properties. CodeBlock and msteams are Teams' own. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['$schema', 'version', 'body', 'actions', 'fallbackText', 'lang', 'speak', 'rtl', 'msteams'],
  TextBlock: [
    'text',
    'wrap',
    'style',
    'size',
    'weight',
    'color',
    'isSubtle',
    'fontType',
    'horizontalAlignment',
    'maxLines',
    'spacing',
    'separator',
  ],
  RichTextBlock: ['inlines', 'horizontalAlignment', 'spacing', 'separator'],
  TextRun: [
    'text',
    'color',
    'fontType',
    'highlight',
    'isSubtle',
    'italic',
    'size',
    'strikethrough',
    'underline',
    'weight',
  ],
  FactSet: ['facts', 'spacing', 'separator'],
  Container: ['items', 'style', 'bleed', 'spacing', 'separator'],
  Table: ['columns', 'rows', 'firstRowAsHeader', 'showGridLines', 'gridStyle', 'spacing', 'separator'],
  TableRow: ['cells', 'style'],
  TableCell: ['items', 'style'],
  Image: ['url', 'altText', 'size', 'spacing', 'separator'],
  ActionSet: ['actions', 'spacing', 'separator'],
  CodeBlock: ['codeSnippet', 'language', 'startLineNumber', 'fallback'],
  'Action.Execute': ['title', 'verb', 'data', 'fallback', 'style', 'tooltip'],
  'Action.Submit': ['title', 'data', 'style', 'tooltip'],
};

/** Objects that bear no type, by the property they stand under. */
const untyped: Readonly<Record<string, readonly string[]>> = {
  facts: ['title', 'value'],
  columns: ['width', 'horizontalCellContentAlignment', 'verticalCellContentAlignment'],
  data: ['command'],
  msteams: ['width'],
};

/** Fails unless Teams takes this page: 28 KB of known elements with known properties. */
export function assertTeamsTakes({ card }: TeamsPage): void {
  const bytes = new TextEncoder().encode(JSON.stringify(card)).length;
  assert.ok(bytes <= 27_000, `${bytes} bytes`);
  assert.equal(card.version, '1.5');
  assert.ok((card.actions ?? []).length <= 6);
  assertKnown(card, 'card');
}

function assertKnown(value: unknown, under: string): void {
  if (Array.isArray(value)) {
    for (const inner of value) assertKnown(inner, under);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const type = 'type' in value ? String(value.type) : undefined;
  const properties = type === undefined ? untyped[under] : allowed[type];
  assert.ok(properties !== undefined, `${type ?? 'an object without a type'} under ${under}`);
  for (const [key, inner] of Object.entries(value)) {
    if (key !== 'type') assert.ok(properties.includes(key), `${key} in ${type ?? under}`);
    if (key === 'text' || key === 'title' || key === 'altText') assert.equal(typeof inner, 'string');
    assertKnown(inner, key);
  }
}
