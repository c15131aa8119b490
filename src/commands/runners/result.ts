import type { Invitation, RunnerView } from '../estate.ts';

/** A runner as scripts read it. */
export type RunnerFacts = RunnerView;

/** What a line about runners gives. */
export type RunnersResult =
  | { readonly kind: 'runners'; readonly at: number; readonly runners: readonly RunnerFacts[] }
  | { readonly kind: 'runner'; readonly at: number; readonly runner: RunnerFacts }
  /** Holds the token: for the asker alone. */
  | { readonly kind: 'runner-invited'; readonly at: number; readonly invitation: Invitation }
  | { readonly kind: 'runner-revoked'; readonly name: string };
