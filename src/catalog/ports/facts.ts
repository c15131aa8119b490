import { type SourceFacts, sourceFacts } from '../source.ts';
import type { Text } from '../text.ts';
import { type ConditionId, conditionOf } from './condition.ts';
import { type Change, changesBetween } from './diff.ts';
import type { EditionId } from './edition.ts';
import { type Flow, flows, lastEdition, livingFlows, probedTransports, retiredIn } from './flow.ts';
import { protocolOf } from './protocol.ts';
import type { EditionRow, Transport } from './row.ts';
import { rows } from './rows.ts';
import type { PortSpan } from './span.ts';
import { unneeded } from './unneeded.ts';

/** How a flow went: the last edition with it, the first without, and the flow that took over its work. */
export interface Retirement {
  readonly last: EditionId;
  readonly goneIn: EditionId;
  /** Its ports that nothing towards the same destination is documented to need any more; the others stay open. */
  readonly close: readonly PortSpan[];
  readonly replacedBy: Pick<FlowFacts, 'id' | 'from' | 'to' | 'protocol' | 'ports'> | null;
}

/** A flow as scripts read it: plain JSON, every fact with its source. */
export interface FlowFacts extends Pick<Flow, 'id' | 'from' | 'to' | 'direction' | 'feature' | 'ports' | 'transports'> {
  readonly protocol: string;
  readonly need: Flow['need'];
  readonly condition: { readonly anyOf: readonly ConditionId[]; readonly label: Text } | null;
  readonly phase: Flow['phase'];
  readonly purpose: Text;
  readonly status: Flow['status'];
  /** What to allow and to probe: `transports`, or TCP where the source prints none. */
  readonly allow: readonly Transport[];
  readonly editions: readonly EditionId[];
  /** What later editions said differently, oldest first. */
  readonly changes: readonly { readonly edition: EditionId; readonly changes: readonly Change[] }[];
  readonly retired: Retirement | null;
  readonly source: SourceFacts;
}

/** The conditions of a statement in one sentence part: any of them suffices. */
export function conditionText(when: readonly ConditionId[]): Text {
  const labels = when.map((id) => conditionOf(id).label);
  return { en: labels.map(({ en }) => en).join(', or '), nl: labels.map(({ nl }) => nl).join(', of ') };
}

function retirement(flow: Flow): Retirement | null {
  const last = lastEdition(flow);
  const goneIn = retiredIn(flow);
  if (last === null || goneIn === null) return null;
  const heir = flows.find(({ id }) => id === flow.replacedBy);
  return {
    last,
    goneIn,
    close: unneeded(flow, livingFlows),
    replacedBy:
      heir === undefined
        ? null
        : { id: heir.id, from: heir.from, to: heir.to, protocol: protocolOf(heir.protocol).name, ports: heir.ports },
  };
}

/** A flow as plain JSON. */
export function flowFacts(flow: Flow): FlowFacts {
  return {
    id: flow.id,
    from: flow.from,
    to: flow.to,
    direction: flow.direction,
    protocol: protocolOf(flow.protocol).name,
    transports: flow.transports,
    ports: flow.ports,
    need: flow.need,
    condition: flow.when.length === 0 ? null : { anyOf: flow.when, label: conditionText(flow.when) },
    phase: flow.phase,
    feature: flow.feature,
    purpose: flow.purpose,
    status: flow.status,
    allow: probedTransports(flow),
    editions: flow.editions,
    changes: flow.editions.flatMap((edition, at) => {
      const before = flow.statements[at - 1];
      const after = flow.statements[at];
      if (before === undefined || after === undefined) return [];
      const changes = changesBetween(before, after);
      return changes.length === 0 ? [] : [{ edition, changes }];
    }),
    retired: retirement(flow),
    source: sourceFacts(flow.reference),
  };
}

/** A row as scripts read it. */
export interface RowFacts extends Pick<EditionRow, 'edition' | 'table' | 'ports' | 'transports' | 'printed' | 'need'> {
  readonly protocol: string;
  readonly flows: readonly string[];
}

/** Every row of every edition as plain JSON. */
export function rowFacts(): readonly RowFacts[] {
  return rows.map(({ edition, table, protocol, ports, transports, printed, need, flows }) => ({
    edition,
    table,
    protocol: protocolOf(protocol).name,
    ports,
    transports,
    printed,
    need,
    flows,
  }));
}
