import assert from 'node:assert/strict';
import { text } from '../../../src/catalog/text.ts';
import { lexicon } from '../../../src/commands/grammar/lexicon.ts';
import { understand } from '../../../src/commands/grammar/understand.ts';
import { refusalOf, typedLine } from '../typed-line.ts';

const fleet = lexicon<string>(
  [
    ['galley', 'galley'],
    ['galleon', 'galleon'],
    ['carrack', 'carrack'],
    ['merchant ship', 'carrack'],
    ['merchant vessel', 'carrack'],
    ['ship of the line', 'line'],
    ['boat', 'dinghy'],
    ['boat', 'tender'],
  ],
  [(typed) => (/^\d+$/.test(typed) ? typed : null)],
);

const legal = text('a ship (galley, galleon) or a number', 'een schip (galley, galleon) of een getal');

function read(line: string) {
  return understand(typedLine('ports', line), fleet, { legal, spell: (meaning) => meaning });
}

function refused(line: string) {
  const reading = read(line);
  assert.ok(reading.kind === 'refusal', line);
  return refusalOf(reading);
}

describe('understanding a line', () => {
  it('gives the pieces, and the line that holds their words', () => {
    const reading = read('the galley/carrack 3');
    assert.ok(reading.kind === 'understood');
    assert.deepEqual(
      reading.pieces.map((piece) => (piece.kind === 'known' ? piece.meaning : piece.kind)),
      ['filler', 'galley', 'carrack', '3'],
    );
    assert.deepEqual(
      reading.pieces.flatMap((piece) => piece.words),
      reading.line.words,
    );
  });

  it('names every unknown word once, in both languages', () => {
    const { code, message } = refused('xyzzy galley plugh xyzzy');
    assert.equal(code, 'unknown-word');
    assert.equal(
      message.en,
      '“ports” does not know “xyzzy” and “plugh”; it takes a ship (galley, galleon) or a number.',
    );
    assert.equal(message.nl, '“ports” kent “xyzzy” en “plugh” niet; wel een schip (galley, galleon) of een getal.');
  });

  it('says what is legal only where it cannot say what was meant', () => {
    const { message, suggestions } = refused('gally');
    assert.equal(message.en, '“ports” does not know “gally”.');
    assert.deepEqual(suggestions, ['ports galley']);
  });

  it('mends every word at once and keeps the rest of the line and its options', () => {
    assert.deepEqual(refused('galey 3 and carack --edition 2017 --udp').suggestions, [
      'ports galley 3 and carrack --edition 2017 --udp',
    ]);
  });

  it('mends a phrase of several words, known ones among them', () => {
    assert.deepEqual(refused('mechant ship 3').suggestions, ['ports merchant ship 3']);
    assert.deepEqual(refused('3 ship of teh line').suggestions, ['ports 3 ship of the line']);
    assert.deepEqual(refused('merch vess').suggestions, ['ports merchant vessel']);
  });

  it('offers one phrase for each thing that may be meant', () => {
    // `merchant ship` and `merchant vessel` are the same.
    assert.deepEqual(refused('merchant').suggestions, ['ports merchant ship']);
  });

  it('suggests nothing as soon as one word resembles nothing', () => {
    assert.deepEqual(refused('galey xyzzy').suggestions, []);
  });

  it('suggests nothing for a line of more slips than a mistyped question has', () => {
    assert.deepEqual(refused(Array(20).fill('galey').join(' ')).suggestions, []);
  });

  it('gives the choices of an ambiguous word', () => {
    const { code, message, suggestions } = refused('3 boat --edition 2017');
    assert.equal(code, 'ambiguous-word');
    assert.equal(message.en, '“boat” can mean dinghy or tender; say which.');
    assert.equal(message.nl, '“boat” kan dinghy of tender betekenen; zeg welke.');
    assert.deepEqual(suggestions, ['ports 3 dinghy --edition 2017', 'ports 3 tender --edition 2017']);
  });

  it('asks about unknown words before ambiguous ones', () => assert.equal(refused('boat galey').code, 'unknown-word'));
});
