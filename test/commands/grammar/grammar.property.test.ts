import assert from 'node:assert/strict';
import fc from 'fast-check';
import { interpret, isFiller, spread } from '../../../src/commands/grammar/lexicon.ts';
import { tidy } from '../../../src/commands/grammar/tidy.ts';
import { understand } from '../../../src/commands/grammar/understand.ts';
import { fold, lineOf, readWords, type Word } from '../../../src/commands/grammar/words.ts';
import { askedOfPorts, portsLexicon } from '../../../src/commands/ports/lexicon.ts';
import { anyText, nearlyLine } from '../lines.ts';

const anyLine = fc.oneof(anyText, nearlyLine);

/** Letters and digits: what a person types to say something. */
function letters(text: string): string {
  return (text.match(/[\p{L}\p{N}]/gu) ?? []).join('');
}

function plainWords(line: string): readonly Word[] {
  return readWords(line).filter(({ kind }) => kind !== 'option');
}

describe('the grammar, for any line at all', () => {
  it('loses no letter and no digit on the way from the line to its words', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const words = readWords(line).map((word) => word.text);
        assert.equal(letters(words.join('')), letters(tidy(line)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('tidies no letter away either, but for mentions and what folds together in Unicode', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        fc.pre(!/[@<]|portolan/iu.test(line.normalize('NFKC')));
        const visible = line.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
        assert.equal(letters(tidy(line)), letters(visible));
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves no control, bidirectional or invisible character and no lone surrogate in a word', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        for (const word of readWords(line))
          assert.doesNotMatch(word.text, /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives every word of the line to exactly one piece, in order', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const words = plainWords(line);
        const apart = spread(words, portsLexicon);
        const held = interpret(words, portsLexicon).flatMap((piece) => piece.words);
        assert.equal(held.length, apart.length);
        for (const [at, word] of held.entries()) assert.deepEqual(word, apart[at]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('loses no letter and no digit in taking words apart', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const words = plainWords(line);
        const apart = spread(words, portsLexicon);
        assert.equal(
          letters(apart.map((word) => word.text).join('')),
          letters(words.map((word) => word.text).join('')),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes apart only what it has not taken apart before', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const apart = spread(plainWords(line), portsLexicon);
        assert.deepEqual(spread(apart, portsLexicon), apart);
      }),
      { numRuns: 1_000 },
    );
  });

  it('understands every word, or names every one that it does not', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const words = plainWords(line);
        const reading = understand({ command: 'ports', words, options: new Map() }, portsLexicon, askedOfPorts);
        const unknown = interpret(words, portsLexicon).flatMap((piece) =>
          piece.kind === 'unknown' ? piece.words : [],
        );
        if (reading.kind === 'understood') assert.deepEqual(unknown, []);
        else if (unknown.length > 0) {
          assert.equal(reading.code, 'unknown-word');
          for (const { text } of unknown) {
            assert.ok(reading.message.en.includes(`“${text}”`), text);
            assert.ok(reading.message.nl.includes(`“${text}”`), text);
          }
        } else assert.equal(reading.code, 'ambiguous-word');
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes for fillers only words of a sentence and what has no letters', () => {
    fc.assert(
      fc.property(anyText, (line) => {
        for (const word of readWords(line))
          if (isFiller(word) && /\p{L}/u.test(word.text)) assert.match(fold(word.text), /^[a-z]{1,12}$/u);
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads what it writes: words that are written as a line again are the same words', () => {
    fc.assert(
      fc.property(nearlyLine, (line) => {
        const words = readWords(`ports ${line}`).slice(1);
        const again = readWords(`ports ${lineOf(words)}`).slice(1);
        assert.deepEqual(
          again.map((word) => letters(word.text)).join(' '),
          words.map((word) => letters(word.text)).join(' '),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
