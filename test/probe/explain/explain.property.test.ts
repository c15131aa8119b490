import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { flows, supplementFlows } from '../../../src/catalog/ports/flow.ts';
import { evidence } from '../../../src/probe/evidence.ts';
import { evidenceLines } from '../../../src/probe/explain/evidence-lines.ts';
import { explain } from '../../../src/probe/explain/explain.ts';
import { type Outcome, outcome as outcomeSchema, verdicts } from '../../../src/probe/outcome.ts';
import { valuesOf } from './arbitrary.ts';
import { everyProbe } from './samples.ts';

const outcomes = valuesOf(outcomeSchema);
const subjects = fc.record({
  probe: fc.constantFrom(...everyProbe),
  flow: fc.option(
    fc.oneof(
      fc.constantFrom(...[...flows, ...supplementFlows].map(({ id }) => id)),
      fc.constantFrom('endpoint:pta/login.windows.net', 'endpoint:health-public/www.office.com', 'constructor'),
    ),
    { nil: null },
  ),
});

describe('every outcome', () => {
  it('is generated in every verdict and with every evidence, as the schema wants it', () => {
    const seen = new Set<string>();
    for (const one of fc.sample(outcomes, { numRuns: 1_000, seed: 1 })) {
      assert.deepEqual(v.parse(outcomeSchema, one), one);
      seen.add(one.verdict).add(`evidence ${one.evidence?.kind ?? null}`);
    }
    for (const verdict of verdicts) assert.ok(seen.has(verdict), verdict);
    for (const { entries } of evidence.options) assert.ok(seen.has(`evidence ${entries.kind.literal}`));
  });

  it('has words in both languages, and the same words each time', () => {
    fc.assert(
      fc.property(subjects, outcomes, fc.nat(), (subject, one, now) => {
        const said = explain(subject, one, now);
        for (const text of [said.headline, said.cause, ...(said.nextStep === null ? [] : [said.nextStep])])
          for (const words of [text.en, text.nl]) {
            assert.notEqual(words.trim(), '');
            assert.ok(words.length < 1_500, words);
          }
        assert.doesNotMatch(`${said.headline.en}${said.cause.en}`, /undefined|NaN|\[object/);
        assert.deepEqual(explain(subject, one, now), said);
        assert.ok(said.tone !== 'good' || one.verdict === 'open' || said.nextStep === null);
      }),
      { numRuns: 400 },
    );
  });

  it('that is silence is never called closed', () => {
    const silent: readonly Outcome['verdict'][] = ['filtered', 'open-or-filtered', 'open-silent'];
    // Words from outside may say anything; ours may not.
    const tame = outcomes.filter(
      (one) => silent.includes(one.verdict) && !/closed|gesloten/i.test(JSON.stringify(one)),
    );
    fc.assert(
      fc.property(subjects, tame, (subject, one) => {
        assert.doesNotMatch(JSON.stringify(explain(subject, one, 0)), /closed|gesloten/i);
      }),
      { numRuns: 200 },
    );
  });

  it('has lines of evidence that hold something', () => {
    fc.assert(
      fc.property(outcomes, (one) => {
        for (const { label, value } of evidenceLines(one)) {
          assert.notEqual(label.en, '');
          assert.notEqual(label.nl, '');
          assert.notEqual(value, '');
        }
      }),
      { numRuns: 200 },
    );
  });
});
