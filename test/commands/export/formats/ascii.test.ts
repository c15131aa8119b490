import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asciiWithin, toAscii } from '../../../../src/commands/export/formats/ascii.ts';
import { commentLines } from '../../../../src/commands/export/formats/comment.ts';

describe('export: text in scripts', () => {
  it('spells arrows, quotes and accents in ASCII', () => {
    assert.equal(
      toAscii('Connect → DC: “vóór” de agent’s \'x\' "y" … é'),
      "Connect -> DC: 'voor' de agent's 'x' 'y' ... e",
    );
  });

  it('is one line of printable ASCII without double quotes, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => assert.match(toAscii(any), /^[\u0020\u0021\u0023-\u007e]*$/)),
    );
  });

  it('keeps within a limit of bytes and shows that it went on', () => {
    assert.equal(asciiWithin('short', 20), 'short');
    const cut = asciiWithin('one two three four five six', 20);
    assert.ok(cut.length <= 20 && cut.endsWith('...') && cut.startsWith('one two'), cut);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 10, max: 150 }), (any, limit) =>
        assert.ok(Buffer.byteLength(asciiWithin(any, limit)) <= limit),
      ),
    );
  });

  it('begins every line of a comment with its mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (any) => {
        for (const line of commentLines([any], '  ')) assert.match(line, /^ {2}#( [\u0020-\u007e]*)?$/);
      }),
    );
  });
});
