import { type Card, card, column, row, type Table } from '../../src/card/card.ts';

/** Texts that would do harm on one platform or another if they were not shown as they are. */
export const hostileTexts: readonly string[] = [
  '<!channel>',
  '<@U123>',
  '@here',
  '[x](javascript:alert(1))',
  '![x](https://evil.example/p.png)',
  '*bold* _italic_ ~strike~ `code`',
  ':tada:',
  'https://evil.example/?a=1&b=2',
  'www.evil.example',
  'a | b',
  '# heading',
  '- item',
  '1. item',
  '> quote',
  '<script>alert(1)</script>',
  '&lt;b&gt;',
  '{{DATE(2026-01-01T00:00:00Z)}}',
  'safe\u202egnp.exe',
  '\u001b[31mred\u001b[0m',
  'nul\u0000byte',
  'lone \ud800 surrogate',
  'x'.repeat(5000),
  '👩‍💻 family 👨‍👩‍👧‍👦',
  'שלום עולם',
  'CONTOSO\\svc_aadc',
];

/** A card that bears one text in every place that takes text. */
export function cardOf(text: string): Card {
  return card({
    title: text,
    command: 'ports',
    tone: 'warning',
    body: [
      { kind: 'heading', text },
      { kind: 'paragraph', text },
      { kind: 'note', tone: 'bad', text },
      {
        kind: 'fields',
        fields: [
          { label: text, value: 'v' },
          { label: 'Label', value: text },
        ],
      },
      { kind: 'list', ordered: false, items: [text] },
      { kind: 'list', ordered: true, items: [text] },
      {
        kind: 'table',
        columns: [column(text), column('B')],
        rows: [row(text, 'plain'), { cells: [text, text], emphasis: 'muted' }],
      },
      { kind: 'table', columns: [column('A'), column('B')], rows: [row(text, text)] },
      { kind: 'image', alt: text, url: 'https://portolan.example/a.png' },
      { kind: 'code', language: 'text', filename: 'a.txt', text },
    ],
    sources: [text],
    actions: [{ label: text, command: 'ports adfs' }],
  });
}

/** A table of `rows` times `columns` cells, each with a word of its own (`z4x2z`) and then `filler`. */
export function numberedTable(rows: number, columns: number, filler = ''): Table {
  return {
    kind: 'table',
    columns: Array.from({ length: columns }, (_, index) => column(`Column ${index}`)),
    rows: Array.from({ length: rows }, (_, r) =>
      row(...Array.from({ length: columns }, (_, c) => `z${r}x${c}z${filler}`)),
    ),
  };
}

/** Every string in a value made of objects and arrays, in order, that stands under one of these keys. */
export function stringsUnder(value: unknown, ...keys: readonly string[]): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? (keys.includes(key) ? [inner] : []) : stringsUnder(inner, ...keys),
  );
}

/** What no screen may get: control characters but the line feed, zero-width and bidirectional ones, lone surrogates. */
export const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is the point
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u;
