import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formats } from '../../../src/commands/export/format.ts';
import { readExport, spellExport } from '../../../src/commands/export/read.ts';
import { fold } from '../../../src/commands/grammar/words.ts';
import { portsLexicon } from '../../../src/commands/ports/lexicon.ts';
import { asked, questions, typed } from './typed.ts';

function refused(text: string): {
  readonly code: string;
  readonly en: string;
  readonly suggestions: readonly string[];
} {
  const reading = readExport(typed(text));
  assert.equal(reading.kind, 'refusal', text);
  return { code: reading.code, en: reading.message.en, suggestions: reading.suggestions };
}

describe('export: reading a line', () => {
  it('reads the question and the format', () => {
    const { query, format } = asked('wap -> adfs --as nft --required');
    assert.deepEqual(query.ends, { kind: 'directed', from: 'wap', to: 'adfs' });
    assert.equal(query.requiredOnly, true);
    assert.equal(format, 'nft');
  });

  it('asks for everything when nothing is said, in no format of its own', () => {
    const { query, format } = asked('');
    assert.deepEqual(query.ends, { kind: 'any' });
    assert.equal(format, null);
  });

  it('takes the format as an option, behind “as”, as a bare word, in any case and by its other names', () => {
    const spellings = [
      ['dc --as powershell', 'powershell'],
      ['dc --as=PS1', 'powershell'],
      ['dc as csv', 'csv'],
      ['json dc', 'json'],
      ['dc als nftables', 'nft'],
      ['dc --as MD', 'markdown'],
      ['dc --as "windows firewall"', 'powershell'],
      ['dc as "windows firewall"', 'powershell'],
      ['dc NSG', 'nsg'],
      ['dc as csv --as csv', 'csv'],
    ] as const;
    for (const [text, format] of spellings) assert.equal(asked(text).format, format, text);
  });

  it('leaves PowerShell remoting a protocol', () => {
    const { query, format } = asked('powershell remoting as csv');
    assert.deepEqual(query.protocols, ['winrm']);
    assert.equal(format, 'csv');
  });

  it('has no format whose name a ports question knows', () => {
    for (const { id, aliases } of formats)
      for (const name of [id, ...aliases]) assert.equal(portsLexicon.phrases.get(fold(name)), undefined, name);
  });

  it('refuses an unknown format with the legal ones and the nearest, keeping every other word and option', () => {
    const { code, en, suggestions } = refused('from wap to adfs --as cvs --required --edition 2020');
    assert.equal(code, 'bad-value');
    for (const { id } of formats) assert.ok(en.includes(id), id);
    assert.deepEqual(suggestions, ['export from wap to adfs --as csv --required --edition 2020']);
  });

  it('suggests the default format where none is near', () => {
    assert.deepEqual(refused('dc --as visio').suggestions, ['export dc --as csv']);
  });

  it('takes a word behind “as” for a format, whatever it says', () => {
    assert.deepEqual(refused('connect dc as markdwon').suggestions, ['export connect dc --as markdown']);
  });

  it('refuses two formats and offers each', () => {
    const { code, suggestions } = refused('dc csv --as json');
    assert.equal(code, 'too-many-words');
    assert.deepEqual(suggestions, ['export dc --as json', 'export dc --as csv']);
  });

  it('keeps the format in what it suggests for a mistyped role', () => {
    assert.deepEqual(refused('adsf wap as nft').suggestions, ['export adfs wap --as nft']);
  });

  it('names an “as” with nothing behind it', () => {
    assert.ok(refused('dc as').en.includes('“as”'));
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom('as', 'csv', 'dc', '443', 'adfs', '->', 'remoting'), fc.string())),
        (words) => {
          const line = {
            command: 'export',
            words: typed(words.join(' ').replaceAll('--', ' ')).words,
            options: new Map(),
          } as const;
          assert.ok(['parsed', 'refusal'].includes(readExport(line).kind));
        },
      ),
    );
  });

  it('spells arguments as a line that reads the same', () => {
    const endings = ['', ...formats.map(({ id }) => `--as ${id}`)];
    for (const question of questions)
      for (const ending of endings) {
        const once = asked(`${question} ${ending}`);
        const line = spellExport(once);
        assert.ok(line.startsWith('export'), line);
        assert.deepEqual(asked(line.slice('export'.length)), once, line);
      }
  });
});
