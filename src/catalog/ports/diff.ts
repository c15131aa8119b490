import type { RoleId } from '../role.ts';
import type { ConditionId } from './condition.ts';
import { type EditionId, editions } from './edition.ts';
import { type Flow, flows, inEdition, supplementFlows } from './flow.ts';
import { type Ends, touches } from './lookup.ts';
import type { Need, Phase, Statement, Transport } from './row.ts';
import { anyOverlap, distinctSpans, formatSpans, type PortSpan } from './span.ts';
import { unneeded } from './unneeded.ts';

/** One thing that an edition says differently of a flow than an earlier one. */
export type Change =
  | { readonly field: 'ports'; readonly before: readonly PortSpan[]; readonly after: readonly PortSpan[] }
  | { readonly field: 'transports'; readonly before: readonly Transport[]; readonly after: readonly Transport[] }
  | { readonly field: 'need'; readonly before: Need; readonly after: Need }
  | { readonly field: 'when'; readonly before: readonly ConditionId[]; readonly after: readonly ConditionId[] }
  | { readonly field: 'phase'; readonly before: Phase; readonly after: Phase };

export interface ChangedFlow {
  readonly flow: Flow;
  readonly changes: readonly Change[];
}

/** Ports towards one destination, with the flows that give the reason. */
export interface PortsTo {
  readonly to: RoleId;
  readonly ports: readonly PortSpan[];
  readonly flows: readonly Flow[];
}

/** What a firewall team has to do about a change of editions. */
export interface Consequence {
  /** Ports that nothing towards that destination is documented to need any more. */
  readonly close: readonly PortsTo[];
  /** Ports of removed flows that stay open, since `flows` towards the same destination still need them. */
  readonly keep: readonly PortsTo[];
  /** Ports that the older edition did not list between the same two roles. */
  readonly open: readonly PortsTo[];
  /** Ports that lost UDP: the rule may be narrowed to TCP. */
  readonly narrow: readonly PortsTo[];
}

export interface EditionDiff {
  /** The older edition. */
  readonly from: EditionId;
  readonly to: EditionId;
  readonly added: readonly Flow[];
  readonly removed: readonly Flow[];
  readonly changed: readonly ChangedFlow[];
  readonly consequence: Consequence;
}

/** What a later statement says differently of the same flow; purposes are our own words and do not count. */
export function changesBetween(before: Statement, after: Statement): readonly Change[] {
  const sameList = (a: readonly string[], b: readonly string[]) => a.toSorted().join() === b.toSorted().join();
  const changes: Change[] = [];
  if (formatSpans(before.ports) !== formatSpans(after.ports))
    changes.push({ field: 'ports', before: before.ports, after: after.ports });
  if (!sameList(before.transports, after.transports))
    changes.push({ field: 'transports', before: before.transports, after: after.transports });
  if (before.need !== after.need) changes.push({ field: 'need', before: before.need, after: after.need });
  if (!sameList(before.when, after.when)) changes.push({ field: 'when', before: before.when, after: after.when });
  if (before.phase !== after.phase) changes.push({ field: 'phase', before: before.phase, after: after.phase });
  return changes;
}

/** Gathers flows by destination, keeping of each the ports that `pick` chooses; destinations without ports drop out. */
function byDestination(from: readonly Flow[], pick: (flow: Flow) => readonly PortSpan[]): readonly PortsTo[] {
  return [...Map.groupBy(from, (flow) => flow.to)].flatMap(([to, candidates]) => {
    const chosen = candidates.filter((flow) => pick(flow).length > 0);
    return chosen.length === 0 ? [] : [{ to, ports: distinctSpans(chosen.flatMap(pick)), flows: chosen }];
  });
}

function consequence(
  added: readonly Flow[],
  removed: readonly Flow[],
  changed: readonly ChangedFlow[],
  older: readonly Flow[],
  newer: readonly Flow[],
): Consequence {
  const needed = [...newer, ...supplementFlows];
  const close = byDestination(removed, (flow) => unneeded(flow, needed));
  const keep = byDestination(removed, (flow) =>
    flow.ports.filter((span) => !unneeded(flow, needed).includes(span)),
  ).map((kept) => ({
    ...kept,
    flows: needed.filter((flow) => flow.to === kept.to && anyOverlap(flow.ports, kept.ports)),
  }));
  const open = byDestination(added, (flow) =>
    flow.ports.filter(
      (span) => !older.some((old) => old.from === flow.from && old.to === flow.to && anyOverlap(old.ports, [span])),
    ),
  );
  const lostUdp = changed.flatMap(({ flow, changes }) =>
    changes.some(
      (change) => change.field === 'transports' && change.before.includes('udp') && !change.after.includes('udp'),
    )
      ? [flow]
      : [],
  );
  return { close, keep, open, narrow: byDestination(lostUdp, (flow) => flow.ports) };
}

/**
 * What changed from one edition to another, for all flows or those between the given ends. Editions given in the wrong
 * order are put in order of age, so that "removed" always means that the newer one dropped it.
 */
export function diffEditions(one: EditionId, other: EditionId, ends: Ends = { kind: 'any' }): EditionDiff {
  const age = (id: EditionId) => editions.findIndex((edition) => edition.id === id);
  const [from, to] = age(one) <= age(other) ? [one, other] : [other, one];
  const all = flows.map((flow) => ({ flow, before: inEdition(flow, from), after: inEdition(flow, to) }));
  const asked = all.filter(({ flow }) => touches(flow, ends));
  const added = asked.flatMap(({ before, after }) => (before === null && after !== null ? [after] : []));
  const removed = asked.flatMap(({ before, after }) => (before !== null && after === null ? [before] : []));
  const changed = asked.flatMap(({ before, after }) => {
    if (before === null || after === null) return [];
    const changes = changesBetween(before, after);
    return changes.length === 0 ? [] : [{ flow: after, changes }];
  });
  const older = all.flatMap(({ before }) => before ?? []);
  const newer = all.flatMap(({ after }) => after ?? []);
  return { from, to, added, removed, changed, consequence: consequence(added, removed, changed, older, newer) };
}
