import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editions } from '../../../src/catalog/ports/edition.ts';
import type { Ends } from '../../../src/catalog/ports/lookup.ts';
import { roles } from '../../../src/catalog/role.ts';
import { type ChangesQuery, readChanges, spellChanges } from '../../../src/commands/changes/query.ts';
import type { Refusal } from '../../../src/commands/refusal.ts';
import { refusalOf, typedLine } from '../typed-line.ts';

function read(question: string): ChangesQuery {
  const reading = readChanges(typedLine('changes', question));
  assert.ok(reading.kind === 'parsed', `${question}: ${reading.kind === 'refusal' ? reading.message.en : ''}`);
  return reading.arguments;
}

function refused(question: string): Refusal {
  return refusalOf(readChanges(typedLine('changes', question)));
}

describe('the editions of a question about changes', () => {
  const [oldest, middle, latest] = ['2017-02', '2020-03', '2023-01'] as const;
  const pairs: readonly (readonly [string, string, string])[] = [
    ['', oldest, latest],
    ['2017 2023', oldest, latest],
    ['2023 2017', oldest, latest],
    ['2017', oldest, latest],
    ['2020', middle, latest],
    // The latest alone differs from the one before it.
    ['2023', middle, latest],
    ['latest', middle, latest],
    ['2017 2020', oldest, middle],
    ['2020 2017', oldest, middle],
    ['2017-02-15 latest', oldest, latest],
    ['2017 2025', oldest, latest],
    ['2017 -> 2023', oldest, latest],
    ['2017→2020', oldest, middle],
    ['2017-2020', oldest, middle],
    ['2017–2020', oldest, middle],
    ['2017/2020', oldest, middle],
    ['2017..2020', oldest, middle],
    ['2017…2020', oldest, middle],
    ['between 2017 and 2020', oldest, middle],
    ['from 2017 to 2020', oldest, middle],
    ['van 2017 tot 2020', oldest, middle],
    ['edition 2020 vs the 2017 edition', oldest, middle],
    ['since 2020', middle, latest],
    ['2017 2017 2020', oldest, middle],
  ];
  for (const [typed, from, to] of pairs)
    it(`in “${typed}” are ${from} and ${to}`, () => assert.deepEqual(read(typed), { from, to, ends: { kind: 'any' } }));

  it('cannot be one and the same', () => {
    const same = refused('2023 2023 adfs');
    assert.equal(same.code, 'bad-value');
    assert.equal(same.message.en, '“2023” does not differ from itself; name two editions.');
    assert.deepEqual(same.suggestions, ['changes 2023 2017 adfs', 'changes 2023 2020 adfs']);
    // 2025-04-09 repeats 2023-01-19 row for row.
    const restated = refused('2023 2025');
    assert.equal(restated.message.en, '“2023” and “2025” are the same edition, row for row; name two that differ.');
    assert.equal(
      restated.message.nl,
      '“2023” en “2025” zijn regel voor regel dezelfde editie; noem er twee die verschillen.',
    );
    assert.deepEqual(restated.suggestions, ['changes 2023 2017', 'changes 2023 2020']);
  });

  it('are two at most, and the refusal keeps the roles', () => {
    const { code, suggestions } = refused('2017 2020 2023 pta');
    assert.equal(code, 'too-many-words');
    assert.deepEqual(suggestions, ['changes 2017 2020 pta', 'changes 2020 2023 pta']);
  });
});

describe('the roles of a question about changes', () => {
  const asked: readonly (readonly [string, Ends])[] = [
    ['2017 2023 connect dc', { kind: 'between', roles: ['connect', 'dc'] }],
    ['connect dc 2017 2023', { kind: 'between', roles: ['connect', 'dc'] }],
    ['2017 connect 2023 dc', { kind: 'between', roles: ['connect', 'dc'] }],
    ['from 2017 to 2023 connect', { kind: 'at', role: 'connect' }],
    ['2017 -> 2023 connect', { kind: 'at', role: 'connect' }],
    ['connect 2017 -> 2023', { kind: 'at', role: 'connect' }],
    ['2017 -> 2023 connect -> dc', { kind: 'directed', from: 'connect', to: 'dc' }],
    ['from connect to dc from 2017 to 2023', { kind: 'directed', from: 'connect', to: 'dc' }],
    ['2017 to 2023 to entra', { kind: 'to', role: 'entra' }],
    ['pass-through agents', { kind: 'at', role: 'pta-agent' }],
    ['web application proxy servers', { kind: 'at', role: 'wap' }],
  ];
  for (const [typed, ends] of asked)
    it(`in “${typed}” are ${JSON.stringify(ends)}`, () => assert.deepEqual(read(typed).ends, ends));

  it('are two at most', () => assert.equal(refused('adfs wap dc').code, 'too-many-words'));
});

describe('an unknown word in a question about changes', () => {
  it('is named with what is legal, or mended', () => {
    assert.ok(refused('xyzzy').message.en.startsWith('“changes” does not know “xyzzy”; it takes editions (2017, 2020'));
    assert.deepEqual(refused('2017 2023 adsf').suggestions, ['changes 2017 2023 adfs']);
    assert.equal(refused('2018').code, 'unknown-word');
    assert.equal(refused('connect dc 443').code, 'unknown-word');
  });

  it('may be an agent of three kinds', () => {
    const { code, suggestions } = refused('agent 2017');
    assert.equal(code, 'ambiguous-word');
    assert.deepEqual(suggestions, [
      'changes pta-agent 2017',
      'changes health-agent 2017',
      'changes cloud-sync-agent 2017',
    ]);
  });
});

describe('any question about changes', () => {
  it('reads back from its own line', () => {
    const plain = { noNullPrototype: true } as const;
    const role = fc.constantFrom(...roles.map(({ id }) => id));
    const ends: fc.Arbitrary<Ends> = fc.oneof(
      fc.record({ kind: fc.constant('any' as const) }, plain),
      fc.record({ kind: fc.constantFrom('at' as const, 'from' as const, 'to' as const), role }, plain),
      fc.record({ kind: fc.constant('between' as const), roles: fc.tuple(role, role) }, plain),
      fc.record({ kind: fc.constant('directed' as const), from: role, to: role }, plain),
    );
    const pair = fc
      .subarray(
        editions.map(({ id }) => id),
        { minLength: 2, maxLength: 2 },
      )
      .map(([from = '2017-02', to = '2023-01']) => ({ from, to }) as const);
    fc.assert(
      fc.property(pair, ends, (between, asked) => {
        const query: ChangesQuery = { ...between, ends: asked };
        assert.deepEqual(read(spellChanges(query).replace('changes ', '')), query);
      }),
      { numRuns: 1_000 },
    );
  });
});
