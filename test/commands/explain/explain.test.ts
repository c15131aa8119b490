import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answerExplain, type ExplainResult } from '../../../src/commands/explain/answer.ts';
import { readExplain, spellExplain } from '../../../src/commands/explain/query.ts';
import { explainSheet } from '../../../src/commands/explain/sheet.ts';
import { explainable, explainLexicon, type Subject } from '../../../src/commands/explain/subject.ts';
import { viewExplain } from '../../../src/commands/explain/view.ts';
import { assertReadable, cardTexts, refusalOf, typedLine } from '../typed-line.ts';

function subject(text: string): Subject {
  const reading = readExplain(typedLine('explain', text));
  assert.ok(reading.kind === 'parsed', reading.kind === 'refusal' ? `${text}: ${reading.message.en}` : text);
  return reading.arguments;
}

function answer(text: string): ExplainResult {
  return answerExplain(subject(text));
}

function refused(text: string) {
  return refusalOf(readExplain(typedLine('explain', text)));
}

function shown(text: string, language: 'en' | 'nl' = 'en'): string {
  return cardTexts(viewExplain(answer(text), language, `explain ${text}`)).join('\n');
}

const port = (from: number, to = from): Subject => ({ kind: 'port', ports: [from, to] });

describe('reading an explain question', () => {
  const asked: readonly (readonly [string, Subject])[] = [
    ['', { kind: 'index' }],
    ['443', port(443)],
    ['port 443', port(443)],
    ['poort 443', port(443)],
    ['tcp/443', port(443)],
    ['49152-65535', port(49_152, 65_535)],
    ['TLS inspection', { kind: 'concept', id: 'tls-inspection' }],
    ['tls-inspectie', { kind: 'concept', id: 'tls-inspection' }],
    ['the TLS inspection please', { kind: 'concept', id: 'tls-inspection' }],
    ['tls', { kind: 'concept', id: 'tls-versions' }],
    ['tls 1.2', { kind: 'concept', id: 'tls-versions' }],
    ['staging mode', { kind: 'concept', id: 'staging-mode' }],
    ['crl', { kind: 'concept', id: 'crl' }],
    ['ocsp', { kind: 'concept', id: 'port-80' }],
    ['pta', { kind: 'concept', id: 'pass-through-authentication' }],
    ['health', { kind: 'concept', id: 'connect-health' }],
    ['Kerberos (88)', { kind: 'concept', id: 'kerberos' }],
    ['Local ports of AD FS (808, 1501)', { kind: 'concept', id: 'adfs-local-ports' }],
    ['Time (123, UDP)', { kind: 'concept', id: 'time-service' }],
    ['443 naar binnen openen', { kind: 'concept', id: 'inbound-port-opening' }],
    ['adfs', { kind: 'role', id: 'adfs' }],
    ['azure ad connect', { kind: 'role', id: 'connect' }],
    ['federation', { kind: 'role', id: 'adfs' }],
    ['gcs', { kind: 'protocol', id: 'gcs' }],
    ['directory sync', { kind: 'feature', id: 'sync' }],
  ];
  for (const [text, expected] of asked)
    it(`reads "${text}"`, () => {
      assert.deepEqual(subject(text), expected);
    });

  const refusals: readonly (readonly [string, string, readonly string[]])[] = [
    ['banana', 'unknown-word', []],
    ['staging mdoe', 'unknown-word', ['explain staging mode']],
    ['tls inspektion', 'unknown-word', ['explain tls inspection']],
    ['crl rodc', 'too-many-words', ['explain crl', 'explain rodc']],
    ['wap 443', 'too-many-words', ['ports wap 443', 'explain wap', 'explain 443']],
    ['agent', 'ambiguous-word', ['explain pta-agent', 'explain health-agent', 'explain cloud-sync-agent']],
    ['0', 'bad-value', []],
    ['65536', 'bad-value', []],
    ['443-80', 'bad-value', ['explain 80-443']],
  ];
  for (const [text, code, suggestions] of refusals)
    it(`refuses "${text}"`, () => {
      const refusal = refused(text);
      assert.equal(refusal.code, code);
      assert.deepEqual(refusal.suggestions.slice(0, suggestions.length), suggestions);
      assert.notEqual(refusal.message.nl, refusal.message.en);
      for (const line of refusal.suggestions)
        if (line.startsWith('explain ')) assert.notEqual(subject(line.slice('explain '.length)).kind, 'index');
    });

  it('leaves no concept name ambiguous', () => {
    for (const [phrase, meanings] of explainLexicon.phrases)
      assert.ok(meanings.length === 1 || phrase === 'agent', phrase);
  });

  it('spells everything that can be explained so that it reads the same again', () => {
    for (const { named } of explainable)
      assert.deepEqual(subject(spellExplain(named).slice('explain'.length)), named, spellExplain(named));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 65_535 }), fc.integer({ min: 0, max: 5_000 }), (from, more) => {
        const one = port(from, Math.min(from + more, 65_535));
        assert.deepEqual(subject(spellExplain(one).slice('explain'.length)), one);
      }),
    );
  });

  it('understands every concept, whatever it is called', () => {
    const concepts = explainable.filter(({ named }) => named.kind === 'concept');
    // 25 parts of the concept page and every term of the glossary.
    assert.equal(answer('').concepts.length, concepts.length);
  });

  for (const language of ['en', 'nl'] as const)
    it(`understands every name that its list shows in ${language}`, () => {
      const [fields] = viewExplain(answer(''), language, 'explain').body.filter(({ kind }) => kind === 'fields');
      assert.ok(fields?.kind === 'fields');
      // Names hold commas only within brackets, and in one feature; the list is taken apart at the others.
      const names = fields.fields.flatMap(({ value }) => value.split(/, (?![^(]*\))(?!(?:with|met) )/u));
      assert.ok(names.length > 100);
      for (const name of names) assert.notEqual(subject(name).kind, 'index', name);
    });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (!text.includes('--')) readExplain(typedLine('explain', text));
      }),
    );
  });
});

describe('explaining a port', () => {
  it('gives definitions, steps, patterns to follow and to avoid, and edge cases of 443', () => {
    const result = answer('443');
    assert.equal(result.kind, 'explain');
    const count = (kind: string) => result.concepts.filter((concept) => concept.kind === kind).length;
    // Counted on the concept page: 5 definitions, 3 core concepts, 4 steps, 3 patterns, 4 anti-patterns, 3 edge cases.
    assert.deepEqual(
      ['definition', 'core', 'step', 'pattern', 'anti-pattern', 'edge-case'].map(count),
      [5, 3, 4, 3, 4, 3],
    );
    const text = shown('443');
    for (const heading of [
      'Definitions',
      'How a connection is made',
      'Patterns to follow',
      'Patterns to avoid',
      'Edge cases',
    ])
      assert.ok(text.includes(`\n${heading}\n`), heading);
    assert.match(text, /1\. Initiation.*\n2\. Negotiation.*\n3\. Authentication.*\n4\. Data transfer/);
    assert.match(text, /Declares itself written by a language model/);
  });

  it('counts the flows on each way', () => {
    // 2023, tables 4 and 5: 443 from WAP to AD FS and from users to WAP; table 2 and 6b: two from Connect to Entra ID.
    const way = (from: string, to: string) =>
      answer('443').ways.find((one) => one.from === from && one.to === to)?.current;
    assert.equal(way('wap', 'adfs'), 1);
    assert.equal(way('client', 'wap'), 1);
    assert.equal(way('connect', 'entra'), 2);
    assert.match(shown('443'), /WAP → AD FS \(1\)/);
  });

  it('says that a port went, and what replaced it', () => {
    const { retired, ways } = answer('9090');
    assert.equal(retired.length, 2);
    assert.ok(ways.every(({ current }) => current === 0));
    assert.match(shown('9090'), /no longer asks/);
    assert.match(shown('9090'), /9090 HTTPS, PTA agent → Entra ID: last in 2017, gone in 2020; now HTTPS 443\./);
    assert.match(shown('10100'), /10100-10120 HTTPS/);
  });

  it('tells nobody to close a port that the same way still needs', () => {
    // 2017, table 6a: "8080/443". 443 replaced it, and 8080 is optional still.
    assert.doesNotMatch(shown('443'), /close what/);
    assert.doesNotMatch(shown('8080'), /close what/);
    assert.match(shown('5671'), /^9352 Azure Service Bus, PTA agent → Entra ID: last in 2017/m);
    for (const { retired } of answer('pta').retired)
      assert.ok(retired?.close.every(([from]) => from !== 443 && from !== 8_080));
  });

  it('names what is near a port that nothing uses', () => {
    const { nearby, concepts, ways } = answer('22');
    assert.deepEqual([concepts, ways], [[], []]);
    assert.deepEqual(nearby[0], [53, 53]);
    assert.match(shown('22'), /No edition lists a flow here\. The nearest listed ports are 53/);
  });

  it('explains a port that only a term concerns', () => {
    assert.match(shown('1501'), /No edition lists a flow here\./);
    assert.doesNotMatch(shown('1501'), /nearest/);
    assert.match(shown('1501'), /808/);
  });

  it('shows where documents disagree about the port', () => {
    assert.deepEqual(
      answer('80').contradictions.map(({ id }) => id),
      ['crl-port', 'https-transport', 'farm-port-80'],
    );
    const text = shown('49443');
    assert.match(text, /Where documents disagree\n(?:.*\n)*Port for certificate sign-in:/);
    assert.match(text, /49443, between users and WAP\. \(.*2023-01-19, Table 5\)/);
    assert.match(text, /Followed: 49443 only where no certauth name answers on 443/);
  });
});

describe('explaining a term', () => {
  it('gives the explanation with its kind, its ports and its source', () => {
    const { concepts, subject: asked } = answer('tls inspection');
    assert.deepEqual(asked, { kind: 'concept', id: 'tls-inspection' });
    assert.equal(concepts.length, 1);
    assert.equal(concepts[0]?.kind, 'anti-pattern');
    assert.equal(concepts[0].source.place, 'Anti-Patterns');
    assert.match(concepts[0].remark.en, /language model/);
    const card = viewExplain(answer('tls inspection'), 'en', 'explain tls inspection');
    assert.equal(card.title, 'TLS inspection · pattern to avoid');
    assert.deepEqual(card.sources, ['Azure AD Connect Port 443 (concept page 1.0), 2026-01-20: Anti-Patterns']);
  });

  it('keeps quiet about remarks of other sources', () => {
    assert.doesNotMatch(shown('rodc'), /language model/);
  });

  it('shows where documents disagree about it', () => {
    assert.deepEqual(
      answer('idle timeout').contradictions.map(({ id }) => id),
      ['idle-timeout'],
    );
    assert.match(shown('idle timeout'), /Followed: 6 minutes or more\..*\n?.*More than 5 minutes/s);
    assert.match(shown('version floor'), /2\.5\.79\.0.*2\.6\.84\.0/s);
    assert.deepEqual(answer('rodc').contradictions, []);
  });

  it('gives the flows of the protocol or feature of its name', () => {
    assert.deepEqual(answer('kerberos').ways, [{ from: 'connect', to: 'dc', current: 1, supplement: 0, retired: 0 }]);
    const commands = viewExplain(answer('seamless sso'), 'en', 'explain seamless sso').actions.map((a) => a.command);
    assert.ok(commands.includes('ports seamless-sso'));
    assert.ok(commands.includes('endpoints seamless-sso'));
  });

  it('explains a role, a protocol and a feature in short', () => {
    assert.match(shown('wap'), /^Web Application Proxy\nA role that stands in the perimeter network\./);
    assert.match(shown('wap'), /WAP → AD FS/);
    assert.match(shown('gcs'), /^Global Catalog over TLS\nA protocol, for forest-wide directory search over TLS\./);
    assert.match(shown('directory sync', 'nl'), /^Adreslijstsynchronisatie\nEen functie:/);
    const [first] = viewExplain(answer('dc'), 'en', 'explain dc').actions;
    assert.equal(first?.command, 'ports dc');
  });
});

describe('explain cards and sheets', () => {
  const questions = [
    '',
    '443',
    '80',
    '9090',
    '8080',
    '22',
    '1501',
    '49152-65535',
    '1-65535',
    ...explainable.map(({ phrase }) => phrase),
  ];
  for (const language of ['en', 'nl'] as const)
    it(`read well in ${language}, for everything that can be asked`, () => {
      for (const question of questions) {
        const result = answer(question);
        assertReadable(viewExplain(result, language, 'explain'), language);
        const { columns, rows } = explainSheet(result, language);
        assert.equal(rows.length, result.concepts.length);
        for (const { cells } of rows) assert.equal(cells.length, columns.length);
      }
    });
});
