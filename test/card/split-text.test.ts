import assert from 'node:assert/strict';
import { shorten, splitText } from '../../src/card/split-text.ts';

describe('splitText', () => {
  it('leaves a text within the limit whole and gives no piece of a blank one', () => {
    assert.deepEqual(splitText('abc', 3), ['abc']);
    assert.deepEqual(splitText('   ', 3), []);
  });

  it('breaks at the last blank before the limit', () => {
    assert.deepEqual(splitText('one two three', 8), ['one two', 'three']);
    assert.deepEqual(splitText('four four', 4), ['four', 'four']);
  });

  it('breaks inside a word that is longer than the limit', () => {
    assert.deepEqual(splitText('abcdefgh', 3), ['abc', 'def', 'gh']);
  });

  it('breaks no surrogate pair and no accented letter', () => {
    assert.deepEqual(splitText('a😀b', 2), ['a', '😀', 'b']);
    assert.deepEqual(splitText('😀😀', 1), ['😀', '😀']);
    assert.deepEqual(splitText('ae\u0301x', 2), ['a', 'e\u0301', 'x']);
  });
});

describe('shorten', () => {
  it('ends what went on in an ellipsis, within the limit', () => {
    assert.equal(shorten('one two', 7), 'one two');
    assert.equal(shorten('one two three', 8), 'one two…');
  });
});
