import type { PortSpan } from '../ports/span.ts';
import type { Reference } from '../source.ts';
import type { Text } from '../text.ts';

/** The parts of the concept page on port 443, and `term` for words that the other documents use. */
export const conceptKinds = [
  'definition',
  'core',
  'step',
  'pattern',
  'anti-pattern',
  'edge-case',
  'related',
  'term',
] as const;

export type ConceptKind = (typeof conceptKinds)[number];

/** A word or an idea that can be explained. */
export interface Concept {
  readonly id: string;
  readonly kind: ConceptKind;
  readonly title: Text;
  readonly body: Text;
  /** What people type for it, lower case, English and Dutch. No two concepts share one. */
  readonly aliases: readonly string[];
  /** The ports it concerns, ascending; empty where it concerns none in particular. */
  readonly ports: readonly PortSpan[];
  readonly source: Reference;
}
