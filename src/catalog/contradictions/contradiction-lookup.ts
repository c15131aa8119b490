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

const byId = new Map<ContradictionId, Contradiction>(
  contradictions.map((contradiction) => [contradiction.id, contradiction]),
);

/** The contradiction with this id. */
export function contradictionOf(id: ContradictionId): Contradiction {
  const contradiction = byId.get(id);
  if (contradiction === undefined) throw new TypeError(`no contradiction ${id}`);
  return contradiction;
}

/** The contradictions in which a document has a say. */
export function contradictionsIn(source: SourceId): readonly Contradiction[] {
  const all: readonly Contradiction[] = contradictions;
  return all.filter(({ statements }) => statements.some(({ reference }) => reference.source === source));
}
