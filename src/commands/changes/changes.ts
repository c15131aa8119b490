import { diffEditions, type PortsTo } from '../../catalog/ports/diff.ts';
import type { EditionId } from '../../catalog/ports/edition.ts';
import { flowFacts } from '../../catalog/ports/facts.ts';
import { type Ends, everyFlow, selectFlows } from '../../catalog/ports/lookup.ts';
import { answering, type Command } from '../command.ts';
import { type ChangesQuery, readChanges, spellChanges } from './query.ts';
import type { ChangesResult, PortsToward } from './result.ts';
import { changesSheet, viewChanges } from './view.ts';

function toward({ to, ports, flows }: PortsTo): PortsToward {
  return { to, ports, flows: flows.map(({ id }) => id) };
}

function countListed(asked: readonly EditionId[], ends: Ends): number {
  const ids = asked.flatMap((edition) => selectFlows({ ...everyFlow, ends, edition }).flows.map(({ id }) => id));
  return new Set(ids).size;
}

/** Compares two editions. */
export function answerChanges({ from, to, ends }: ChangesQuery): ChangesResult {
  const { added, removed, changed, consequence } = diffEditions(from, to, ends);
  return {
    kind: 'changes',
    from,
    to,
    ends,
    compared: countListed([from, to], ends),
    added: added.map(flowFacts),
    removed: removed.map(flowFacts),
    changed: changed.map(({ flow, changes }) => ({ flow: flowFacts(flow), changes })),
    consequence: {
      close: consequence.close.map(toward),
      keep: consequence.keep.map(toward),
      open: consequence.open.map(toward),
      narrow: consequence.narrow.map(toward),
    },
  };
}

const command: Command<ChangesQuery, ChangesResult> = {
  name: 'changes',
  parse: readChanges,
  run: answerChanges,
  line: spellChanges,
  view: viewChanges,
  sheet: changesSheet,
};

export const changes = answering(command);
