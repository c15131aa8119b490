import { byId } from '../by-id.ts';
import type { SourceId } from '../source.ts';
import type { Contradiction } from './contradiction.ts';
import { networkContradictions } from './network.ts';
import { portContradictions } from './ports.ts';
import { serverContradictions } from './server.ts';

/** Every contradiction that was found while reading. */
export const contradictions = [
  ...serverContradictions,
  ...networkContradictions,
  ...portContradictions,
] as const satisfies readonly Contradiction[];

export type ContradictionId = (typeof contradictions)[number]['id'];

/** The contradiction with this id. */
export const contradictionOf = byId<Contradiction, ContradictionId>('contradiction', contradictions);

/** The contradictions in which a document has a say. */
export function contradictionsIn(source: SourceId): readonly Contradiction[] {
  const all: readonly Contradiction[] = contradictions;
  return all.filter(({ statements }) => statements.some(({ reference }) => reference.source === source));
}
