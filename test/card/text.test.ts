import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { type Card, card, column, row, type Table } from '../../src/card/card.ts';
import { renderText } from '../../src/card/text.ts';
import { cardOf, hostileTexts, numberedTable, unseen } from './samples.ts';

const widths = [20, 40, 60, 80, 100, 120, 200] as const;

function plain(parts: Partial<Card>, width: number): string {
  return renderText(card({ title: 'Title', command: 'ports', ...parts }), { width, color: false, language: 'en' });
}

function table(parts: Pick<Table, 'columns' | 'rows'>, width: number): string {
  return plain({ body: [{ kind: 'table', ...parts }] }, width);
}

const ports = {
  columns: [column('Port', 'right'), column('Protocol'), column('Why')],
  rows: [row('443', 'HTTPS', 'Sign-in'), { cells: ['80', 'HTTP', 'Certificate revocation lists'], emphasis: 'muted' }],
} as const satisfies Pick<Table, 'columns' | 'rows'>;

describe('renderText', () => {
  it('shows a table in natural widths where it fits', () => {
    assert.equal(
      table(ports, 80),
      [
        'Title',
        '',
        'Port  Protocol  Why',
        '────  ────────  ────────────────────────────',
        ' 443  HTTPS     Sign-in',
        '  80  HTTP      Certificate revocation lists',
        '',
      ].join('\n'),
    );
  });

  it('makes records of a table that a narrow terminal cannot hold', () => {
    assert.equal(
      table(ports, 40),
      [
        'Title',
        '',
        'Port      443',
        'Protocol  HTTPS',
        'Why       Sign-in',
        '',
        'Port      80',
        'Protocol  HTTP',
        'Why       Certificate revocation lists',
        '',
      ].join('\n'),
    );
  });

  it('wraps the column with the most text first', () => {
    const why = 'Certificate revocation lists of the public authority behind the federation service';
    assert.equal(
      table({ columns: ports.columns, rows: [row('80', 'HTTP', why)] }, 60),
      [
        'Title',
        '',
        'Port  Protocol  Why',
        '────  ────────  ────────────────────────────────────────────',
        '  80  HTTP      Certificate revocation lists of the public',
        '                authority behind the federation service',
        '',
      ].join('\n'),
    );
  });

  it('puts a column of sentences below its row where the table would be tall', () => {
    const why = 'DNS lookups in the destination forest before anything else can be located';
    const cells = ['53', 'TCP, UDP', 'DNS', 'conditional', 'Seamless SSO', '2017 2020 2023 2025'];
    const titles = ['Port', 'Transport', 'Protocol', 'Need', 'When', 'Editions', 'Why'];
    assert.equal(
      table({ columns: titles.map((title) => column(title)), rows: [1, 2, 3].map(() => row(...cells, why)) }, 80),
      [
        'Title',
        '',
        'Port  Transport  Protocol  Need         When          Editions',
        '      Why',
        '────  ─────────  ────────  ───────────  ────────────  ───────────────────',
        ...[1, 2, 3].flatMap(() => [
          '53    TCP, UDP   DNS       conditional  Seamless SSO  2017 2020 2023 2025',
          '      DNS lookups in the destination forest before anything else can be located',
        ]),
        '',
      ].join('\n'),
    );
  });

  it('breaks a long host name after its dots', () => {
    const shown = plain({ body: [{ kind: 'paragraph', text: 'provisioning.region.management.example.com' }] }, 20);
    assert.equal(shown, 'Title\n\nprovisioning.region.\nmanagement.example.\ncom\n');
  });

  it('counts wide letters as two columns', () => {
    const shown = table({ columns: [column('名前'), column('B')], rows: [row('東京', 'x'), row('a', 'y')] }, 80);
    assert.equal(shown, 'Title\n\n名前  B\n────  ─\n東京  x\na     y\n');
  });

  it('marks tones without colour', () => {
    const body = (['neutral', 'good', 'warning', 'bad'] as const).map(
      (tone) => ({ kind: 'note', tone, text: 'note' }) as const,
    );
    assert.equal(plain({ tone: 'bad', body }, 80), 'x Title\n\ni note\n\n+ note\n\n! note\n\nx note\n');
  });

  it('lines up fields, lists, sources and suggested commands', () => {
    const shown = plain(
      {
        body: [
          {
            kind: 'fields',
            fields: [
              { label: 'From', value: 'AD FS' },
              { label: 'Direction', value: 'inward' },
            ],
          },
          { kind: 'list', ordered: true, items: Array.from({ length: 10 }, () => 'x') },
        ],
        sources: ['one', 'two'],
        actions: [
          { label: 'As CSV', command: 'ports --csv' },
          { label: 'Prove', command: 'probe' },
        ],
      },
      40,
    );
    assert.equal(
      shown,
      [
        'Title',
        '',
        'From       AD FS',
        'Direction  inward',
        '',
        ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => ` ${number}. x`),
        '10. x',
        '',
        'Source: one',
        '        two',
        '',
        'Try: ports --csv  As CSV',
        '     probe        Prove',
        '',
      ].join('\n'),
    );
  });

  it('leaves code unwrapped, to be copied', () => {
    const code = `${'a'.repeat(300)}\n\tindented`;
    const shown = plain({ body: [{ kind: 'code', language: 'text', filename: 'a', text: `${code}\n` }] }, 40);
    assert.equal(shown, `Title\n\n${code}\n`);
  });

  it('colours only where it is asked to, whatever the stream', () => {
    const body = [{ kind: 'table', ...ports }] as const;
    const shown = renderText(card({ title: 'Title', command: 'x', body }), { width: 80, color: true, language: 'en' });
    assert.ok(shown.startsWith('\u001b[1mTitle\u001b[22m\n'));
    assert.ok(shown.includes('\u001b[2m  80  HTTP      Certificate revocation lists\u001b[22m'));
    assert.equal(stripVTControlCharacters(shown), plain({ body }, 80));
  });

  for (const width of widths) {
    it(`writes no line wider than ${width} columns, whatever it is given`, () => {
      const texts = [...hostileTexts, '語'.repeat(200), 'word '.repeat(100), `${'host.'.repeat(30)}example`];
      for (const text of texts) {
        const body = cardOf(text).body.filter(({ kind }) => kind !== 'code');
        for (const extra of [numberedTable(3, 8, ` ${text}`), numberedTable(2, 2, text), numberedTable(1, 30)]) {
          const shown = renderText({ ...cardOf(text), body: [...body, extra] }, { width, color: true, language: 'nl' });
          for (const line of stripVTControlCharacters(shown).split('\n')) {
            assert.ok(stringWidth(line) <= width, `${stringWidth(line)}: ${line}`);
          }
        }
      }
    });
  }

  for (const text of hostileTexts) {
    it(`lets no control character out of ${JSON.stringify(text.slice(0, 40))}`, () => {
      const shown = renderText(cardOf(text), { width: 80, color: false, language: 'en' });
      assert.doesNotMatch(shown, unseen);
    });
  }

  it('spells an escape sequence out', () => {
    assert.equal(plain({ title: '\u001b[31mred' }, 80), '\\u001b[31mred\n');
  });
});
