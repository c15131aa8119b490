import assert from 'node:assert/strict';
import { pack } from '../../src/card/pages.ts';

/** Units are words; a page takes ten letters; a word of capitals leads to the next; a long word splits in two. */
const tenLetters = {
  fits: (page: readonly string[]) => page.join('').length <= 10,
  split: (word: string) =>
    word.length < 2 ? undefined : [word.slice(0, word.length / 2), word.slice(word.length / 2)],
  leads: (word: string) => /^[A-Z]+$/.test(word),
};

describe('pack', () => {
  it('gives one empty page for nothing', () => {
    assert.deepEqual(pack([], tenLetters), [[]]);
  });

  it('fills a page to the limit and not beyond', () => {
    assert.deepEqual(pack(['aaaaa', 'bbbbb'], tenLetters), [['aaaaa', 'bbbbb']]);
    assert.deepEqual(pack(['aaaaa', 'bbbbb', 'c'], tenLetters), [['aaaaa', 'bbbbb'], ['c']]);
    assert.deepEqual(pack(['aaaaa', 'bbbbbb'], tenLetters), [['aaaaa'], ['bbbbbb']]);
  });

  it('does not end a page with a unit that leads to the next', () => {
    assert.deepEqual(pack(['aaaaa', 'HEAD', 'bbbbb'], tenLetters), [['aaaaa'], ['HEAD', 'bbbbb']]);
    assert.deepEqual(pack(['aaa', 'H', 'K', 'bbbbbbb'], tenLetters), [['aaa'], ['H', 'K', 'bbbbbbb']]);
  });

  it('leaves a leading unit alone where no page holds it beside what follows', () => {
    assert.deepEqual(pack(['HEAD', 'bbbbbbbbbb'], tenLetters), [['HEAD'], ['bbbbbbbbbb']]);
  });

  it('splits only a unit that fits no page', () => {
    assert.deepEqual(pack(['a', 'bbbbbbbbbbbb'], tenLetters), [['a'], ['bbbbbb'], ['bbbbbb']]);
  });

  it('gives a page to a unit that fits none and cannot be split', () => {
    const none = { ...tenLetters, split: () => undefined };
    assert.deepEqual(pack(['a', 'bbbbbbbbbbbb', 'c'], none), [['a'], ['bbbbbbbbbbbb'], ['c']]);
  });

  it('tells the limit which page it fills', () => {
    const smallFirst = {
      ...tenLetters,
      fits: (page: readonly string[], index: number) => page.length <= (index === 0 ? 1 : 2),
    };
    assert.deepEqual(pack(['a', 'b', 'c', 'd'], smallFirst), [['a'], ['b', 'c'], ['d']]);
  });
});
