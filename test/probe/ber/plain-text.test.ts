import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainText } from '../../../src/probe/ber/plain-text.ts';
import { anyBytes } from './mutations.ts';

describe('text from outside', () => {
  it('keeps letters of every script', () => {
    assert.equal(plainText(Buffer.from('DC=zürich,DC=日本')), 'DC=zürich,DC=日本');
  });

  it('shows control characters and line separators as a dot', () => {
    assert.equal(plainText(Buffer.from('a\0\r\nb\u001b[31mc\u0085\u2028d')), 'a·b·[31mc·d');
  });

  it('is cut to 512 characters, whatever came', () => {
    assert.equal(plainText(Buffer.alloc(100_000, 'x')).length, 512);
    assert.ok(plainText(Buffer.from('é'.repeat(5_000))).length <= 512);
  });

  it('is well-formed even where the cut falls into a character', () => {
    for (const before of ['x', 'xy']) assert.ok(plainText(Buffer.from(`${before}${'😀'.repeat(400)}`)).isWellFormed());
  });

  it('never throws', () => {
    fc.assert(fc.property(anyBytes, (bytes) => !/\p{Cc}/u.test(plainText(bytes))));
  });
});
