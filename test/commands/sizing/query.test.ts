import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readSizing } from '../../../src/commands/sizing/query.ts';
import { type SizingQuery, spellSizing } from '../../../src/commands/sizing/question.ts';
import { refusalOf, typedLine } from '../typed-line.ts';

function query(text: string): SizingQuery {
  const reading = readSizing(typedLine('sizing', text));
  assert.ok(reading.kind === 'parsed', reading.kind === 'refusal' ? `${text}: ${reading.message.en}` : text);
  return reading.arguments;
}

function refused(text: string) {
  return refusalOf(readSizing(typedLine('sizing', text)));
}

const nothing: SizingQuery = { objects: null, growth: null, hosts: [], sql: false };

describe('reading a sizing question', () => {
  for (const text of ['250000', '250k', '250,000', '250.000', '"250 000"', '250 000', "250'000", '250’000', '250_000'])
    it(`reads ${text} as 250,000 objects`, () => {
      assert.deepEqual(query(text), { ...nothing, objects: 250_000 });
    });

  for (const text of ['250\u00a0000', '250\u202f000', '250\u2007000 objects', '250 k objecten', '0,25 miljoen'])
    it(`reads ${JSON.stringify(text)} as 250,000 objects`, () => {
      assert.deepEqual(query(text), { ...nothing, objects: 250_000 });
    });

  for (const text of ['1.2M', '1,2M', '1.2m', '1 200 000', '1,2 miljoen objecten'])
    it(`reads ${text} as 1,200,000 objects`, () => {
      assert.equal(query(text).objects, 1_200_000);
    });

  const grown: SizingQuery = {
    ...nothing,
    objects: 80_000,
    growth: { rate: { kind: 'percent', perYear: 20 }, months: 36 },
  };
  for (const text of [
    '80k +20%/y 3y',
    '80k +20 %/yr 3y',
    '+20%/y 80k 3y',
    '3y +20%/year 80k',
    '3 years 80 000 +20% per year',
    '80k +20% a year 36m',
    '80k 20% growth over 3 years',
    '80k growth 20% in 3 years',
    '80k growing 20% yearly for 36 months',
    '80k +20% p.a. 3 yrs',
    '80.000 +20% per jaar 3 jaar',
    '80.000 objecten, groei 20% per jaar, 36 maanden',
    '80k +20%/j 3j',
    '80k jaarlijks 20% 3 jaar'.replace('jaarlijks 20%', '20% jaarlijks'),
    '80k plus 20 percent per year 3y',
  ])
    it(`reads "${text}"`, () => {
      assert.deepEqual(query(text), grown);
    });

  it('follows a growth for three years when it is not told for how long', () => {
    assert.deepEqual(query('80k +20%'), grown);
  });

  const rates: readonly (readonly [string, 'percent' | 'count', number])[] = [
    ['-3%/y', 'percent', -3],
    ['−3%/y', 'percent', -3],
    ['shrinking 3% a year', 'percent', -3],
    ['krimp 3% per jaar', 'percent', -3],
    ['+2.5%/y', 'percent', 2.5],
    ['+2,5%/y', 'percent', 2.5],
    ['+0%/y', 'percent', 0],
    ['-0%/y', 'percent', 0],
    ['+1000%/y', 'percent', 1_000],
    ['-100%/y', 'percent', -100],
    ['+5k/y', 'count', 5_000],
    ['+5k', 'count', 5_000],
    ['-5k', 'count', -5_000],
    ['5k/y', 'count', 5_000],
    ['+5 000 a year', 'count', 5_000],
    ['+5.000 per jaar', 'count', 5_000],
    ['+1.5M/y', 'count', 1_500_000],
  ];
  for (const [text, kind, perYear] of rates)
    it(`reads ${text} as ${perYear} ${kind} a year`, () => {
      assert.deepEqual(query(`80k ${text}`).growth?.rate, { kind, perYear });
    });

  const horizons: readonly (readonly [string, number])[] = [
    ['18m', 18],
    ['18 months', 18],
    ['18 maanden', 18],
    ['1 month', 1],
    ['1.5y', 18],
    ['1,5 jaar', 18],
    ['50y', 600],
  ];
  for (const [text, months] of horizons)
    it(`reads ${text} as ${months} months`, () => {
      assert.equal(query(`80k +20%/y ${text}`).growth?.months, months);
    });

  it('takes m for millions where nothing else counts the objects, and for months where something does', () => {
    assert.equal(query('2m').objects, 2_000_000);
    assert.equal(query('2M +1%/y 18m').objects, 2_000_000);
    assert.equal(query('2M +1%/y 18m').growth?.months, 18);
    assert.equal(query('2m +1%/y 3y').objects, 2_000_000);
    assert.equal(refused('18m +1%/y').code, 'ambiguous-word');
    assert.deepEqual(refused('18m +1%/y').suggestions, ['sizing 18M +1%/y', 'sizing 80k 18m +1%/y']);
  });

  it('knows servers by the names of their roles', () => {
    assert.deepEqual(query('adfs'), { ...nothing, hosts: ['adfs'] });
    assert.deepEqual(query('AD FS and the proxy'), { ...nothing, hosts: ['adfs', 'wap'] });
    assert.deepEqual(query('pta'), { ...nothing, hosts: ['pta-agent'] });
    assert.deepEqual(query('cloud-sync'), { ...nothing, hosts: ['cloud-sync-agent'] });
    assert.deepEqual(query('sql server'), { ...nothing, sql: true });
    assert.deepEqual(query('connect 250k sql'), { ...nothing, objects: 250_000, sql: true });
  });

  it('asks for every tier with nothing, or with the Connect server alone', () => {
    assert.deepEqual(query(''), nothing);
    assert.deepEqual(query('connect'), nothing);
    assert.deepEqual(query('all tiers'), nothing);
  });

  const refusals: readonly (readonly [string, string, RegExp])[] = [
    ['0', 'bad-value', /1 to 1,000,000,000/],
    ['-5', 'bad-value', /1 to 1,000,000,000/],
    ['1000000001', 'bad-value', /1 to 1,000,000,000/],
    ['9 999 999 999', 'bad-value', /1 to 1,000,000,000/],
    ['1.5', 'bad-value', /groups of three/],
    ['12.34', 'bad-value', /groups of three/],
    ['1.2345k', 'bad-value', /no whole number/],
    ['1e6', 'bad-value', /neither a number/],
    ['3x', 'bad-value', /neither a number/],
    ['250 00', 'too-many-words', /2 numbers of objects/],
    ['80k 90k', 'too-many-words', /2 numbers of objects/],
    ['80k +5%/y +6%/y', 'too-many-words', /2 growths/],
    ['80k +5%/y 3y 4y', 'too-many-words', /2 horizons/],
    ['+20%/y 3y', 'missing-word', /How many objects/],
    ['3y', 'missing-word', /How many objects/],
    ['adfs +20%/y', 'missing-word', /How many objects/],
    ['80k 3y', 'missing-word', /How fast/],
    ['80k +1001%/y', 'bad-value', /-100% to \+1000%/],
    ['80k -101%/y', 'bad-value', /-100% to \+1000%/],
    ['80k +1,000%/y', 'bad-value', /two decimals/],
    ['80k +2M5/y', 'bad-value', /neither a number|no number/],
    ['80k +20%/y 51y', 'bad-value', /1m to 600m/],
    ['80k +20%/y 0y', 'bad-value', /1m to 600m/],
    ['80k +20%/y 1.3y', 'bad-value', /whole months/],
    ['80k +2%/m', 'bad-value', /\+26\.82%\/y/],
    ['80k +500 per month', 'bad-value', /\+6000\/y/],
    ['80k shrinking +3%', 'bad-value', /grows/],
    ['250000 users', 'bad-value', /objects/],
    ['dc', 'bad-value', /No document states a size for DC/],
    ['banana', 'unknown-word', /banana/],
  ];
  for (const [text, code, sentence] of refusals)
    it(`refuses "${text}"`, () => {
      const refusal = refused(text);
      assert.equal(refusal.code, code);
      assert.match(refusal.message.en, sentence);
      assert.notEqual(refusal.message.nl, refusal.message.en);
    });

  it('suggests lines that it understands', () => {
    for (const [text] of refusals)
      for (const suggestion of refused(text).suggestions) {
        if (!suggestion.startsWith('sizing ')) continue;
        assert.ok(readSizing(typedLine('sizing', suggestion.slice('sizing '.length))).kind === 'parsed', suggestion);
      }
    assert.deepEqual(refused('250000 users').suggestions, ['sizing 250000 objects']);
    assert.deepEqual(refused('80k +500 per month').suggestions, ['sizing 80k +6000/y']);
    assert.deepEqual(refused('1.5').suggestions, ['sizing 1.5k', 'sizing 1.5M']);
    assert.deepEqual(refused('0').suggestions, []);
    assert.ok(refused('adsf').suggestions.includes('sizing adfs'));
  });

  const plain = { noNullPrototype: true };
  const percent = fc.integer({ min: -10_000, max: 100_000 }).map((hundredths) => hundredths / 100);
  const count = fc.oneof(fc.integer({ min: 1, max: 1_000_000_000 }), fc.integer({ min: -1_000_000_000, max: -1 }));
  const rate = fc.oneof(
    fc.record({ kind: fc.constant('percent' as const), perYear: percent }, plain),
    fc.record({ kind: fc.constant('count' as const), perYear: count }, plain),
  );
  const growth = fc.record({ rate, months: fc.integer({ min: 1, max: 600 }) }, plain);
  const roles = ['adfs', 'wap', 'pta-agent', 'cloud-sync-agent'] as const;
  const servers = { hosts: fc.uniqueArray(fc.constantFrom(...roles)), sql: fc.boolean() };
  const objects = fc.integer({ min: 1, max: 1_000_000_000 });
  const queries: fc.Arbitrary<SizingQuery> = fc.oneof(
    fc.record({ objects: fc.constant(null), growth: fc.constant(null), ...servers }, plain),
    fc.record({ objects, growth: fc.option(growth), ...servers }, plain),
  );

  it('spells every question so that it reads the same again', () => {
    fc.assert(
      fc.property(queries, (asked) => {
        const line = spellSizing(asked);
        assert.deepEqual(query(line.slice('sizing'.length)), asked, line);
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    const piece = fc.constantFrom(
      '80k',
      '+20%/y',
      '3y',
      '18m',
      '250',
      '000',
      'adfs',
      '%',
      '/y',
      'per',
      'year',
      'a',
      '-',
      '+',
      'k',
      '"',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 8 }).map((words) => words.join(' ')),
        ),
        (text) => {
          if (!text.includes('--')) readSizing(typedLine('sizing', text));
        },
      ),
    );
  });
});
