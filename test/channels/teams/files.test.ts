import assert from 'node:assert/strict';
import * as v from 'valibot';
import { fileMessages } from '../../../src/channels/teams/files.ts';

const code = v.looseObject({ type: v.literal('CodeBlock'), codeSnippet: v.string() });

function snippets(messages: ReturnType<typeof fileMessages>): readonly string[] {
  return messages.flatMap(({ card }) => {
    const body = 'body' in card && Array.isArray(card.body) ? card.body : [];
    return body.flatMap((element) => (v.is(code, element) ? [element.codeSnippet] : []));
  });
}

describe('files in Teams', () => {
  const lines = Array.from({ length: 3_000 }, (_, index) => `${index},TCP,443,"é & <b>"`);
  const file = { filename: 'ports.csv', title: 'ports.csv', content: `\ufeff${lines.join('\r\n')}` };

  it('hand over every line, in order, each once', () => {
    assert.deepEqual(
      snippets(fileMessages(file, 'en')).flatMap((snippet) => snippet.split('\n')),
      lines,
    );
  });

  it('keep each message within what Teams takes, and number them', () => {
    const messages = fileMessages(file, 'en');
    assert.ok(messages.length > 1);
    for (const { card } of messages) assert.ok(Buffer.byteLength(JSON.stringify(card)) <= 28_000);
    assert.equal(messages[0]?.summary, `ports.csv (1/${messages.length})`);
  });

  it('cut a line that no message can hold, losing nothing', () => {
    const long = 'é'.repeat(30_000);
    const messages = fileMessages({ ...file, content: long }, 'nl');
    for (const { card } of messages) assert.ok(Buffer.byteLength(JSON.stringify(card)) <= 28_000);
    assert.equal(snippets(messages).join('').replaceAll('\n', ''), long);
  });

  it('spell out what is invisible', () => {
    const [message] = fileMessages({ filename: 'a\u202egpj.csv', title: '', content: 'x\u0007' }, 'en');
    assert.equal(message?.summary, 'a\\u202egpj.csv');
    assert.deepEqual(snippets(message === undefined ? [] : [message]), ['x\\u0007']);
  });
});
