/*
 * Evaluated when the runner is bundled: the bundle holds the table and not the catalog. So this module exports constants
 * that survive JSON, and nothing else.
 */
import { type EndpointSet, probeHosts } from '../../catalog/endpoints/endpoint.ts';
import { endpointSets, endpoints } from '../../catalog/endpoints/endpoint-lookup.ts';
import { type Flow, flows, probedTransports, supplementFlows } from '../../catalog/ports/flow.ts';
import type { ProbeKind } from '../kind.ts';
import { statusPath } from '../plan/build.ts';
import { askerOf, endpointKind, isListed } from '../plan/destination.ts';
import { askedSpans, kindFor, triedPorts } from '../plan/question.ts';
import { revocationPaths } from '../plan/revocation-list.ts';
import type { ScopeAsk, ScopedSet, ScopeTable } from './scope-table.ts';

/** A host that is asked for a revocation list may be asked for its page as well. */
function alike(kind: ProbeKind): readonly ProbeKind[] {
  return kind === 'http' ? ['http', 'crl'] : [kind];
}

/** Every edition's ports and transports: what one of them asked for may still be proven. */
function asksOf(flow: Flow): readonly ScopeAsk[] {
  const asks = flow.statements.flatMap(({ ports, transports }) =>
    probedTransports({ transports }).flatMap((transport) =>
      askedSpans(flow.protocol, ports).flatMap((span) =>
        triedPorts(span).flatMap((port) => {
          const kind = kindFor({ protocol: flow.protocol, to: flow.to, transport }, port);
          return kind === null ? [] : alike(kind).map((one): ScopeAsk => [one, ...span]);
        }),
      ),
    ),
  );
  return [...new Map(asks.map((ask) => [ask.join(' '), ask])).values()];
}

/** The sets at which a flow ends, in every cloud. */
function setsOf({ to, feature }: Flow): readonly string[] | null {
  return isListed(to) ? endpointSets.filter((set) => set.feature === feature).map(({ id }) => id) : null;
}

function scopedSet({ feature, endpoints: listed }: EndpointSet): ScopedSet | null {
  const from = askerOf(feature);
  if (from === null) return null;
  return {
    from,
    endpoints: Object.fromEntries(
      listed.map((endpoint) => [endpoint.pattern, { ports: endpoint.ports, hosts: probeHosts(endpoint) }]),
    ),
  };
}

const ports = [...new Set(endpoints.flatMap((endpoint) => endpoint.ports))];

/** What the catalog lets a runner be asked. */
export const scopeTable: ScopeTable = {
  flows: Object.fromEntries(
    [...flows, ...supplementFlows].map((flow) => [
      flow.id,
      { from: flow.from, asks: asksOf(flow), sets: setsOf(flow) },
    ]),
  ),
  sets: Object.fromEntries(
    endpointSets.flatMap((set) => {
      const scoped = scopedSet(set);
      return scoped === null ? [] : [[set.id, scoped] as const];
    }),
  ),
  kinds: Object.fromEntries(ports.map((port) => [port, alike(endpointKind(port))])),
  paths: { http: ['/'], crl: ['/', ...revocationPaths], https: [null, '/'], 'adfs-health': [statusPath] },
};
