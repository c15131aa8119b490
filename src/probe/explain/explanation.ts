import type { Text } from '../../catalog/text.ts';
import type { Outcome, Verdict } from '../outcome.ts';
import type { Probe } from '../probe.ts';

/** What was asked, and which flow of the catalog (or `endpoint:…`) it proves; null where it was asked for itself. */
export interface Subject {
  readonly probe: Probe;
  readonly flow: string | null;
}

/** An outcome in words. */
export interface Explanation {
  /** What was seen. */
  readonly headline: Text;
  /** Why it is so, as far as that can be told. */
  readonly cause: Text;
  /** What to do; null where nothing is. */
  readonly nextStep: Text | null;
  readonly tone: 'good' | 'warning' | 'bad';
}

/** The outcomes of some verdicts. */
export type OutcomeOf<Some extends Verdict> = Extract<Outcome, { verdict: Some }>;

/** Whether the flow ends at hosts of Microsoft's or of the certificate authorities. */
export function isOutward({ flow }: Subject): boolean {
  return flow !== null && /^endpoint:|-(entra|crl)-/.test(flow);
}

/** Whether the flow is the Connect Health agent's. */
export function isHealth({ flow }: Subject): boolean {
  return flow !== null && /^(endpoint:)?health-/.test(flow);
}
