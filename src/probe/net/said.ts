import type { Finding } from '../outcome.ts';

/** What a step came to: what was hoped for, or the finding that ends the probe. */
export type Step<Value> = { readonly kind: 'done'; readonly value: Value } | Ended;

/** The probe is over, with this. */
export interface Ended {
  readonly kind: 'ended';
  readonly finding: Finding;
}

/** A step that gave what it was made for. */
export function done<Value>(value: Value): Step<Value> {
  return { kind: 'done', value };
}

/** A step that ends the probe. */
export function ended(finding: Finding): Ended {
  return { kind: 'ended', finding };
}
