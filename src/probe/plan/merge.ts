import type { Text } from '../../catalog/text.ts';
import { type Pieces, type Plan, type Planned, type PlannedProbe, strongest, type Unprobed } from './planned.ts';

/** Notes in one sentence part, each once; null where there is none. */
export function joinNotes(notes: readonly (Text | null)[]): Text | null {
  const distinct = [...new Map(notes.flatMap((note) => (note === null ? [] : [[note.en, note]]))).values()];
  if (distinct.length === 0) return null;
  return { en: distinct.map(({ en }) => en).join('; '), nl: distinct.map(({ nl }) => nl).join('; ') };
}

function mergePlanned(all: readonly Planned[]): readonly PlannedProbe[] {
  return [...Map.groupBy(all, ({ probe }) => JSON.stringify(probe)).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const need = strongest(group.map((one) => one.need));
    // A condition under which it is needed besides says nothing where it is needed anyway.
    const telling = group.filter((one) => one.need === need);
    return [
      {
        ...first,
        flows: [...new Set(group.map(({ flow }) => flow))],
        need,
        note: joinNotes(telling.map(({ note }) => note)),
      },
    ];
  });
}

function mergeUnprobed(all: readonly Unprobed[]): readonly Unprobed[] {
  const key = ({ pattern, ports, reason }: Unprobed) => JSON.stringify([pattern, ports, reason.en]);
  return [...Map.groupBy(all, key).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, flows: [...new Set(group.flatMap(({ flows }) => flows))] }];
  });
}

/** What was planned piece by piece as one plan: every probe once, in order of first appearance. */
export function mergePlan(pieces: Pieces): Plan {
  return { planned: mergePlanned(pieces.planned), unprobed: mergeUnprobed(pieces.unprobed) };
}
