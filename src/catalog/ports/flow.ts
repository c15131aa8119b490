import type { FeatureId } from '../feature.ts';
import { type RoleId, roleOf } from '../role.ts';
import { type EditionId, editionSource, editions, latestEdition } from './edition.ts';
import { type FlowDefinition, type FlowId, flowDefinitions } from './flow-definition.ts';
import type { ProtocolId } from './protocol.ts';
import type { EditionRow, Statement, Transport } from './row.ts';
import { rows } from './rows.ts';
import { type Supplement, type SupplementId, supplements } from './supplement.ts';

/** Which way a flow crosses the edge of the organisation, seen from inside. */
export type Direction = 'internal' | 'outbound' | 'inbound';

/**
 * A flow from role to role, merged over the editions, bearing the statement of the newest one that lists it.
 *
 * `current` stands in the latest edition; `retired` stood in an earlier one only; `supplement` stands in other documents.
 */
export interface Flow extends Statement {
  readonly id: FlowId | SupplementId;
  readonly from: RoleId;
  readonly to: RoleId;
  readonly protocol: ProtocolId;
  readonly feature: FeatureId;
  readonly direction: Direction;
  readonly status: 'current' | 'retired' | 'supplement';
  /** Editions that list it, oldest first; empty for a supplement. */
  readonly editions: readonly EditionId[];
  /** What each of those editions says, same order. */
  readonly statements: readonly Statement[];
  readonly replacedBy: FlowId | null;
}

const depth = { internal: 0, perimeter: 1, internet: 2 } as const;

/** Which way traffic from one role to another crosses the edge. */
export function directionOf(from: RoleId, to: RoleId): Direction {
  const step = depth[roleOf(to).zone] - depth[roleOf(from).zone];
  return step === 0 ? 'internal' : step > 0 ? 'outbound' : 'inbound';
}

/** What to probe or to allow: what the source prints, or TCP where it prints nothing (WinRM in table 3, old table 6). */
export function probedTransports(flow: Pick<Flow, 'transports'>): readonly Transport[] {
  return flow.transports.length === 0 ? ['tcp'] : flow.transports;
}

function statementOf(row: EditionRow): Statement {
  const { ports, transports, need, when, phase, purpose } = row;
  return {
    ports,
    transports,
    need,
    when,
    phase,
    purpose,
    reference: { source: editionSource(row.edition), place: `table ${row.table}` },
  };
}

/** Merges the rows of the editions into one flow. Throws where no row states the flow: the catalog would be unsound. */
function merge(definition: FlowDefinition & { readonly id: FlowId; readonly replacedBy: FlowId | null }): Flow {
  const stating = rows.filter((row) => row.flows.includes(definition.id));
  const newest = stating.at(-1);
  if (newest === undefined) throw new TypeError(`no edition states the flow ${definition.id}`);
  return {
    ...definition,
    ...statementOf(newest),
    direction: directionOf(definition.from, definition.to),
    status: newest.edition === latestEdition ? 'current' : 'retired',
    editions: stating.map((row) => row.edition),
    statements: stating.map(statementOf),
  };
}

function fromSupplement(supplement: Supplement & { readonly id: SupplementId }): Flow {
  return {
    ...supplement,
    direction: directionOf(supplement.from, supplement.to),
    status: 'supplement',
    editions: [],
    statements: [supplement],
    replacedBy: null,
  };
}

/** Every flow of the ports page, current and retired, in the order of the page. */
export const flows: readonly Flow[] = flowDefinitions.map(merge);

/** Every flow that other documents ask for. */
export const supplementFlows: readonly Flow[] = supplements.map(fromSupplement);

/** What an estate needs today: the flows of the latest edition, and those that other documents ask for. */
export const livingFlows: readonly Flow[] = [...flows.filter(({ status }) => status === 'current'), ...supplementFlows];

/** The flow as one edition states it, or null where that edition does not list it. */
export function inEdition(flow: Flow, edition: EditionId): Flow | null {
  const statement = flow.statements[flow.editions.indexOf(edition)];
  return statement === undefined ? null : { ...flow, ...statement };
}

/** The newest edition that lists the flow; null for a supplement. */
export function lastEdition(flow: Flow): EditionId | null {
  return flow.editions.at(-1) ?? null;
}

/** The first edition without a flow that has been retired; null while it is current. */
export function retiredIn(flow: Flow): EditionId | null {
  if (flow.status !== 'retired') return null;
  const last = editions.findIndex(({ id }) => id === flow.editions.at(-1));
  return editions[last + 1]?.id ?? null;
}
