import type { CloudId } from '../../catalog/endpoints/cloud.ts';
import { type Endpoint, patternKind, probeHosts } from '../../catalog/endpoints/endpoint.ts';
import { endpointsFor } from '../../catalog/endpoints/endpoint-lookup.ts';
import { type FeatureId, features } from '../../catalog/feature.ts';
import { flows, supplementFlows } from '../../catalog/ports/flow.ts';
import { overlaps, type PortSpan } from '../../catalog/ports/span.ts';
import type { RoleId } from '../../catalog/role.ts';
import { type Text, text } from '../../catalog/text.ts';
import { joinNotes } from './merge.ts';
import type { FlowKind } from './question.ts';

/** Whether a role stands on the internet under names that the catalog lists, so that nobody has to name its hosts. */
export function isListed(role: RoleId): boolean {
  return role === 'entra' || role === 'crl';
}

const outward = [...flows, ...supplementFlows].filter(({ to }) => to === 'entra');

/** The role that reaches the endpoints of a feature; null where no flow of it leads to Entra ID. */
export function askerOf(feature: FeatureId): RoleId | null {
  return outward.find((flow) => flow.feature === feature)?.from ?? null;
}

/** The features whose endpoints a role reaches. */
export function featuresOf(role: RoleId): readonly FeatureId[] {
  return features.map(({ id }) => id).filter((id) => askerOf(id) === role);
}

/** The endpoints of a feature in a cloud; none where no document lists any. */
export function listedEndpoints(feature: FeatureId, cloud: CloudId): readonly Endpoint[] {
  const answer = endpointsFor({ feature, cloud });
  return answer.kind === 'found' ? answer.endpoints : [];
}

/** The ports of an endpoint that lie in any of the spans. */
export function portsWithin(endpoint: Pick<Endpoint, 'ports'>, spans: readonly PortSpan[]): readonly number[] {
  return endpoint.ports.filter((port) => spans.some((span) => overlaps(span, [port, port])));
}

/** How an endpoint is asked by itself: what its port is registered for. */
export function endpointKind(port: number): FlowKind {
  if (port === 443) return 'https';
  if (port === 5671) return 'amqps';
  return port === 80 ? 'http' : 'tcp';
}

/** The part after `*` of a wildcard, with its dot; null for a host or a placeholder. */
export function suffixOf({ pattern }: Pick<Endpoint, 'pattern'>): string | null {
  return patternKind(pattern) === 'wildcard' ? pattern.slice(1) : null;
}

/** How a host is covered by an endpoint: one of the hosts that the catalog itself names, or a name under its wildcard. */
export function coverOf(endpoint: Endpoint, host: string): 'named' | 'under' | null {
  const name = host.toLowerCase();
  if (probeHosts(endpoint).includes(name)) return 'named';
  const suffix = suffixOf(endpoint);
  return suffix !== null && name.endsWith(suffix) && /^[a-z0-9]/.test(name) ? 'under' : null;
}

/** What a reader should know of a probe of this host: how it belongs to the pattern, and when that is needed. */
export function endpointNote(endpoint: Endpoint, host: string): Text | null {
  const { pattern, condition } = endpoint;
  const stands = patternKind(pattern) === 'wildcard' ? text(`stands for ${pattern}`, `staat voor ${pattern}`) : null;
  const falls = text(`one of ${pattern}`, `een van ${pattern}`);
  return joinNotes([coverOf(endpoint, host) === 'under' ? falls : stands, condition.en === '' ? null : condition]);
}

/** Why an endpoint cannot be probed. */
export function silentReason({ pattern }: Pick<Endpoint, 'pattern'>): Text {
  return patternKind(pattern) === 'placeholder'
    ? text(
        `${pattern} holds a part that only you know: name the host in full`,
        `${pattern} bevat een deel dat alleen u kent: noem de host voluit`,
      )
    : text(
        `no document names a host under ${pattern}: name one that you use`,
        `geen document noemt een host onder ${pattern}: noem er een die u gebruikt`,
      );
}
