import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { type Card, card, type Element } from '../../src/card/card.ts';
import { renderMarkdown } from '../../src/card/markdown.ts';
import { renderSlack } from '../../src/card/slack.ts';
import { renderTeams } from '../../src/card/teams.ts';
import { renderText } from '../../src/card/text.ts';
import { hostileTexts, stringsUnder } from './samples.ts';
import { assertSlackTakes } from './slack-limits.ts';
import { assertTeamsTakes } from './teams-schema.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.lorem({ maxCount: 12 }),
  fc.constantFrom(...hostileTexts),
  fc.nat({ max: 1500 }).map((words) => 'wörd '.repeat(words)),
);

const tone = fc.constantFrom('neutral', 'good', 'warning', 'bad');

/** A table in which each cell begins with a word of its own, to be found again: `Z2x3Z`. */
const table = fc
  .record({
    titles: fc.array(
      anyText.map((title) => title.slice(0, 60)),
      { minLength: 1, maxLength: 24 },
    ),
    rows: fc.nat({ max: 130 }),
    filler: fc.oneof(
      fc.constant(''),
      anyText.map((text) => text.slice(0, 800)),
    ),
    emphasis: fc.constantFrom('plain', 'muted'),
    align: fc.constantFrom('left', 'right'),
  })
  .map(({ titles, rows, filler, emphasis, align }) => ({
    kind: 'table' as const,
    columns: titles.map((title) => ({ title, align })),
    rows: Array.from({ length: rows }, (_, r) => ({
      emphasis,
      cells: titles.map((_title, c) => `Z${r}x${c}Z${(r + c) % 7 === 0 ? ` ${filler}` : ''}`),
    })),
  }));

const element: fc.Arbitrary<Element> = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), text: anyText }),
  fc.record({ kind: fc.constant('heading' as const), text: anyText }),
  fc.record({ kind: fc.constant('note' as const), tone, text: anyText }),
  fc.record({ kind: fc.constant('fields' as const), fields: fc.array(fc.record({ label: anyText, value: anyText })) }),
  fc.record({ kind: fc.constant('list' as const), ordered: fc.boolean(), items: fc.array(anyText) }),
  fc.record({ kind: fc.constant('code' as const), language: anyText, filename: anyText, text: anyText }),
  fc.record({ kind: fc.constant('image' as const), alt: anyText, url: fc.oneof(fc.webUrl(), anyText) }),
);

const action = fc.record({ label: anyText, command: anyText });

/** A card with at most one table, whose cells' words are then unique in it. */
const anyCard: fc.Arbitrary<Card> = fc
  .record({
    title: anyText,
    tone,
    before: fc.array(element, { maxLength: 6 }),
    table: fc.option(table, { nil: undefined }),
    after: fc.array(element, { maxLength: 6 }),
    sources: fc.array(anyText, { maxLength: 12 }),
    actions: fc.array(action, { maxLength: 30 }),
    command: anyText,
  })
  .map(({ before, table, after, ...rest }) =>
    card({ ...rest, body: [...before, ...(table === undefined ? [] : [table]), ...after] }),
  );

function assertEveryCellOnce(shown: string, { body }: Card): void {
  const counts = new Map<string, number>();
  for (const [word] of shown.matchAll(/Z\d+x\d+Z/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const expected = body.flatMap((part) => (part.kind === 'table' ? part.rows.flatMap(({ cells }) => cells) : []));
  assert.equal(counts.size, expected.length);
  for (const cell of expected) assert.equal(counts.get(cell.split(' ')[0] ?? ''), 1, cell.slice(0, 20));
}

describe('any card', () => {
  it('fits Slack page by page and loses no cell', () => {
    fc.assert(
      fc.property(anyCard, (made) => {
        const pages = renderSlack(made, { language: 'en' });
        pages.forEach(assertSlackTakes);
        assertEveryCellOnce(
          stringsUnder(
            pages.map(({ blocks }) => blocks),
            'text',
          ).join('\n'),
          made,
        );
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);

  it('fits Teams page by page and loses no cell', () => {
    fc.assert(
      fc.property(anyCard, (made) => {
        const pages = renderTeams(made, { language: 'nl' });
        pages.forEach(assertTeamsTakes);
        assertEveryCellOnce(JSON.stringify(pages.map(({ card }) => card)), made);
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);

  it('fits a terminal of any width and loses no cell', () => {
    fc.assert(
      fc.property(anyCard, fc.integer({ min: 20, max: 200 }), fc.boolean(), (made, width, color) => {
        const prose = { ...made, body: made.body.filter(({ kind }) => kind !== 'code') };
        const shown = stripVTControlCharacters(renderText(prose, { width, color, language: 'en' }));
        for (const line of shown.split('\n')) assert.ok(stringWidth(line) <= width, line);
        assertEveryCellOnce(shown, made);
      }),
      { numRuns: 30 },
    );
  }).timeout(60_000);

  it('becomes Markdown that loses no cell', () => {
    fc.assert(
      fc.property(anyCard, (made) => assertEveryCellOnce(renderMarkdown(made, { language: 'en' }), made)),
      { numRuns: 60 },
    );
  }).timeout(60_000);
});
