import { conditions } from '../../src/catalog/ports/condition.ts';
import { type Flow, flows, supplementFlows } from '../../src/catalog/ports/flow.ts';
import { protocols } from '../../src/catalog/ports/protocol.ts';
import { type EditionRow, tables } from '../../src/catalog/ports/row.ts';
import { rows } from '../../src/catalog/ports/rows.ts';
import { highestPort, lowestPort, type PortSpan } from '../../src/catalog/ports/span.ts';
import { prerequisites } from '../../src/catalog/prerequisites/prerequisites.ts';
import { roles } from '../../src/catalog/role.ts';
import { sources } from '../../src/catalog/source.ts';

/** What is checked: the catalog's own parts, or broken copies of them in a test of the check itself. */
export interface Parts {
  readonly sources: readonly { readonly id: string }[];
  readonly roles: readonly { readonly id: string }[];
  readonly protocols: readonly { readonly id: string }[];
  readonly conditions: readonly { readonly id: string }[];
  readonly rows: readonly EditionRow[];
  readonly flows: readonly Flow[];
  readonly supplements: readonly Flow[];
  readonly prerequisites: readonly { readonly id: string; readonly role: string }[];
}

export const catalogParts: Parts = {
  sources,
  roles,
  protocols,
  conditions,
  rows,
  flows,
  supplements: supplementFlows,
  prerequisites,
};

/** A statement about the catalog that does not hold. */
export type Flaw = string;

function duplicates(kind: string, ids: readonly string[]): readonly Flaw[] {
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `two ${kind} are called ${id}`);
}

function badIds(kind: string, ids: readonly string[]): readonly Flaw[] {
  return ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)).map((id) => `${kind} ${id} is not in kebab case`);
}

function badSpans(owner: string, spans: readonly PortSpan[]): readonly Flaw[] {
  if (spans.length === 0) return [`${owner} has no ports`];
  return spans
    .filter(
      ([from, to]) =>
        !(Number.isInteger(from) && Number.isInteger(to) && lowestPort <= from && from <= to && to <= highestPort),
    )
    .map(([from, to]) => `${owner} has the span ${from}-${to}`);
}

function unused(kind: string, all: readonly string[], used: Iterable<string>): readonly Flaw[] {
  const seen = new Set(used);
  return all.filter((id) => !seen.has(id)).map((id) => `nothing uses the ${kind} ${id}`);
}

function unsourced(flow: Flow, known: ReadonlySet<string>): readonly Flaw[] {
  return flow.statements
    .filter(({ reference }) => !known.has(reference.source) || reference.place === '')
    .map(() => `a statement of ${flow.id} names no place in a source`);
}

/**
 * What does not hold in the catalog although its types allow it: ids, spans, sources, conditions that no flow uses,
 * roles that nothing mentions, flows that no row states. Empty for a sound catalog.
 */
export function findFlaws(parts: Parts = catalogParts): readonly Flaw[] {
  const { flows, rows } = parts;
  const every = [...flows, ...parts.supplements];
  const known = new Set(parts.sources.map(({ id }) => id));
  const ids = {
    source: parts.sources.map(({ id }) => id),
    role: parts.roles.map(({ id }) => id),
    protocol: parts.protocols.map(({ id }) => id),
    condition: parts.conditions.map(({ id }) => id),
    flow: every.map(({ id }) => id),
    prerequisite: parts.prerequisites.map(({ id }) => id),
  };
  const statements = every.flatMap((flow) => flow.statements);
  return [
    ...Object.entries(ids).flatMap(([kind, list]) => [...duplicates(kind, list), ...badIds(kind, list)]),
    ...rows.flatMap((row) => badSpans(`${row.edition} table ${row.table} ${row.protocol}`, row.ports)),
    ...every.flatMap((flow) => badSpans(flow.id, flow.ports)),
    ...every.flatMap((flow) => unsourced(flow, known)),
    ...every
      .filter((flow) => flow.need === 'conditional' && flow.when.length === 0)
      .map((flow) => `${flow.id} is conditional and names no condition`),
    ...unused(
      'condition',
      ids.condition,
      statements.flatMap(({ when }) => when),
    ),
    ...unused(
      'protocol',
      ids.protocol,
      every.map(({ protocol }) => protocol),
    ),
    ...unused(
      'table',
      tables,
      rows.map(({ table }) => table),
    ),
    ...unused(
      'flow',
      flows.map(({ id }) => id),
      rows.flatMap((row) => row.flows),
    ),
    ...unused('role', ids.role, [
      ...every.flatMap(({ from, to }) => [from, to]),
      ...parts.prerequisites.map(({ role }) => role),
    ]),
    ...flows
      .filter((flow) => (flow.status === 'retired') !== (flow.replacedBy !== null))
      .map((flow) => `${flow.id} is ${flow.status} and its replacement says otherwise`),
  ];
}
