import type { Probe } from '../probe.ts';
import { scopeTable } from './catalog-scope.ts';
import type { ScopeAsk, ScopedEndpoint, ScopedFlow, ScopedSet } from './scope-table.ts';

/** What a flow or endpoint of the catalog lets a runner be asked. */
export interface ScopeEntry {
  /** The role that asks. */
  readonly from: string;
  readonly asks: readonly ScopeAsk[];
  /** The hosts that the catalog names, lower case; null where they are the organisation's own. */
  readonly hosts: readonly string[] | null;
  /** Suffixes, with their dot, under which the organisation may have a host of its own at Microsoft. */
  readonly under: readonly string[];
}

/** The part of a job that says what is asked, of whom, and as whom. */
export interface Asked {
  readonly flow: string;
  readonly role: string;
  readonly probe: Probe;
}

function within([, from, to]: ScopeAsk, port: number): boolean {
  return from <= port && port <= to;
}

/** The hosts of a flow are those of the endpoints that share a port with it or, where none does, of all its sets. */
function flowEntry({ from, asks, sets }: ScopedFlow): ScopeEntry {
  if (sets === null) return { from, asks, hosts: null, under: [] };
  const listed = sets.flatMap((id) => Object.entries(scopeTable.sets[id]?.endpoints ?? {}));
  const tied = listed.filter(([, { ports }]) => ports.some((port) => asks.some((ask) => within(ask, port))));
  const reached = tied.length > 0 ? tied : listed;
  return {
    from,
    asks,
    hosts: [...new Set(reached.flatMap(([, { hosts }]) => hosts))],
    under: reached.flatMap(([pattern]) => (pattern.startsWith('*.') ? [pattern.slice(1)] : [])),
  };
}

function endpointEntry({ from }: ScopedSet, { ports, hosts }: ScopedEndpoint): ScopeEntry {
  const asks = ports.flatMap((port) => (scopeTable.kinds[port] ?? []).map((kind): ScopeAsk => [kind, port, port]));
  return { from, asks, hosts, under: [] };
}

/** What a runner may be asked at all, by the id of a flow or `endpoint:SET/PATTERN`. */
export const catalogScope: ReadonlyMap<string, ScopeEntry> = new Map([
  ...Object.entries(scopeTable.flows).map(([id, flow]) => [id, flowEntry(flow)] as const),
  ...Object.entries(scopeTable.sets).flatMap(([id, set]) =>
    Object.entries(set.endpoints).map(
      ([pattern, endpoint]) => [`endpoint:${id}/${pattern}`, endpointEntry(set, endpoint)] as const,
    ),
  ),
]);

function hostFits({ hosts, under }: ScopeEntry, host: string): boolean {
  const name = host.toLowerCase();
  return (
    hosts === null || hosts.includes(name) || under.some((suffix) => name.endsWith(suffix) && /^[a-z0-9]/.test(name))
  );
}

/** Whether the question is one that the catalog asks: a path of its own and, on the internet, no other name than the host's. */
function questionFits(probe: Probe, { hosts }: ScopeEntry): boolean {
  const other = 'serverName' in probe && probe.serverName !== null && probe.serverName !== probe.host;
  if (hosts !== null && other) return false;
  return !('path' in probe) || scopeTable.paths[probe.kind].includes(probe.path);
}

/**
 * What the catalog says of a job, rule by rule, so that a refusal can name the one that it breaks. Whether a runner may
 * connect to an organisation's own host is for its policy.
 */
export const scope = {
  /** A known flow, by the role that opens it, with a kind that speaks it, and a host and question of the catalog's where it names them. */
  flowOf({ flow, role, probe }: Asked): boolean {
    const entry = catalogScope.get(flow);
    return (
      entry !== undefined &&
      entry.from === role &&
      entry.asks.some(([kind]) => kind === probe.kind) &&
      hostFits(entry, probe.host) &&
      questionFits(probe, entry)
    );
  },

  /** Whether the port is one on which the flow is asked with this kind. */
  portOf({ flow, probe }: Asked): boolean {
    const asks = catalogScope.get(flow)?.asks ?? [];
    return asks.some((ask) => ask[0] === probe.kind && within(ask, probe.port));
  },

  /** Whether the catalog names this host for the flow: exactly, and not by a wildcard under which anybody may have one. */
  hostOf({ flow }: Pick<Asked, 'flow'>, host: string): boolean {
    return catalogScope.get(flow)?.hosts?.includes(host.toLowerCase()) ?? false;
  },
} as const;

/** Whether a job asks nothing but what the catalog asks. A host under one of Microsoft's wildcards is in scope of a flow, never of an endpoint. */
export function inScope(asked: Asked): boolean {
  return scope.flowOf(asked) && scope.portOf(asked);
}
