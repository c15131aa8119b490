import assert from 'node:assert/strict';
import type { Language } from '../../../src/catalog/text.ts';
import { manual } from '../../../src/commands/manual.ts';
import { answer, refusal } from '../asking.ts';
import { cardTexts } from '../typed-line.ts';

async function textsOf(line: string, language: Language = 'en'): Promise<readonly string[]> {
  return cardTexts((await answer(line, language)).card(language));
}

describe('help', () => {
  it('lists every command with what it answers and an example', async () => {
    const texts = await textsOf('help');
    assert.equal(texts[0], 'What Portolan answers');
    for (const { name, summary, examples } of manual) {
      assert.ok(texts.includes(name), name);
      assert.ok(texts.includes(summary.en), name);
      assert.ok(texts.includes(examples[0].line), name);
    }
  });

  it('lists them in Dutch', async () => {
    const texts = await textsOf('help', 'nl');
    assert.equal(texts[0], 'Wat Portolan beantwoordt');
    for (const { summary } of manual) assert.ok(texts.includes(summary.nl));
  });

  for (const { name, usage, options } of manual)
    it(`of ${name} shows its usage, its options and its examples`, async () => {
      const { command, result } = await answer(`help ${name}`);
      assert.equal(command, `help ${name}`);
      assert.ok('command' in result && result.command === name);
      const texts = await textsOf(`help ${name}`);
      for (const form of usage) assert.ok(texts.includes(form), form);
      for (const option of [...Object.keys(options), 'page', 'lang'])
        assert.ok(
          texts.some((line) => line.includes(`--${option}`)),
          option,
        );
      for (const language of ['en', 'nl'] as const) {
        const card = (await answer(`help ${name}`, language)).card(language);
        for (const text of cardTexts(card)) assert.doesNotMatch(text, /undefined|\[object/u, text);
        for (const action of card.actions) await answer(action.command);
      }
    });

  const asked: readonly (readonly [string, string])[] = [
    ['?', 'help'],
    [' ?? ', 'help'],
    ['/?', 'help'],
    ['/help', 'help'],
    ['HELP!', 'help'],
    ['hulp', 'help'],
    ['--help', 'help'],
    ['-h', 'help'],
    ['help me', 'help'],
    ['help with ports', 'help ports'],
    ['help ports', 'help ports'],
    ['help poorten', 'help ports'],
    ['help change-request', 'help export'],
    ['ports --help', 'help ports'],
    ['ports -h', 'help ports'],
    ['ports help', 'help ports'],
    ['ports adfs wap --help', 'help ports'],
    ['sizing ?help', 'help sizing'],
    ['help help', 'help help'],
    ['help --help', 'help'],
  ];
  for (const [typed, line] of asked)
    it(`is what “${typed}” asks: ${line}`, async () => assert.equal((await answer(typed)).command, line));

  it('explains one command at a time', async () => {
    const { code, suggestions } = await refusal('help ports sizing');
    assert.equal(code, 'too-many-words');
    assert.deepEqual(suggestions, ['help ports', 'help sizing']);
  });

  it('names what is no command, and mends it', async () => {
    assert.deepEqual((await refusal('help prots')).suggestions, ['help ports']);
    const { message, suggestions } = await refusal('help xyzzy');
    assert.ok(message.en.startsWith('“help” does not know “xyzzy”; it takes a command (ports, changes,'));
    assert.deepEqual(suggestions, ['help']);
  });

  it('has a sheet of its pages', async () => {
    const { sheet } = await answer('help');
    assert.equal(sheet('en').rows.length, manual.length);
    assert.equal((await answer('help ports')).sheet('nl').rows.length, 1);
  });

  it('gives no button to lines that change who may do what: an example must not be pressed by accident', async () => {
    const offered = async (line: string) => (await answer(line)).card('en').actions.map(({ command }) => command);
    assert.deepEqual(await offered('help grant'), []);
    assert.deepEqual(await offered('help runners'), ['runners']);
    assert.ok((await offered('help probe')).includes('probe localhost'));
  });
});
