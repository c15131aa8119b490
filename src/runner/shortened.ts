import type { Tls } from '../probe/evidence.ts';
import type { Outcome } from '../probe/outcome.ts';

/** How many names of a certificate are left where the whole chain does not fit. */
const fewNames = 8;

/** A TLS connection with its leaf alone. */
function leafOnly(tls: Tls): Tls {
  const [leaf] = tls.chain;
  return { ...tls, chain: leaf === undefined ? [] : [{ ...leaf, names: leaf.names.slice(0, fewNames) }] };
}

/**
 * An outcome of at most `longest` characters of JSON. Evidence is bounded part by part, but a hostile chain of
 * certificates can be long in every part; then the verdict matters more than what it stands on.
 */
export function shortened(outcome: Outcome, longest: number): Outcome {
  if (JSON.stringify(outcome).length <= longest) return outcome;
  const bare = { ...outcome, evidence: null };
  return 'tls' in bare ? { ...bare, tls: leafOnly(bare.tls) } : bare;
}
