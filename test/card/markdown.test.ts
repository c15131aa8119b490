import assert from 'node:assert/strict';
import { card, column, row } from '../../src/card/card.ts';
import { escapeMarkdown, renderMarkdown } from '../../src/card/markdown.ts';
import { cardOf, hostileTexts, unseen } from './samples.ts';

const escapes: readonly (readonly [string, string])[] = [
  ['plain words, and 443.', 'plain words, and 443.'],
  ['*bold*', '\\*bold\\*'],
  ['snake_case', 'snake\\_case'],
  ['~~gone~~', '\\~\\~gone\\~\\~'],
  ['[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
  ['<!channel>', '\\<\\!channel\\>'],
  ['<b>&lt;', '\\<b\\>\\&lt;'],
  ['a|b', 'a\\|b'],
  ['C:\\x', 'C:\\\\x'],
  ['# heading', '\\# heading'],
  ['- item', '\\- item'],
  ['+ item', '\\+ item'],
  ['=', '\\='],
  ['1. item', '1\\. item'],
  ['12) item', '12\\) item'],
  ['https://evil.example', 'https\\://evil.example'],
  ['see www.evil.example', 'see www\\.evil.example'],
  ['ask @octocat now', 'ask `@octocat` now'],
  ['a@b.example', '`a@b.example`'],
  ['fixes #12', 'fixes `#12`'],
  ['so :tada:', 'so `:tada:`'],
  ['x`@y', '``x`@y``'],
  ['a@b|c@d', '`a@b`\\|`c@d`'],
  ['$x$', '\\$x\\$'],
  ['up\u202edown', 'up\\\\u202edown'],
  ['two\nlines', 'two\\\\u000alines'],
  ['    indented', 'indented'],
];

describe('escapeMarkdown', () => {
  for (const [text, markdown] of escapes) {
    it(`shows ${JSON.stringify(text)} as it is`, () => assert.equal(escapeMarkdown(text), markdown));
  }
});

describe('renderMarkdown', () => {
  it('renders every element', () => {
    const shown = renderMarkdown(
      card({
        title: 'Ports',
        command: 'ports',
        tone: 'bad',
        body: [
          { kind: 'heading', text: 'Flows' },
          { kind: 'paragraph', text: 'All of them.' },
          { kind: 'note', tone: 'good', text: 'Proven.' },
          { kind: 'fields', fields: [{ label: 'From', value: 'AD FS' }] },
          { kind: 'list', ordered: true, items: ['one', 'two'] },
          { kind: 'list', ordered: false, items: ['three'] },
          {
            kind: 'table',
            columns: [column('Port', 'right'), column('Why')],
            rows: [row('443', 'TLS'), { cells: ['80', ''], emphasis: 'muted' }],
          },
          { kind: 'image', alt: 'Map', url: 'https://portolan.example/a(b).png' },
          { kind: 'code', language: 'csv', filename: 'a.csv', text: 'a,b\n```\n' },
        ],
        sources: ['Ports page, 2023-01-19'],
        actions: [{ label: 'As CSV', command: 'ports --csv' }],
      }),
      { language: 'en' },
    );
    assert.equal(
      shown,
      [
        '# ❌ Ports',
        '## Flows',
        'All of them.',
        '> ✅ Proven.',
        '- **From**: AD FS',
        '1. one\n2. two',
        '- three',
        '| Port | Why |\n| ---: | --- |\n| 443 | TLS |\n| ~~80~~ |  |',
        '![Map](https://portolan.example/a%28b%29.png)',
        '````csv\na,b\n```\n````',
        '- Source: Ports page, 2023-01-19',
        '- Try: `ports --csv` As CSV\n',
      ].join('\n\n'),
    );
  });

  it('speaks Dutch', () => {
    const shown = renderMarkdown(
      card({ title: 'x', command: 'x', sources: ['y'], actions: [{ label: 'z', command: 'w' }] }),
      {
        language: 'nl',
      },
    );
    assert.equal(shown, '# x\n\n- Bron: y\n\n- Probeer: `w` z\n');
  });

  it('gives no picture for an address that is not http', () => {
    const body = [{ kind: 'image', alt: 'Map', url: 'javascript:alert(1)' }] as const;
    assert.equal(renderMarkdown(card({ title: 'x', command: 'x', body }), { language: 'en' }), '# x\n\nImage: Map\n');
  });

  for (const text of hostileTexts) {
    it(`keeps the shape of a card that bears ${JSON.stringify(text.slice(0, 40))} everywhere`, () => {
      const shown = renderMarkdown(cardOf(text), { language: 'en' });
      const unfenced = shown.replace(/^(`{3,}).*\n[\s\S]*?\n\1$/m, '');
      const lines = unfenced.split('\n');
      assert.equal(lines.filter((line) => line.startsWith('# ')).length, 1);
      assert.equal(lines.filter((line) => line.startsWith('## ')).length, 1);
      // Two tables: a header, a rule and 2 rows, a header, a rule and 1 row, each of two cells.
      const rows = lines.filter((line) => line.startsWith('| '));
      assert.equal(rows.length, 7);
      for (const line of rows) assert.equal(line.replaceAll(/\\./g, '').match(/\|/g)?.length, 3);
      const outsideCode = unfenced.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
      assert.doesNotMatch(outsideCode, /(?<!\\)[<@]|(?<!\\)\]\((?!https:\/\/portolan)|[a-z]:\/\/evil|www\.evil/);
      assert.doesNotMatch(shown, unseen);
    });
  }
});
