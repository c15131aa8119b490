import assert from 'node:assert/strict';
import { fold } from '../../src/commands/grammar/words.ts';
import { commandWords, manual, pageOf } from '../../src/commands/manual.ts';
import { registry } from '../../src/commands/registry.ts';
import { answer } from './asking.ts';

describe('the manual', () => {
  it('has a page for every command that can be asked, and for no other', () => {
    assert.deepEqual(manual.map(({ name }) => name).toSorted(), Object.keys(registry).toSorted());
  });

  it('gives each command under its own name', async () => {
    for (const { name } of manual) assert.equal((await registry[name]()).name, name);
  });

  it('gives no word to two commands', () => {
    const words = manual.flatMap(({ name, aliases }) => [name, ...aliases].map(fold));
    assert.equal(new Set(words).size, words.length);
    assert.equal(commandWords.size, words.length);
  });

  it('holds words as they are looked up', () => {
    for (const word of commandWords.keys()) {
      assert.equal(word, fold(word));
      assert.ok(word.split(' ').length <= 2, `${word}: dispatch reads two words at most`);
      assert.match(word, /\p{L}/u, 'a word without letters is punctuation');
    }
  });

  for (const { name, aliases } of manual)
    it(`lets ${name} be asked for by each of its words`, async () => {
      for (const word of [name, ...aliases]) {
        const line = `${word} ${pageOf(name).examples[0]?.line.replace(/^\S+ ?/u, '') ?? ''}`;
        assert.equal((await answer(line.trim())).name, name, line);
      }
    });

  for (const { name, examples, usage } of manual) {
    it(`shows examples of ${name} that are answers of ${name}`, async () => {
      assert.ok(examples.length > 0);
      for (const { line } of examples) assert.equal((await answer(line)).name, name, line);
    });

    it(`shows usage of ${name} that begins with it`, () => {
      for (const form of usage) assert.ok(form.startsWith(name) || form.startsWith('…'), form);
    });
  }

  it('says everything in both languages', () => {
    for (const page of manual)
      for (const { en, nl } of [page.summary, ...page.details, ...page.examples.map(({ says }) => says)]) {
        assert.ok(en.trim() !== '' && nl.trim() !== '');
        assert.ok(!/\b(the|which|and)\b/.test(nl), nl);
      }
  });
});
