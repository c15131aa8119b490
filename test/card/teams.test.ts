import assert from 'node:assert/strict';
import type { AdaptiveElement, AdaptiveTable } from '../../src/card/adaptive-card.ts';
import { type Card, card, column, type Element, row } from '../../src/card/card.ts';
import { renderTeams, type TeamsPage } from '../../src/card/teams.ts';
import { cardOf, hostileTexts, numberedTable, stringsUnder, unseen } from './samples.ts';
import { assertTeamsTakes } from './teams-schema.ts';

function render(parts: Partial<Card>, language: 'en' | 'nl' = 'en'): readonly TeamsPage[] {
  const pages = renderTeams(card({ title: 'Title', command: 'ports adfs', ...parts }), { language });
  pages.forEach(assertTeamsTakes);
  return pages;
}

/** The elements of a card that fits one page, below its title. */
function elements(...body: readonly Element[]): readonly AdaptiveElement[] {
  const pages = render({ body });
  assert.equal(pages.length, 1);
  return pages[0]?.card.body.slice(1) ?? [];
}

/** The rows of a table as their cells' texts. */
function rowsOf({ rows }: AdaptiveTable): readonly (readonly string[])[] {
  return rows.map(({ cells }) =>
    cells.map(({ items }) =>
      items
        .flatMap(({ inlines }) => inlines.map((inline) => (typeof inline === 'string' ? inline : inline.text)))
        .join(''),
    ),
  );
}

function tables(pages: readonly TeamsPage[]): readonly AdaptiveTable[] {
  return pages.flatMap(({ card }) => card.body).filter((element) => element.type === 'Table');
}

function button(title: string, command: string) {
  const data = { command };
  return { type: 'Action.Execute', title, verb: 'command', data, fallback: { type: 'Action.Submit', title, data } };
}

describe('renderTeams', () => {
  it('wraps elements in a full-width card of schema 1.5', () => {
    const [page] = render({ title: 'Ports of AD FS', tone: 'warning' });
    assert.deepEqual(page, {
      card: {
        type: 'AdaptiveCard',
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        version: '1.5',
        lang: 'en',
        fallbackText: 'Ports of AD FS',
        msteams: { width: 'Full' },
        body: [
          {
            type: 'TextBlock',
            text: '⚠️ Ports of AD FS',
            wrap: true,
            style: 'heading',
            weight: 'Bolder',
            size: 'Large',
            color: 'Warning',
          },
        ],
      },
      text: '⚠️ Ports of AD FS',
      files: [],
    });
  });

  it('keeps a title that Teams would interpret out of every Markdown field', () => {
    const [page] = render({ title: 'Ports of _ldap._tcp', tone: 'bad' });
    assert.equal(page?.card.fallbackText, undefined);
    assert.deepEqual(page?.card.body, [
      {
        type: 'RichTextBlock',
        inlines: [
          { type: 'TextRun', text: '❌ Ports of _ldap._tcp', weight: 'Bolder', size: 'Large', color: 'Attention' },
        ],
      },
    ]);
  });

  it('renders every element as text that Teams does not interpret', () => {
    assert.deepEqual(
      elements(
        { kind: 'heading', text: 'Flows' },
        { kind: 'paragraph', text: '[x](y) *b*' },
        { kind: 'note', tone: 'bad', text: 'Mind this.' },
        { kind: 'fields', fields: [{ label: 'From', value: 'AD FS' }] },
        { kind: 'fields', fields: [{ label: 'SPN', value: 'host/_x' }] },
        { kind: 'list', ordered: true, items: ['one', 'two'] },
        { kind: 'image', alt: 'Map', url: 'https://portolan.example/a.png' },
        { kind: 'code', language: 'json', filename: 'a.json', text: '{\n}' },
      ),
      [
        { type: 'TextBlock', text: 'Flows', wrap: true, style: 'heading', weight: 'Bolder', size: 'Medium' },
        { type: 'RichTextBlock', inlines: ['[x](y) *b*'] },
        { type: 'Container', style: 'attention', items: [{ type: 'RichTextBlock', inlines: ['❌ Mind this.'] }] },
        { type: 'FactSet', facts: [{ title: 'From', value: 'AD FS' }] },
        {
          type: 'Container',
          items: [
            { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'SPN: ', weight: 'Bolder' }, 'host/_x'] },
          ],
        },
        { type: 'RichTextBlock', inlines: ['1. one'] },
        { type: 'RichTextBlock', inlines: ['2. two'], spacing: 'Small' },
        { type: 'Image', url: 'https://portolan.example/a.png', altText: 'Map', size: 'Stretch' },
        {
          type: 'CodeBlock',
          codeSnippet: '{\n}',
          language: 'Json',
          fallback: {
            type: 'Container',
            style: 'emphasis',
            items: [
              {
                type: 'RichTextBlock',
                inlines: [{ type: 'TextRun', text: '{', fontType: 'Monospace' }],
                spacing: 'None',
              },
              {
                type: 'RichTextBlock',
                inlines: [{ type: 'TextRun', text: '}', fontType: 'Monospace' }],
                spacing: 'None',
              },
            ],
          },
        },
      ],
    );
  });

  it('renders a table with titles, weights by content and retired rows struck through', () => {
    const cell = (text: string, style: object) => ({
      type: 'TableCell',
      items: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...style }] }],
    });
    const bold = { weight: 'Bolder' };
    const struck = { isSubtle: true, strikethrough: true };
    assert.deepEqual(
      elements({
        kind: 'table',
        columns: [column('Port', 'right'), column('Why')],
        rows: [row('443', 'Sign-in of users'), { cells: ['80', 'x'.repeat(99)], emphasis: 'muted' }],
      }),
      [
        {
          type: 'Table',
          columns: [{ width: 6, horizontalCellContentAlignment: 'Right' }, { width: 32 }],
          firstRowAsHeader: true,
          showGridLines: true,
          gridStyle: 'default',
          rows: [
            { type: 'TableRow', cells: [cell('Port', bold), cell('Why', bold)] },
            {
              type: 'TableRow',
              cells: ['443', 'Sign-in of users'].map((text) => ({
                type: 'TableCell',
                items: [{ type: 'RichTextBlock', inlines: [text] }],
              })),
            },
            { type: 'TableRow', cells: [cell('80', struck), cell('x'.repeat(99), struck)] },
          ],
        },
      ],
    );
  });

  it('cuts a date function in two, so that clients show it as it is', () => {
    const [line] = elements({ kind: 'paragraph', text: '{{DATE(2026-01-01T00:00:00Z)}}' });
    assert.deepEqual(line, { type: 'RichTextBlock', inlines: ['{', '{DATE(2026-01-01T00:00:00Z)}}'] });
  });

  it('shows actions as buttons that send their command line', () => {
    const [page] = render({ actions: [{ label: 'As CSV', command: 'ports --csv' }] });
    assert.deepEqual(page?.card.actions, [button('As CSV', 'ports --csv')]);
  });

  it('shows at most six buttons under a card and the others in rows', () => {
    const actions = Array.from({ length: 12 }, (_, index) => ({ label: `Do ${index}`, command: `do ${index}` }));
    const [page] = render({ actions });
    assert.equal(page?.card.actions?.length, 5);
    assert.deepEqual(
      page?.card.body.slice(1).map((element) => (element.type === 'ActionSet' ? element.actions.length : 0)),
      [6, 1],
    );
  });

  it('tells an action in words where its command is too long for a button', () => {
    const [page] = render({ actions: [{ label: 'Do', command: 'x'.repeat(600) }] });
    assert.equal(page?.card.actions, undefined);
    assert.deepEqual(page?.card.body[1], { type: 'RichTextBlock', inlines: [`Try: ${'x'.repeat(600)} (Do)`] });
  });

  it('turns pages with command lines, in the language asked for', () => {
    const body = [numberedTable(300, 4)] as const;
    const pages = render({ body, actions: [{ label: 'CSV', command: 'ports --csv' }] }, 'nl');
    const last = pages.length;
    assert.ok(last > 2);
    assert.deepEqual(pages[0]?.card.actions, [button('CSV', 'ports --csv'), button('Volgende', 'ports adfs --page 2')]);
    assert.deepEqual(pages[1]?.card.actions, [
      button('Vorige', 'ports adfs --page 1'),
      button('Volgende', 'ports adfs --page 3'),
    ]);
    assert.deepEqual(pages.at(-1)?.card.actions, [button('Vorige', `ports adfs --page ${last - 1}`)]);
    assert.deepEqual(stringsUnder(pages[1]?.card.body.at(-1), 'text'), [`Pagina 2 van ${last}`]);
  });

  it('fills a page to 27,000 bytes and turns it for one more', () => {
    const bytes = (text: string) =>
      new TextEncoder().encode(JSON.stringify(render({ body: filled(text) })[0]?.card)).length;
    const filled = (text: string): readonly Element[] => [
      ...Array.from({ length: 8 }, () => ({ kind: 'paragraph', text: 'x'.repeat(3000) }) as const),
      { kind: 'paragraph', text },
    ];
    const room = 27_000 - bytes('x') + 1;
    assert.equal(bytes('x'.repeat(room)), 27_000);
    assert.equal(render({ body: filled('x'.repeat(room)) }).length, 1);
    assert.equal(render({ body: filled('x'.repeat(room + 1)) }).length, 2);
    // An e with an accent is two bytes of UTF-8.
    assert.equal(render({ body: filled(`${'x'.repeat(room - 1)}é`) }).length, 2);
  });

  it('shows every cell of 500 long rows and 200 paragraphs exactly once, in order, under repeated titles', () => {
    const table = numberedTable(500, 4, ` ${'long cell '.repeat(20)}`.trimEnd());
    const told = Array.from(
      { length: 200 },
      (_, index) => ({ kind: 'paragraph', text: `Paragraph ${index}.` }) as const,
    );
    const pages = render({ body: [table, ...told] });
    const shown = tables(pages).map(rowsOf);
    for (const [titles] of shown)
      assert.deepEqual(
        titles,
        table.columns.map(({ title }) => title),
      );
    assert.deepEqual(
      shown.flatMap((rows) => rows.slice(1)),
      table.rows.map(({ cells }) => cells),
    );
    const lines = pages
      .flatMap(({ card }) => card.body)
      .flatMap((element) => (element.type === 'RichTextBlock' ? element.inlines : []))
      .filter((inline) => typeof inline === 'string');
    assert.deepEqual(
      lines,
      told.map(({ text }) => text),
    );
  });

  it('tells a table of more than four columns row by row, every cell exactly once, in order', () => {
    const table = numberedTable(300, 7, '');
    const pages = render({ body: [table] });
    assert.deepEqual(tables(pages), []);
    const records = pages
      .flatMap(({ card }) => card.body)
      .flatMap((element) => (element.type === 'Container' ? [element.items] : []));
    const texts = records.map((items) =>
      items
        .flatMap((item) => (item.type === 'RichTextBlock' ? item.inlines : []))
        .map((inline) => (typeof inline === 'string' ? inline : inline.text)),
    );
    assert.deepEqual(
      texts.map((parts) => parts.join('')),
      table.rows.map(({ cells }) => cells.join(' · ')),
    );
  });

  it('says the titles of the cells behind the first long one of a row that it tells', () => {
    const columns = ['Port', 'Transport', 'Protocol', 'Need', 'Purpose', 'Editions'].map((title) => column(title));
    const purpose = 'Passes sign-in requests from the proxy to the federation server.';
    const [page] = render({
      body: [{ kind: 'table', columns, rows: [row('443', 'TCP', 'HTTPS', 'required', purpose, '2017 2020')] }],
    });
    const [record] = page?.card.body.filter(({ type }) => type === 'Container') ?? [];
    assert.ok(record?.type === 'Container');
    const lines = record.items.map((item) =>
      item.type === 'RichTextBlock'
        ? item.inlines.map((inline) => (typeof inline === 'string' ? inline : inline.text)).join('')
        : '',
    );
    assert.deepEqual(lines, ['443 · TCP · HTTPS · required', `Purpose: ${purpose}`, 'Editions: 2017 2020']);
  });

  it('carries a cell that no page holds over to further rows', () => {
    const pages = render({
      body: [{ kind: 'table', columns: [column('A'), column('B')], rows: [row('key', '語'.repeat(25_000))] }],
    });
    const cells = tables(pages)
      .map(rowsOf)
      .flatMap((rows) => rows.slice(1));
    assert.equal(cells.map(([, value]) => value).join(''), '語'.repeat(25_000));
    assert.deepEqual(
      cells.map(([key]) => key).filter((key) => key !== ''),
      ['key'],
    );
  });

  it('attaches code that is too long to show, and code that no page holds', () => {
    const code = (text: string) => ({ kind: 'code', language: 'text', filename: 'a.txt', text }) as const;
    assert.deepEqual(render({ body: [code('x'.repeat(2900))] })[0]?.files, []);
    assert.equal(render({ body: [code('x'.repeat(2901))] })[0]?.files[0]?.content.length, 2901);
    // 1,450 empty lines: each is a block of its own in the fallback.
    const lines = `${'\n'.repeat(1449)}x`;
    assert.deepEqual(
      render({ body: [code(lines)] })
        .flatMap(({ files }) => files)
        .map(({ content }) => content),
      [lines],
    );
  });

  for (const text of hostileTexts) {
    it(`shows ${JSON.stringify(text.slice(0, 40))} as it is`, () => {
      for (const page of renderTeams(cardOf(text), { language: 'en' })) {
        assertTeamsTakes(page);
        assert.doesNotMatch(JSON.stringify(page.card), unseen);
        for (const markdown of markdownOf(page.card)) assert.match(markdown, /^(⚠️ |❌ )?[\p{L}\p{M} ,.…]+$/u);
      }
    });
  }
});

/** What Teams reads as Markdown: texts of TextBlocks, titles and values of facts, the fallback of the whole card. */
function markdownOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && value.type === 'TextBlock' ? stringsUnder({ value }, 'text') : [];
  const facts = 'facts' in value ? stringsUnder(value.facts, 'title', 'value') : [];
  const fallback = stringsUnder({ value: { text: 'fallbackText' in value ? value.fallbackText : undefined } }, 'text');
  return [...own, ...facts, ...fallback, ...Object.values(value).flatMap(markdownOf)];
}
