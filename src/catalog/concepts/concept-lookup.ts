import { anyOverlap } from '../ports/span.ts';
import type { Concept, ConceptKind } from './concept.ts';
import { directoryTerms } from './glossary-directory.ts';
import { federationTerms } from './glossary-federation.ts';
import { networkTerms } from './glossary-network.ts';
import { portTerms } from './glossary-ports.ts';
import { serverTerms } from './glossary-server.ts';
import { signInTerms } from './glossary-sign-in.ts';
import { synchronizationTerms } from './glossary-synchronization.ts';
import { port443Model } from './port-443-model.ts';
import { port443Practice } from './port-443-practice.ts';

/** Every concept: the page on port 443 in its own order, then the glossary by subject. */
export const concepts = [
  ...port443Model,
  ...port443Practice,
  ...signInTerms,
  ...networkTerms,
  ...portTerms,
  ...serverTerms,
  ...synchronizationTerms,
  ...federationTerms,
  ...directoryTerms,
] as const satisfies readonly Concept[];

export type ConceptId = (typeof concepts)[number]['id'];

/** The concepts of one kind, in the order of their document; steps are therefore in the order they happen. */
export function conceptsOf(kind: ConceptKind): readonly Concept[] {
  return concepts.filter((concept) => concept.kind === kind);
}

/** The concepts that concern a port, definitions before terms. */
export function conceptsOnPort(port: number): readonly Concept[] {
  const all: readonly Concept[] = concepts;
  return all.filter((concept) => anyOverlap(concept.ports, [[port, port]]));
}

const byName = new Map<string, Concept>(
  concepts.flatMap((concept) => [concept.id, ...concept.aliases].map((name) => [name, concept] as const)),
);

/** The concept that people mean by this name (an alias or an id, any case, blanks trimmed); undefined when none does. */
export function conceptNamed(name: string): Concept | undefined {
  return byName.get(name.trim().toLowerCase().replace(/\s+/g, ' '));
}
