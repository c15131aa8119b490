import type { FeatureId } from '../feature.ts';
import type { RoleId } from '../role.ts';
import { conditionOf } from './condition.ts';
import type { EditionId } from './edition.ts';
import { type Flow, flows, inEdition, livingFlows, probedTransports, supplementFlows } from './flow.ts';
import type { ProtocolId } from './protocol.ts';
import type { Transport } from './row.ts';
import { anyOverlap, formatSpan, type PortSpan } from './span.ts';

/** Which roles a question is about. `between` means both directions. */
export type Ends =
  | { readonly kind: 'any' }
  | { readonly kind: 'at'; readonly role: RoleId }
  | { readonly kind: 'between'; readonly roles: readonly [RoleId, RoleId] }
  | { readonly kind: 'from'; readonly role: RoleId }
  | { readonly kind: 'to'; readonly role: RoleId }
  | { readonly kind: 'directed'; readonly from: RoleId; readonly to: RoleId };

/** A question about flows. All parts must hold; within a list any one suffices, and an empty list asks nothing. */
export interface FlowQuery {
  readonly ends: Ends;
  readonly ports: readonly PortSpan[];
  readonly protocols: readonly ProtocolId[];
  readonly features: readonly FeatureId[];
  /** One edition as it stands; null for all of them merged, and the documents beside them. */
  readonly edition: EditionId | null;
  readonly transport: Transport | null;
  readonly requiredOnly: boolean;
}

/** The question that every flow answers. */
export const everyFlow: FlowQuery = {
  ends: { kind: 'any' },
  ports: [],
  protocols: [],
  features: [],
  edition: null,
  transport: null,
  requiredOnly: false,
};

export interface FlowSelection {
  /** Flows of the ports page: current ones and, when no edition is asked for, retired ones. */
  readonly flows: readonly Flow[];
  /** Flows that only other documents list; none when an edition is asked for. */
  readonly supplements: readonly Flow[];
}

/** Whether a flow runs between the asked ends. */
export function touches(flow: Pick<Flow, 'from' | 'to'>, ends: Ends): boolean {
  switch (ends.kind) {
    case 'any':
      return true;
    case 'at':
      return flow.from === ends.role || flow.to === ends.role;
    case 'between': {
      const [a, b] = ends.roles;
      return (flow.from === a && flow.to === b) || (flow.from === b && flow.to === a);
    }
    case 'from':
      return flow.from === ends.role;
    case 'to':
      return flow.to === ends.role;
    case 'directed':
      return flow.from === ends.from && flow.to === ends.to;
  }
}

/** Whether a flow serves a feature: it belongs to it, or the feature is one of the conditions that need it. */
export function serves(flow: Pick<Flow, 'feature' | 'when'>, feature: FeatureId): boolean {
  return flow.feature === feature || flow.when.some((id) => conditionOf(id).feature === feature);
}

function matches(flow: Flow, query: FlowQuery): boolean {
  return (
    touches(flow, query.ends) &&
    (query.ports.length === 0 || anyOverlap(flow.ports, query.ports)) &&
    (query.protocols.length === 0 || query.protocols.includes(flow.protocol)) &&
    (query.features.length === 0 || query.features.some((feature) => serves(flow, feature))) &&
    (query.transport === null || probedTransports(flow).includes(query.transport)) &&
    (!query.requiredOnly || (flow.need === 'required' && (flow.status !== 'retired' || query.edition !== null)))
  );
}

/** The flows that answer a question. */
export function selectFlows(query: FlowQuery): FlowSelection {
  const { edition } = query;
  const stated = edition === null ? flows : flows.flatMap((flow) => inEdition(flow, edition) ?? []);
  return {
    flows: stated.filter((flow) => matches(flow, query)),
    supplements: edition === null ? supplementFlows.filter((flow) => matches(flow, query)) : [],
  };
}

/** A way between two roles and the number of current flows on it. */
export interface Way {
  readonly from: RoleId;
  readonly to: RoleId;
  readonly flows: number;
}

function ways(candidates: readonly Flow[]): readonly Way[] {
  const counted = new Map<string, Way>();
  for (const { from, to } of candidates) {
    const key = `${from} ${to}`;
    counted.set(key, { from, to, flows: (counted.get(key)?.flows ?? 0) + 1 });
  }
  return [...counted.values()];
}

/** Ways that current flows take from or to a role: what is near when two roles have no flow between them. */
export function waysAt(role: RoleId): { readonly from: readonly Way[]; readonly to: readonly Way[] } {
  return {
    from: ways(livingFlows.filter((flow) => flow.from === role)),
    to: ways(livingFlows.filter((flow) => flow.to === role)),
  };
}

/** The listed ports nearest to one that no flow uses: at most `count`, nearest first. */
export function nearestPorts(port: number, count = 3): readonly PortSpan[] {
  const distance = ([from, to]: PortSpan) => (port < from ? from - port : port > to ? port - to : 0);
  const listed = new Map(
    [...flows, ...supplementFlows].flatMap(({ ports }) => ports.map((span) => [formatSpan(span), span])),
  );
  return [...listed.values()].toSorted((a, b) => distance(a) - distance(b)).slice(0, count);
}
