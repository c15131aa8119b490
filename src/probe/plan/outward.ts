import type { CloudId } from '../../catalog/endpoints/cloud.ts';
import { type Endpoint, probeHosts } from '../../catalog/endpoints/endpoint.ts';
import type { Flow } from '../../catalog/ports/flow.ts';
import { formatSpans, type PortSpan } from '../../catalog/ports/span.ts';
import { text } from '../../catalog/text.ts';
import { coverOf, endpointNote, listedEndpoints, portsWithin, silentReason } from './destination.ts';
import { unlistedReason } from './endpoint-probes.ts';
import { probesOf } from './flow-probes.ts';
import { joinNotes } from './merge.ts';
import { endpointKey, type Pieces, weakest } from './planned.ts';
import { type Target, targetOf } from './target.ts';

/** Where a flow towards the internet is asked. */
export interface OutwardQuestion {
  readonly cloud: CloudId;
  /** Hosts that the person named; none asks every host that the catalog knows. */
  readonly hosts: readonly Target[];
  /** Whether the person named the port as well. */
  readonly portNamed: boolean;
}

const nothing: Pieces = { planned: [], unprobed: [] };

/** The hosts of an endpoint that are asked: those that the catalog names or, of those, the ones that the person did. */
function hostsAt(endpoint: Endpoint, hosts: readonly Target[]): readonly Target[] {
  if (hosts.length === 0) return probeHosts(endpoint).map(targetOf);
  return hosts.filter(({ host }) => coverOf(endpoint, host) !== null);
}

/** The flow at one endpoint. It is needed no more than the endpoint is. */
function atEndpoint(flow: Flow, endpoint: Endpoint, { hosts }: OutwardQuestion): Pieces {
  const ports = portsWithin(endpoint, flow.ports).map((port): PortSpan => [port, port]);
  const targets = hostsAt(endpoint, hosts);
  if (targets.length === 0 && hosts.length === 0) {
    const { pattern } = endpoint;
    const keys = [flow.id, endpointKey(endpoint)];
    return { planned: [], unprobed: [{ flows: keys, pattern, ports, reason: silentReason(endpoint) }] };
  }
  const planned = targets.flatMap((target) =>
    probesOf({ ...flow, ports }, target).map((one) => ({
      ...one,
      need: weakest([flow.need, endpoint.need]),
      note: joinNotes([endpointNote(endpoint, target.host), one.note]),
    })),
  );
  return { planned, unprobed: [] };
}

/**
 * Ports that no document ties to a host. They are tried only where the person named both: a host of Microsoft’s that does
 * not listen there would look like a firewall.
 */
function untied(flow: Flow, endpoints: readonly Endpoint[], { hosts, portNamed }: OutwardQuestion): Pieces {
  if (flow.ports.length === 0) return nothing;
  const covered = hosts.filter(({ host }) => endpoints.some((endpoint) => coverOf(endpoint, host) !== null));
  if (portNamed && covered.length > 0)
    return { planned: covered.flatMap((target) => probesOf(flow, target)), unprobed: [] };
  const reason = text(
    `no document names a host for ${formatSpans(flow.ports)}: name host and port to try one`,
    `geen document noemt een host voor ${formatSpans(flow.ports)}: noem host en poort om er een te proberen`,
  );
  return { planned: [], unprobed: [{ flows: [flow.id], pattern: null, ports: flow.ports, reason }] };
}

/** A flow towards Entra ID or the revocation hosts: the hosts come from the catalog's endpoints of its feature. */
export function outwardPieces(flow: Flow, question: OutwardQuestion): Pieces {
  const endpoints = listedEndpoints(flow.feature, question.cloud);
  if (endpoints.length === 0) {
    const reason = unlistedReason(flow.feature, question.cloud);
    return { planned: [], unprobed: [{ flows: [flow.id], pattern: null, ports: flow.ports, reason }] };
  }
  const tied = endpoints.filter((endpoint) => portsWithin(endpoint, flow.ports).length > 0);
  const loose = flow.ports.filter((span) => !endpoints.some((endpoint) => portsWithin(endpoint, [span]).length > 0));
  const pieces = [
    ...tied.map((endpoint) => atEndpoint(flow, endpoint, question)),
    untied({ ...flow, ports: loose }, endpoints, question),
  ];
  return {
    planned: pieces.flatMap(({ planned }) => planned),
    unprobed: pieces.flatMap(({ unprobed }) => unprobed),
  };
}
