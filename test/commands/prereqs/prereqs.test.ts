import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renderText } from '../../../src/card/text.ts';
import { areas } from '../../../src/catalog/prerequisites/area.ts';
import { dispatch } from '../../../src/commands/dispatch.ts';
import { type Reply, replyCard } from '../../../src/commands/reply.ts';

const actor = { platform: 'terminal', tenant: '', user: 'tester' } as const;

async function ask(text: string): Promise<Reply> {
  return dispatch(
    { text, language: 'en', actor, place: { conversation: '', privately: true } },
    { now: () => 0, report: String, preferences: null, estate: null },
  );
}

/** The ids of an answer, read from what scripts get. */
async function ids(text: string): Promise<readonly string[]> {
  const { outcome } = await ask(text);
  assert.equal(outcome.kind, 'answer', text);
  const { items }: { items: readonly { id: string }[] } = JSON.parse(
    JSON.stringify(outcome.kind === 'answer' ? outcome.result : {}),
  );
  return items.map(({ id }) => id);
}

async function read(text: string): Promise<string> {
  const reply = await ask(text);
  return renderText(replyCard(reply), { width: 100, color: false, language: reply.language });
}

describe('prereqs', () => {
  it('of DCOM are the key and the three values that the installer checks', async () => {
    const shown = await read('prereqs dcom');
    for (const value of ['MachineAccessRestriction', 'MachineLaunchRestriction', 'DefaultLaunchPermission'])
      assert.ok(shown.includes(value), value);
    assert.equal((await ids('prereqs dcom')).length, 4);
  });

  it('of a role concern that role alone', async () => {
    const { outcome } = await ask('prereqs wap');
    const { items }: { items: readonly { role: string }[] } = JSON.parse(
      JSON.stringify(outcome.kind === 'answer' ? outcome.result : {}),
    );
    assert.ok(items.length > 0);
    assert.deepEqual([...new Set(items.map(({ role }) => role))], ['wap']);
  });

  it('understand old names, Dutch names and any order', async () => {
    const connect = await ids('prereqs connect');
    for (const name of ['aadc', 'azure ad connect', 'synchronisatieserver'])
      assert.deepEqual(await ids(`prereqs ${name}`), connect, name);
    assert.deepEqual(await ids('required tls prereqs'), await ids('prereqs tls --required'));
  });

  it('with --required leave out advice, options and notes, and keep what is not supported', async () => {
    const { outcome } = await ask('prereqs sql --required');
    const { items }: { items: readonly { severity: string }[] } = JSON.parse(
      JSON.stringify(outcome.kind === 'answer' ? outcome.result : {}),
    );
    assert.deepEqual(new Set(items.map(({ severity }) => severity)), new Set(['required', 'unsupported']));
  });

  it('alone give people an overview and scripts every item', async () => {
    assert.match(await read('prereqs'), /prereqs connect/);
    assert.deepEqual(await ids('prereqs'), await ids('prereqs all'));
  });

  it('of every area can be asked by the word that the overview offers', async () => {
    for (const { aliases } of areas) assert.ok((await ids(`prereqs ${aliases[0]}`)).length > 0, aliases[0]);
  });

  it('say which roles have some when one has none', async () => {
    assert.match(
      await read('prereqs crl'),
      /No document has prerequisites[\s\S]*connect, dc, entra, adfs, wap, client, health-agent, sql/,
    );
  });

  it('cite the place of each item', async () => {
    const { outcome } = await ask('prereqs dcom');
    const { items }: { items: readonly { source: { title: string; place: string } }[] } = JSON.parse(
      JSON.stringify(outcome.kind === 'answer' ? outcome.result : {}),
    );
    for (const { source } of items) assert.equal(source.place, 'DCOM prerequisites on the synchronization server');
  });

  const refused: readonly (readonly [line: string, code: string, suggestion: string])[] = [
    ['prereqs conect', 'unknown-word', 'prereqs connect'],
    ['prereqs certficates', 'unknown-word', 'prereqs certificates'],
    ['prereqs adfs wap', 'too-many-words', 'prereqs adfs'],
    ['prereqs tls dcom', 'too-many-words', 'prereqs dcom'],
    ['prereqs agent', 'ambiguous-word', 'prereqs health-agent'],
    ['prereqs adfs --requird', 'unknown-option', 'prereqs adfs --required'],
  ];
  for (const [line, code, suggestion] of refused) {
    it(`refuse “${line}” and suggest “${suggestion}”`, async () => {
      const { outcome } = await ask(line);
      assert.ok(outcome.kind === 'refusal');
      assert.equal(outcome.code, code);
      assert.ok(outcome.suggestions.includes(suggestion), outcome.suggestions.join(' / '));
      assert.equal((await ask(suggestion)).outcome.kind, 'answer');
    });
  }

  it('are asked again by the line that an answer bears', async () => {
    const word = fc.constantFrom(
      'connect',
      'dc',
      'entra',
      'adfs',
      'wap',
      'sql',
      'tls',
      'dcom',
      'winrm',
      'hardening',
      'all',
      '--required',
    );
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(word, { maxLength: 3 }), async (words) => {
        const { outcome } = await ask(`prereqs ${words.join(' ')}`);
        if (outcome.kind !== 'answer') return;
        const again = (await ask(outcome.command)).outcome;
        assert.ok(again.kind === 'answer');
        assert.deepEqual(again.result, outcome.result);
      }),
    );
  });
});
