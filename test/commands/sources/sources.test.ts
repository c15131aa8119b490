import assert from 'node:assert/strict';
import { answerSources, type SourcesResult } from '../../../src/commands/sources/answer.ts';
import { readSources, spellSources } from '../../../src/commands/sources/query.ts';
import { sourcesSheet } from '../../../src/commands/sources/sheet.ts';
import { viewSources } from '../../../src/commands/sources/view.ts';
import { assertReadable, cardTexts, refusalOf, typedLine } from '../typed-line.ts';

function answer(text: string): SourcesResult {
  const reading = readSources(typedLine('sources', text));
  assert.ok(reading.kind === 'parsed', text);
  return answerSources(reading.arguments);
}

describe('reading a sources question', () => {
  const asked = [
    ['', null],
    ['all', null],
    ['documents', 'documents'],
    ['the documents', 'documents'],
    ['hashes', 'documents'],
    ['editions', 'editions'],
    ['edities', 'editions'],
    ['contradictions', 'contradictions'],
    ['tegenstrijdigheden', 'contradictions'],
  ] as const;
  for (const [text, part] of asked)
    it(`reads "${text}"`, () => {
      const reading = readSources(typedLine('sources', text));
      assert.deepEqual(reading, { kind: 'parsed', arguments: { part } });
    });

  it('refuses what it does not know, and two parts', () => {
    const typo = refusalOf(readSources(typedLine('sources', 'contradictons')));
    assert.equal(typo.code, 'unknown-word');
    assert.deepEqual(typo.suggestions.slice(0, 1), ['sources contradictions']);
    assert.equal(refusalOf(readSources(typedLine('sources', 'banana'))).code, 'unknown-word');
    const two = refusalOf(readSources(typedLine('sources', 'editions contradictions')));
    assert.equal(two.code, 'too-many-words');
    assert.deepEqual(two.suggestions, ['sources editions', 'sources contradictions', 'sources']);
  });

  it('spells every question so that it reads the same again', () => {
    for (const part of [null, 'documents', 'editions', 'contradictions'] as const)
      assert.deepEqual(readSources(typedLine('sources', spellSources({ part }).slice('sources'.length))), {
        kind: 'parsed',
        arguments: { part },
      });
  });
});

describe('sources', () => {
  it('gives every document with its date, file, hash, publisher and remark', () => {
    const { kind, sources } = answer('');
    assert.equal(kind, 'sources');
    const page = sources.find(({ id }) => id === 'ports-2023');
    assert.equal(page?.date, '2023-01-19');
    assert.equal(page.file, '000_8fe8e50e5e180f1f.txt');
    assert.equal(page.sha256, '0de4f4ba97ab21f3276799672cccef0ef4b57fa1a239f6c2b80ddea5805fe1cc');
    assert.equal(page.publisher, 'Microsoft');
    const concept = sources.find(({ id }) => id === 'port-443');
    assert.equal(concept?.publisher, 'community');
    assert.match(concept.remark.en, /language model/);
  });

  it('gives the editions with their rows and what restates them', () => {
    // 25 + 22 + 23 rows over the eight tables of the three editions.
    assert.deepEqual(
      answer('').editions.map(({ id, rows, restatedBy }) => [id, rows, restatedBy.map(({ date }) => date)]),
      [
        ['2017-02', 25, []],
        ['2020-03', 22, []],
        ['2023-01', 23, ['2025-04-09']],
      ],
    );
  });

  it('gives both sides of a contradiction with their place, and which one is followed', () => {
    const { contradictions } = answer('contradictions');
    const net = contradictions.find(({ id }) => id === 'dot-net');
    assert.deepEqual(
      net?.statements.map(({ says, followed, source }) => [says.en, followed, source.place]),
      [
        ['At least 4.6.2.', true, 'Installation prerequisites'],
        ['At least 4.5.1.', false, 'PowerShell and .NET Framework'],
      ],
    );
    assert.equal(net.follows, 0);
    for (const { statements } of contradictions) assert.equal(statements.filter(({ followed }) => followed).length, 1);
  });

  it('leaves out what was not asked for', () => {
    const { sources, editions, contradictions } = answer('contradictions');
    assert.deepEqual([sources, editions], [[], []]);
    assert.ok(contradictions.length > 0);
    assert.deepEqual(answer('documents').contradictions, []);
  });

  it('writes the hashes so that sha256sum checks them', () => {
    const card = viewSources(answer('documents'), 'en', 'sources documents');
    const code = card.body.find((element) => element.kind === 'code');
    assert.match(
      code?.text ?? '',
      /^4a1fe19428cd22d0787c200f34c6d37cb61aa8be07847a9e02833c7bcf691992 {2}001_2d5ec18621e57041\.txt$/m,
    );
    for (const line of (code?.text ?? '').trimEnd().split('\n')) assert.match(line, /^[0-9a-f]{64} {2}\S+\.txt$/);
  });

  it('marks the statement that is followed, and says why', () => {
    const text = cardTexts(viewSources(answer('contradictions'), 'en', 'sources contradictions')).join('\n');
    assert.match(text, /Followed: At least 4\.6\.2\. \(.*2023-11-06, Installation prerequisites\)\. The stricter/);
    // Two editions that say the same are one item.
    assert.match(text, /Followed: TCP\. \(.*2020-03-04, Table 2; .*2023-01-19, Table 2\)/);
  });

  for (const text of ['', 'documents', 'editions', 'contradictions']) {
    for (const language of ['en', 'nl'] as const)
      it(`shows no hole in ${language}: "${text}"`, () => {
        const result = answer(text);
        const card = viewSources(result, language, 'sources');
        // Documents bear English titles; what says something about them is checked where no title stands.
        if (text === 'contradictions') assertReadable(card, language);
        for (const shown of cardTexts(card)) assert.doesNotMatch(shown, /undefined|null|\[object/u);
        const { columns, rows } = sourcesSheet(result, language);
        assert.ok(rows.length > 0);
        for (const { cells } of rows) assert.equal(cells.length, columns.length);
      });
  }
});
