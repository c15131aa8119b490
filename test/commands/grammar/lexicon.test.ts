import assert from 'node:assert/strict';
import { interpret, isFiller, lexicon, type Piece, spread } from '../../../src/commands/grammar/lexicon.ts';
import { readWords, wordOf } from '../../../src/commands/grammar/words.ts';

const sea = lexicon<string>(
  [
    ['red', 'RED'],
    ['Red Sea', 'RED SEA'],
    ['sea', 'SEA'],
    ['bank', 'MONEY'],
    ['bank', 'SHORE'],
    ['bank', 'SHORE'],
    ['left-bank', 'LEFT BANK'],
    ['7 seas', 'SEVEN'],
  ],
  [(text) => (/^\d+$/.test(text) ? `#${text}` : null)],
);

/** A piece on one line. */
function told(piece: Piece<string>): string {
  const words = piece.words.map((word) => word.text).join(' ');
  switch (piece.kind) {
    case 'known':
      return `${words}=${piece.meaning}`;
    case 'ambiguous':
      return `${words}=${piece.meanings.join('|')}`;
    case 'arrow':
      return `${piece.points}`;
    case 'direction':
      return `${piece.preposition}:`;
    case 'filler':
      return `(${words})`;
    case 'unknown':
      return `${words}?`;
  }
}

function read(line: string): readonly string[] {
  return interpret(readWords(line), sea).map(told);
}

describe('a lexicon', () => {
  it('finds the longest phrase, whatever its case and hyphens', () => {
    assert.deepEqual(read('RED sea red'), ['RED sea=RED SEA', 'red=RED']);
    assert.deepEqual(read('red-sea'), ['red-sea=RED SEA']);
    assert.deepEqual(read('left bank'), ['left bank=LEFT BANK']);
  });

  it('finds a longer phrase before a shape, and a shape before a single word', () => {
    assert.deepEqual(read('7 seas 7'), ['7 seas=SEVEN', '7=#7']);
  });

  it('leaves an ambiguous word to the asker, each meaning once', () => {
    assert.deepEqual(read('bank'), ['bank=MONEY|SHORE']);
  });

  it('knows arrows, prepositions in English and Dutch, fillers and punctuation', () => {
    assert.deepEqual(read('from red to sea'), ['from:', 'red=RED', 'to:', 'sea=SEA']);
    assert.deepEqual(read('van red naar sea'), ['from:', 'red=RED', 'to:', 'sea=SEA']);
    assert.deepEqual(read('red <- sea'), ['red=RED', 'left', 'sea=SEA']);
    assert.deepEqual(read('the red and de sea · 👍'), ['(the)', 'red=RED', '(and)', '(de)', 'sea=SEA', '(·)', '(👍)']);
  });

  it('names everything else unknown, word by word', () => {
    assert.deepEqual(read('red blue green'), ['red=RED', 'blue?', 'green?']);
    assert.deepEqual(read('red "blue green"'), ['red=RED', 'blue green?']);
  });
});

describe('words written as one', () => {
  const apart = (line: string) => spread(readWords(line), sea).map((word) => word.text);

  it('come apart where a part is known or nearly so', () => {
    assert.deepEqual(apart('red/sea'), ['red', 'sea']);
    assert.deepEqual(apart('red&sea,80'), ['red', 'sea', '80']);
    assert.deepEqual(apart('red/blue'), ['red', 'blue']);
    assert.deepEqual(apart('rde/bnak'), ['rde', 'bnak']);
    assert.deepEqual(apart('red sea|7'), ['red', 'sea', '7']);
    assert.deepEqual(apart('80,443;53'), ['80', '443', '53']);
    assert.deepEqual(apart('7 and/or red'), ['7', 'and', 'or', 'red']);
  });

  it('come apart at a hyphen or between quotes only where every part is known', () => {
    assert.deepEqual(apart('sea-red'), ['sea', 'red']);
    assert.deepEqual(apart('sea-blue'), ['sea-blue']);
    assert.deepEqual(apart('7 "sea red"'), ['7', 'sea', 'red']);
    assert.deepEqual(apart('7 "sea and red"'), ['7', 'sea', 'and', 'red']);
    assert.deepEqual(apart('7 "sea-red 7"'), ['7', 'sea', 'red', '7']);
    assert.deepEqual(apart('7 "sea blue"'), ['7', 'sea blue']);
  });

  it('stay whole where nothing of them is known', () => {
    for (const whole of ['blue/green', 'https://red/sea', 'blue-green', '80+']) assert.deepEqual(apart(whole), [whole]);
  });
});

describe('fillers', () => {
  it('are words of a sentence, punctuation and emoji, and no others', () => {
    for (const filler of ['the', 'Welke', 'nodig', '·', '—', '…', '👍', '🇳🇱', '+', '&'])
      assert.ok(isFiller(wordOf(filler)), filler);
    for (const word of ['adfs', '443', '<1024', 'not', 'except', 'zonder', '端'])
      assert.ok(!isFiller(wordOf(word)), word);
  });
});
