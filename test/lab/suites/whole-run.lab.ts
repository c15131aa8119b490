import assert from 'node:assert/strict';
import { kindIds } from '../../../src/probe/kind.ts';
import { certificateRules, verdicts } from '../../../src/probe/outcome.ts';
import { everyOutcome } from '../driving.ts';

/** What no network causes: the first is the runner's own word, the second a fault of the way to a proxy or of our own. */
const notOfTheNetwork: readonly string[] = ['refused-by-policy', 'error'];

/** No prober looks a certificate up in a list of revoked ones; the list itself is fetched by another probe. */
const notLookedFor: readonly string[] = ['revoked'];

// The last suite by its name: it looks back on what the others caused.
describe('a whole run', () => {
  it('has caused every verdict', () => {
    const seen = new Set<string>(everyOutcome().map(({ outcome }) => outcome.verdict));
    assert.deepEqual(
      verdicts.filter((verdict) => !seen.has(verdict) && !notOfTheNetwork.includes(verdict)),
      [],
    );
  });

  it('has broken every rule of certificates', () => {
    const seen = new Set<string>(
      everyOutcome().flatMap(({ outcome }) => (outcome.verdict === 'certificate-invalid' ? outcome.rules : [])),
    );
    assert.deepEqual(
      certificateRules.filter((rule) => !seen.has(rule) && !notLookedFor.includes(rule)),
      [],
    );
  });

  it('has found every kind of probe open, and every kind blocked', () => {
    const withVerdict = (verdict: string) =>
      new Set(everyOutcome().flatMap(({ kind, outcome }) => (outcome.verdict === verdict ? [kind] : [])));
    assert.deepEqual(
      kindIds.filter((kind) => !withVerdict('open').has(kind)),
      [],
    );
    const blocked = new Set([...withVerdict('filtered'), ...withVerdict('open-or-filtered')]);
    assert.deepEqual(
      kindIds.filter((kind) => !blocked.has(kind)),
      [],
    );
  });
});
