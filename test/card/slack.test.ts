import assert from 'node:assert/strict';
import type { ActionsBlock, KnownBlock, TableBlock } from '@slack/types';
import { type Card, card, column, type Element, row } from '../../src/card/card.ts';
import { renderSlack, type SlackPage } from '../../src/card/slack.ts';
import { cardOf, hostileTexts, numberedTable, stringsUnder, unseen } from './samples.ts';
import { assertSlackTakes } from './slack-limits.ts';

function render(parts: Partial<Card>, language: 'en' | 'nl' = 'en'): readonly SlackPage[] {
  const pages = renderSlack(card({ title: 'Title', command: 'ports adfs', ...parts }), { language });
  pages.forEach(assertSlackTakes);
  return pages;
}

/** The blocks of a card that fits one page, below its title. */
function blocks(...body: readonly Element[]): readonly KnownBlock[] {
  const pages = render({ body });
  assert.equal(pages.length, 1);
  return pages[0]?.blocks.slice(1) ?? [];
}

function tableOf({ blocks }: SlackPage): TableBlock {
  const table = blocks.find((block) => block.type === 'table');
  assert.ok(table !== undefined);
  return table;
}

function buttonsOf({ blocks }: SlackPage): readonly (readonly [string, string])[] {
  return blocks
    .filter((block): block is ActionsBlock => block.type === 'actions')
    .flatMap(({ elements }) => elements)
    .map((element) => (element.type === 'button' ? [element.text.text, element.value ?? ''] : ['', '']));
}

function paragraphs(count: number): readonly Element[] {
  return Array.from({ length: count }, (_, index) => ({ kind: 'paragraph', text: `Paragraph ${index}.` }));
}

describe('renderSlack', () => {
  it('renders every element as text that Slack does not interpret', () => {
    assert.deepEqual(
      blocks(
        { kind: 'heading', text: 'Flows' },
        { kind: 'paragraph', text: 'A <b> & *c*' },
        { kind: 'note', tone: 'warning', text: 'Mind this.' },
        {
          kind: 'fields',
          fields: [
            { label: 'From', value: 'AD FS' },
            { label: 'SPN', value: 'host/*.contoso.com' },
          ],
        },
        { kind: 'list', ordered: false, items: ['one', ''] },
        { kind: 'list', ordered: true, items: ['one', 'two'] },
        { kind: 'code', language: 'text', filename: 'a.txt', text: 'a <b>' },
        { kind: 'image', alt: 'Map', url: 'https://portolan.example/a.png' },
      ),
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Flows', style: { bold: true } }] }],
        },
        { type: 'section', text: { type: 'plain_text', text: 'A <b> & *c*', emoji: false } },
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '⚠️ Mind this.' }] }],
        },
        {
          type: 'section',
          fields: [
            { type: 'mrkdwn', text: '*From*\nAD FS', verbatim: true },
            { type: 'plain_text', text: 'SPN\nhost/*.contoso.com', emoji: false },
          ],
        },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_list',
              style: 'bullet',
              elements: [
                { type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] },
                { type: 'rich_text_section', elements: [{ type: 'text', text: '–' }] },
              ],
            },
          ],
        },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: '1. one\n' },
                { type: 'text', text: '2. two' },
              ],
            },
          ],
        },
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a <b>' }] }],
        },
        { type: 'image', image_url: 'https://portolan.example/a.png', alt_text: 'Map' },
      ],
    );
  });

  it('renders a table as a table block, retired rows struck through', () => {
    const table = {
      kind: 'table',
      columns: [column('Port', 'right'), column('Why')],
      rows: [row('443', 'Sign-in of users'), { cells: ['80', ''], emphasis: 'muted' }],
    } as const;
    const struck = (text: string) => ({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text, style: { strike: true } }] }],
    });
    assert.deepEqual(blocks(table), [
      {
        type: 'table',
        column_settings: [
          { align: 'right', is_wrapped: false },
          { align: 'left', is_wrapped: false },
        ],
        rows: [
          [
            { type: 'raw_text', text: 'Port' },
            { type: 'raw_text', text: 'Why' },
          ],
          [
            { type: 'raw_text', text: '443' },
            { type: 'raw_text', text: 'Sign-in of users' },
          ],
          [struck('80'), struck('–')],
        ],
      },
    ]);
  });

  it('tells a small second table in lines and gives a long one a page of its own', () => {
    const small = numberedTable(2, 2);
    const [, second] = blocks(small, { ...small });
    assert.deepEqual(stringsUnder(second, 'text'), ['Column 0 · Column 1', 'z0x0z', ' · z0x1z', 'z1x0z', ' · z1x1z']);
    const pages = render({ body: [small, numberedTable(13, 2)] });
    assert.deepEqual(
      pages.map((page) => tableOf(page).rows.length),
      [3, 14],
    );
  });

  it('tells a picture in words that Slack cannot fetch', () => {
    for (const url of ['javascript:alert(1)', 'data:image/png;base64,AAAA', '/reports/1', '']) {
      assert.deepEqual(stringsUnder(blocks({ kind: 'image', alt: 'Map', url }), 'text'), ['Image: Map']);
    }
  });

  it('shows nothing of elements that say nothing', () => {
    assert.deepEqual(
      blocks(
        { kind: 'paragraph', text: ' ' },
        { kind: 'fields', fields: [] },
        { kind: 'list', ordered: false, items: [] },
        { kind: 'table', columns: [column('A')], rows: [] },
        { kind: 'code', language: 'text', filename: 'a', text: '' },
      ),
      [],
    );
  });

  it('shows sources small and actions as buttons with their command lines', () => {
    const [page] = render({ sources: ['one', 'two'], actions: [{ label: 'As CSV', command: 'ports --csv' }] });
    assert.deepEqual(page?.blocks.slice(1), [
      {
        type: 'context',
        elements: [
          { type: 'plain_text', text: 'Source: one', emoji: false },
          { type: 'plain_text', text: 'Source: two', emoji: false },
        ],
      },
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: 'command-0',
            text: { type: 'plain_text', text: 'As CSV', emoji: false },
            value: 'ports --csv',
          },
        ],
      },
    ]);
  });

  it('notifies with title and first sentence, escaped', () => {
    const [page] = render({ title: 'A & B', tone: 'good', body: [{ kind: 'paragraph', text: '<!channel> ready' }] });
    assert.equal(page?.text, '✅ A &amp; B · &lt;!channel&gt; ready');
  });

  it('takes 50 blocks on a page and turns the page for the 51st', () => {
    assert.equal(render({ body: paragraphs(49) }).length, 1);
    assert.equal(render({ body: paragraphs(50) }).length, 2);
  });

  it('takes 100 table rows, titles included, and turns the page for the 101st with the titles again', () => {
    assert.deepEqual(
      render({ body: [numberedTable(99, 2)] }).map((page) => tableOf(page).rows.length),
      [100],
    );
    const pages = render({ body: [numberedTable(100, 2)] });
    assert.deepEqual(
      pages.map((page) => tableOf(page).rows.length),
      [100, 2],
    );
    assert.deepEqual(
      pages.map((page) => stringsUnder(tableOf(page).rows[0], 'text')[0]),
      ['Column 0', 'Column 0'],
    );
  });

  it('draws a table as one while a message is wide enough for it, and tells a wider one row by row', () => {
    // 3 columns of 24, 24 and 18 characters, each with 3 between it and the next, fill the room of 75.
    const table = (last: number) =>
      ({
        kind: 'table',
        columns: [column('A'), column('B'), column('C')],
        rows: [row('x'.repeat(60), 'y'.repeat(24), 'z'.repeat(last))],
      }) as const;
    assert.equal(blocks(table(18))[0]?.type, 'table');
    assert.equal(blocks(table(19))[0]?.type, 'rich_text');
    assert.equal(blocks(numberedTable(1, 20))[0]?.type, 'rich_text');
  });

  it('tells a row with its short cells beside each other and its long ones below, with their titles', () => {
    const columns = ['Port', 'Transport', 'When', 'Need', 'Purpose', 'Editions'].map((title) => column(title));
    const when = 'the farm has more than one server';
    const purpose = 'Passes sign-in requests to the federation server.';
    assert.deepEqual(
      blocks({
        kind: 'table',
        columns,
        rows: [
          row('443', 'TCP', when, 'conditional', purpose, '2020 2023'),
          { cells: ['80', '', '', 'retired', purpose, '2017'], emphasis: 'muted' },
        ],
      }),
      [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [{ type: 'text', text: 'Port · Transport · Need · Editions', style: { italic: true } }],
            },
            {
              type: 'rich_text_list',
              style: 'bullet',
              elements: [
                {
                  type: 'rich_text_section',
                  elements: [
                    { type: 'text', text: '443', style: { bold: true, strike: false } },
                    {
                      type: 'text',
                      text: ` · TCP · conditional · 2020 2023\nWhen: ${when}\nPurpose: ${purpose}`,
                      style: { strike: false },
                    },
                  ],
                },
                {
                  type: 'rich_text_section',
                  elements: [
                    { type: 'text', text: '80', style: { bold: true, strike: true } },
                    { type: 'text', text: ` · – · retired · 2017\nPurpose: ${purpose}`, style: { strike: true } },
                  ],
                },
              ],
            },
          ],
        },
      ],
    );
  });

  it('tells a table of more than 20 columns in sentences', () => {
    const [told] = blocks(numberedTable(1, 21));
    assert.ok(stringsUnder(told, 'text')[0]?.startsWith('Column 0: z0x0z · Column 1: z0x1z'));
  });

  it('takes 10,000 characters of cells and turns the page for one more', () => {
    const cells = (count: number) =>
      ({ kind: 'table', columns: [column('A')], rows: [row('x'.repeat(4999)), row('y'.repeat(count))] }) as const;
    assert.equal(render({ body: [cells(5000)] }).length, 1);
    assert.equal(render({ body: [cells(5001)] }).length, 2);
  });

  it('takes 3,000 characters in a section and begins another for one more', () => {
    const lengths = (text: string) =>
      blocks({ kind: 'paragraph', text }).map((block) => stringsUnder(block, 'text')[0]?.length);
    assert.deepEqual(lengths('x'.repeat(3000)), [3000]);
    assert.deepEqual(lengths('x'.repeat(3001)), [3000, 1]);
    assert.deepEqual(lengths(`${'x'.repeat(2000)} ${'y'.repeat(1000)}`), [2000, 1000]);
  });

  it('takes 10 fields in a section', () => {
    const fields = Array.from({ length: 11 }, (_, index) => ({ label: `L${index}`, value: 'v' }));
    const counts = blocks({ kind: 'fields', fields }).map((block) =>
      block.type === 'section' ? block.fields?.length : 0,
    );
    assert.deepEqual(counts, [10, 1]);
  });

  it('splits a field that is longer than 2,000 characters, under its label again', () => {
    const texts = stringsUnder(blocks({ kind: 'fields', fields: [{ label: 'L', value: 'x'.repeat(2500) }] }), 'text');
    assert.deepEqual(
      texts.map((text) => text.slice(0, 3)),
      ['*L*', '*L*'],
    );
    assert.equal(texts.join('').replaceAll(/[^x]/g, '').length, 2500);
  });

  it('takes 10 sources in a context block', () => {
    const [page] = render({ sources: Array.from({ length: 11 }, (_, index) => `source ${index}`) });
    assert.deepEqual(
      page?.blocks.map((block) => (block.type === 'context' ? block.elements.length : 0)),
      [0, 10, 1],
    );
  });

  it('takes 150 characters in the header and shows a longer title in full below', () => {
    assert.equal(render({ title: 'x'.repeat(150) })[0]?.blocks.length, 1);
    const texts = stringsUnder(render({ title: 'x'.repeat(151) })[0]?.blocks, 'text');
    assert.deepEqual(texts, [`${'x'.repeat(149)}…`, 'x'.repeat(151)]);
  });

  it('takes 25 buttons and tells the 26th action in words', () => {
    const actions = Array.from({ length: 26 }, (_, index) => ({ label: `Do ${index}`, command: `do ${index}` }));
    const [page] = render({ actions });
    assert.ok(page !== undefined);
    assert.equal(buttonsOf(page).length, 25);
    assert.deepEqual(page.blocks[1], {
      type: 'section',
      text: { type: 'plain_text', text: 'Try: do 25 (Do 25)', emoji: false },
    });
  });

  it('makes no button of a label over 75 characters or a command over 2,000', () => {
    const count = (label: string, command: string) =>
      render({ actions: [{ label, command }] }).flatMap(buttonsOf).length;
    assert.equal(count('x'.repeat(75), 'y'.repeat(2000)), 1);
    assert.equal(count('x'.repeat(76), 'y'), 0);
    assert.equal(count('x', 'y'.repeat(2001)), 0);
  });

  it('shows 2,900 characters of code and attaches one more as a file', () => {
    const code = (count: number) =>
      ({ kind: 'code', language: 'csv', filename: 'ports.csv', text: 'x'.repeat(count) }) as const;
    assert.deepEqual(render({ body: [code(2900)] })[0]?.files, []);
    const [page] = render({ body: [code(2901)] });
    assert.deepEqual(page?.files, [{ filename: 'ports.csv', title: 'ports.csv', content: 'x'.repeat(2901) }]);
    assert.deepEqual(stringsUnder(page?.blocks, 'text'), ['Title', '📎 Too long to show here, attached as ports.csv']);
  });

  it('keeps line ends and the byte order mark of a file, and spells the rest out', () => {
    const text = `\ufeffa,b\r\n${'x'.repeat(3000)}\u202e\r\n`;
    const [page] = render({ body: [{ kind: 'code', language: 'csv', filename: 'a.csv', text }] });
    assert.equal(page?.files[0]?.content, `\ufeffa,b\r\n${'x'.repeat(3000)}\\u202e\r\n`);
  });

  it('turns pages with command lines, in the language asked for', () => {
    const pages = render({ body: paragraphs(120), actions: [{ label: 'CSV', command: 'ports --csv' }] }, 'nl');
    assert.deepEqual(pages.map(buttonsOf), [
      [
        ['CSV', 'ports --csv'],
        ['Volgende', 'ports adfs --page 2'],
      ],
      [
        ['Vorige', 'ports adfs --page 1'],
        ['Volgende', 'ports adfs --page 3'],
      ],
      [['Vorige', 'ports adfs --page 2']],
    ]);
    assert.deepEqual(
      pages.map(({ blocks }) =>
        blocks.filter(({ type }) => type === 'context').flatMap((block) => stringsUnder(block, 'text')),
      ),
      [['Pagina 1 van 3'], ['Pagina 2 van 3'], ['Pagina 3 van 3']],
    );
  });

  it('says how to turn the page where the command is too long for a button', () => {
    const [page] = render({ command: 'x'.repeat(1000), body: paragraphs(60) });
    assert.ok(
      stringsUnder(page?.blocks, 'text').includes(
        'Page 1 of 2. Add --page and a number to the command for another page.',
      ),
    );
  });

  it('does not leave a heading at the end of a page', () => {
    // A page that is turned has 47 blocks beside its title, its number and its buttons: the heading would be the last.
    const pages = render({ body: [...paragraphs(46), { kind: 'heading', text: 'Last' }, ...paragraphs(3)] });
    assert.deepEqual(
      pages.map(({ blocks }) => JSON.stringify(blocks).includes('Last')),
      [false, true],
    );
  });

  it('shows every cell of 500 long rows and 200 paragraphs exactly once, in order', () => {
    const table = numberedTable(500, 8, ` ${'long cell '.repeat(10)}`.trimEnd());
    const after = paragraphs(200);
    const pages = render({ body: [table, ...after] });
    const told = pages
      .flatMap(({ blocks }) => blocks)
      .filter(({ type }) => type === 'rich_text')
      .flatMap(
        (block) =>
          stringsUnder(block, 'text')
            .join('\n')
            .match(/z\d+x\d+z(?: long cell)*/g) ?? [],
      );
    assert.deepEqual(
      told,
      table.rows.flatMap(({ cells }) => cells),
    );
    const sections = pages.flatMap(({ blocks }) => blocks).filter(({ type }) => type === 'section');
    assert.deepEqual(
      stringsUnder(sections, 'text'),
      after.map((element) => (element.kind === 'paragraph' ? element.text : '')),
    );
  });

  it('carries a cell that no page holds over to further rows', () => {
    const pages = render({
      body: [{ kind: 'table', columns: [column('A'), column('B')], rows: [row('key', 'x'.repeat(25_000))] }],
    });
    const cells = pages.flatMap((page) => tableOf(page).rows.slice(1)).map((cells) => stringsUnder(cells, 'text'));
    assert.equal(cells.map(([, value]) => value).join('').length, 25_000);
    assert.deepEqual(
      cells.map(([key]) => key).filter((key) => key !== '–'),
      ['key'],
    );
  });

  for (const text of hostileTexts) {
    it(`shows ${JSON.stringify(text.slice(0, 40))} as it is`, () => {
      for (const page of renderSlack(cardOf(text), { language: 'en' })) {
        assertSlackTakes(page);
        assert.doesNotMatch(page.text, /[<>]/);
        assert.doesNotMatch(JSON.stringify(page.blocks), unseen);
        const { mrkdwn, elements } = markupOf(page.blocks);
        for (const markup of mrkdwn) assert.match(markup, /^\*[\p{L} ]+\*\n[\p{L} ,.]+$/u);
        for (const type of elements)
          assert.ok(['text', 'rich_text_section', 'rich_text_list', 'rich_text_preformatted'].includes(type), type);
      }
    });
  }
});

/** What Slack interprets: the texts of mrkdwn objects, and the types of the elements inside rich text. */
function markupOf(
  value: unknown,
  inRichText = false,
): { readonly mrkdwn: readonly string[]; readonly elements: readonly string[] } {
  if (typeof value !== 'object' || value === null) return { mrkdwn: [], elements: [] };
  const type = 'type' in value ? String(value.type) : '';
  const inner = Object.values(value).map((child) => markupOf(child, inRichText || type === 'rich_text'));
  return {
    mrkdwn: [...(type === 'mrkdwn' ? stringsUnder({ value }, 'text') : []), ...inner.flatMap(({ mrkdwn }) => mrkdwn)],
    elements: [...(inRichText && type !== '' ? [type] : []), ...inner.flatMap(({ elements }) => elements)],
  };
}
