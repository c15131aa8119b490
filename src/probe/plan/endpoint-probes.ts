import { type CloudId, cloudOf } from '../../catalog/endpoints/cloud.ts';
import { type Endpoint, probeHosts } from '../../catalog/endpoints/endpoint.ts';
import { endpointsFor } from '../../catalog/endpoints/endpoint-lookup.ts';
import { type FeatureId, featureOf } from '../../catalog/feature.ts';
import type { PortSpan } from '../../catalog/ports/span.ts';
import type { RoleId } from '../../catalog/role.ts';
import { type Text, text } from '../../catalog/text.ts';
import { buildProbe } from './build.ts';
import { askerOf, endpointKind, endpointNote, silentReason } from './destination.ts';
import { mergePlan } from './merge.ts';
import { endpointKey, type Pieces, type Plan, type Planned, type Unprobed } from './planned.ts';
import { targetOf } from './target.ts';

/** That no document lists endpoints for a feature in a cloud. */
export function unlistedReason(feature: FeatureId, cloud: CloudId): Text {
  const { name: what } = featureOf(feature);
  const { name: where } = cloudOf(cloud);
  return text(
    `no document of the catalog lists addresses for “${what.en}” in “${where.en}”`,
    `geen document van de catalogus noemt adressen voor “${what.nl}” in “${where.nl}”`,
  );
}

function plannedFor(endpoint: Endpoint, from: RoleId): readonly Planned[] {
  return probeHosts(endpoint).flatMap((host) =>
    endpoint.ports.map((port) => ({
      probe: buildProbe(endpointKind(port), targetOf(host), port),
      flow: endpointKey(endpoint),
      from,
      to: 'entra' as const,
      need: endpoint.need,
      note: endpointNote(endpoint, host),
      source: endpoint.source,
    })),
  );
}

function unprobedFor(endpoint: Endpoint): readonly Unprobed[] {
  if (probeHosts(endpoint).length > 0) return [];
  const { pattern } = endpoint;
  const ports = endpoint.ports.map((port): PortSpan => [port, port]);
  return [{ flows: [endpointKey(endpoint)], pattern, ports, reason: silentReason(endpoint) }];
}

/** The endpoints of a feature in a cloud, piece by piece: what each host is asked, and which patterns nobody can ask. */
export function endpointPieces(feature: FeatureId, cloud: CloudId): Pieces {
  const answer = endpointsFor({ feature, cloud });
  const from = askerOf(feature);
  if (answer.kind === 'none' || from === null)
    return { planned: [], unprobed: [{ flows: [], pattern: null, ports: [], reason: unlistedReason(feature, cloud) }] };
  return {
    planned: answer.endpoints.flatMap((endpoint) => plannedFor(endpoint, from)),
    unprobed: answer.endpoints.flatMap(unprobedFor),
  };
}

/**
 * The probes that prove the endpoints of a feature in a cloud. A wildcard is proven at the hosts that a document names
 * under it, and its probes say so; one without such a host stands under `unprobed`.
 */
export function endpointProbes(feature: FeatureId, cloud: CloudId): Plan {
  return mergePlan(endpointPieces(feature, cloud));
}
