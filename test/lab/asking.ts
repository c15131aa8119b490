import type { Evidence, EvidenceOf } from '../../src/probe/evidence.ts';
import type { Outcome, Verdict } from '../../src/probe/outcome.ts';
import type { Probe } from '../../src/probe/probe.ts';
import { defaultTimeoutMs } from '../../src/probe/prove.ts';
import { driver } from './driving.ts';
import type { Settings } from './errand.ts';
import { paper } from './running.ts';

/** What a runner stands on that is set up as it should be: the public root is trusted, and the organisation's own two. */
function usual(): Settings {
  return {
    timeoutMs: defaultTimeoutMs,
    // A firewall suite asks one host for dozens of ports, of which most are dropped; five at a time would take a minute.
    perTarget: 64,
    total: 256,
    clockShiftMs: 0,
    proxy: null,
    trust: { bundled: [paper('public/ca.pem')], system: [paper('corporate/ca.pem'), paper('inspection/ca.pem')] },
  };
}

/** Has these probes proven on the client of the lab; outcomes in the order of the probes. */
export async function asked(probes: readonly Probe[], settings: Partial<Settings> = {}): Promise<readonly Outcome[]> {
  return await driver().run({ ...usual(), ...settings }, probes);
}

/** An outcome as a failed assertion shows it. */
export function told(outcome: Outcome): string {
  return JSON.stringify(outcome, null, 1);
}

/** The outcome, narrowed to one verdict; fails with all of it where the verdict is another. */
export function withVerdict<Name extends Verdict>(
  outcome: Outcome | undefined,
  verdict: Name,
): Extract<Outcome, { verdict: Name }> {
  if (outcome === undefined) throw new Error('nothing was asked');
  if (isOf(outcome, verdict)) return outcome;
  throw new Error(`expected ${verdict}, got ${told(outcome)}`);
}

function isOf<Name extends Verdict>(outcome: Outcome, verdict: Name): outcome is Extract<Outcome, { verdict: Name }> {
  return outcome.verdict === verdict;
}

/** The evidence of an outcome, narrowed to one kind; fails with all of the outcome where it is another. */
export function evidenceOf<Kind extends Evidence['kind']>(outcome: Outcome, kind: Kind): EvidenceOf<Kind> {
  const { evidence } = outcome;
  if (evidence !== null && isKind(evidence, kind)) return evidence;
  throw new Error(`expected evidence of ${kind}, got ${told(outcome)}`);
}

function isKind<Kind extends Evidence['kind']>(evidence: Evidence, kind: Kind): evidence is EvidenceOf<Kind> {
  return evidence.kind === kind;
}

/** Evidence of one kind behind the verdict `open`. */
export function openWith<Kind extends Evidence['kind']>(outcome: Outcome | undefined, kind: Kind): EvidenceOf<Kind> {
  return evidenceOf(withVerdict(outcome, 'open'), kind);
}
