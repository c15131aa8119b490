import { type CloudId, clouds } from '../../catalog/endpoints/cloud.ts';
import { type Endpoint, type EndpointSet, patternKind, type SetPort } from '../../catalog/endpoints/endpoint.ts';
import { endpointSets } from '../../catalog/endpoints/endpoint-lookup.ts';
import { type FeatureId, features } from '../../catalog/feature.ts';
import { anyOverlap } from '../../catalog/ports/span.ts';
import { type SourceFacts, sourceFacts } from '../../catalog/source.ts';
import type { EndpointsQuery } from './query.ts';

/** An endpoint as scripts read it. */
export interface EndpointFacts extends Omit<Endpoint, 'source'> {
  /** Whether the pattern stands for every host under a suffix. */
  readonly wildcard: boolean;
  /** Whether the reader must complete the pattern. */
  readonly placeholder: boolean;
  readonly source: SourceFacts;
}

/** What a document says of a list as a whole. */
export interface EndpointSetFacts extends Pick<EndpointSet, 'id' | 'title' | 'feature' | 'cloud' | 'remarks'> {
  /** Ports that the document opens for the feature without tying them to a host. */
  readonly ports: readonly SetPort[];
  readonly source: SourceFacts;
}

/** The endpoints that answer a question. */
export interface EndpointsResult {
  readonly kind: 'endpoints';
  readonly cloud: CloudId;
  /** Null for every feature. */
  readonly feature: FeatureId | null;
  readonly query: EndpointsQuery;
  /** In the order of an allow list: by domain from its end, a wildcard before the hosts under it. */
  readonly endpoints: readonly EndpointFacts[];
  readonly sets: readonly EndpointSetFacts[];
  /** Ports that the lists mention when the asked port is left out, ascending. */
  readonly listedPorts: readonly number[];
  /** Features with a list in another cloud and none in this one, when every feature is asked for. */
  readonly without: readonly FeatureId[];
  /** Clouds in which the asked feature has a list, other than this one. */
  readonly elsewhere: readonly CloudId[];
}

/** `com.microsoftonline.login`: names under one domain stand together, a wildcard before them. */
function reversed(pattern: string): string {
  return pattern.split('.').toReversed().join('.').replace('*', '');
}

function byDomain(a: Endpoint, b: Endpoint): number {
  const [left, right] = [reversed(a.pattern), reversed(b.pattern)];
  return left < right ? -1 : left > right ? 1 : (a.ports[0] ?? 0) - (b.ports[0] ?? 0);
}

function endpointFacts(endpoint: Endpoint): EndpointFacts {
  const kind = patternKind(endpoint.pattern);
  return {
    ...endpoint,
    wildcard: kind === 'wildcard',
    placeholder: kind === 'placeholder',
    source: sourceFacts(endpoint.source),
  };
}

function setFacts(set: EndpointSet): EndpointSetFacts {
  const { id, title, feature, cloud, ports, remarks, source } = set;
  return { id, title, feature, cloud, ports, remarks, source: sourceFacts(source) };
}

/** Answers an endpoints question from the catalog. A cloud or a port without a list is an answer, not a fault. */
export function answerEndpoints(query: EndpointsQuery): EndpointsResult {
  const { feature, ports, cloud } = query;
  const ofFeature = endpointSets.filter((set) => feature === null || set.feature === feature);
  const sets = ofFeature.filter((set) => set.cloud === cloud);
  const onPort = (port: number) => ports.length === 0 || anyOverlap([[port, port]], ports);
  const listed = sets.flatMap((set) => [
    ...set.ports.map(({ port }) => port),
    ...set.endpoints.flatMap((e) => e.ports),
  ]);
  const has = (id: FeatureId, where: CloudId) => ofFeature.some((set) => set.feature === id && set.cloud === where);
  return {
    kind: 'endpoints',
    cloud,
    feature,
    query,
    endpoints: sets
      .flatMap((set) => set.endpoints)
      .filter((endpoint) => endpoint.ports.some(onPort))
      .toSorted(byDomain)
      .map(endpointFacts),
    sets: sets
      .map((set) => ({ ...setFacts(set), ports: set.ports.filter(({ port }) => onPort(port)) }))
      .filter((set) => set.ports.length > 0 || endpointsOn(sets, set.id, onPort)),
    listedPorts: [...new Set(listed)].toSorted((a, b) => a - b),
    without:
      feature === null
        ? features
            .map(({ id }) => id)
            .filter((id) => !has(id, cloud) && clouds.some((other) => other.id !== cloud && has(id, other.id)))
        : [],
    elsewhere: feature === null ? [] : clouds.map(({ id }) => id).filter((id) => id !== cloud && has(feature, id)),
  };
}

function endpointsOn(sets: readonly EndpointSet[], id: string, onPort: (port: number) => boolean): boolean {
  return sets.some((set) => set.id === id && set.endpoints.some(({ ports }) => ports.some(onPort)));
}
