import { type FeatureId, features } from '../feature.ts';
import { type CloudId, clouds } from './cloud.ts';
import { cloudSync } from './cloud-sync.ts';
import { connectMinimum, connectTrustedSite } from './connect.ts';
import type { Endpoint, EndpointSet } from './endpoint.ts';
import { healthPublic, healthUsGov } from './health.ts';
import { passThrough } from './pass-through.ts';
import { seamlessSso } from './seamless-sso.ts';

/** Every set of endpoints of the catalog. */
export const endpointSets: readonly EndpointSet[] = [
  connectMinimum,
  connectTrustedSite,
  healthPublic,
  healthUsGov,
  passThrough,
  seamlessSso,
  cloudSync,
];

/** Every endpoint of the catalog, set after set. */
export const endpoints: readonly Endpoint[] = endpointSets.flatMap((set) => set.endpoints);

/** Which endpoints to look up: those of one feature, or of all, in one cloud. */
export interface EndpointQuestion {
  readonly feature?: FeatureId | undefined;
  readonly cloud: CloudId;
}

/** The sets that were found. `without` names features that have a set in another cloud and none in this one. */
export interface EndpointsFound {
  readonly kind: 'found';
  readonly cloud: CloudId;
  readonly sets: readonly EndpointSet[];
  readonly endpoints: readonly Endpoint[];
  readonly without: readonly FeatureId[];
}

/** No document of the catalog lists endpoints for this feature in this cloud; `elsewhere` are the clouds that have some. */
export interface EndpointsNone {
  readonly kind: 'none';
  readonly cloud: CloudId;
  readonly feature: FeatureId;
  readonly elsewhere: readonly CloudId[];
}

/** What a look-up gives: sets, or the word that there are none. */
export type EndpointAnswer = EndpointsFound | EndpointsNone;

function setsOf(feature: FeatureId, cloud: CloudId): readonly EndpointSet[] {
  return endpointSets.filter((set) => set.feature === feature && set.cloud === cloud);
}

/** The endpoints of a feature (of every feature when none is given) in a cloud. A cloud without a set is an answer, not a fault. */
export function endpointsFor({ feature, cloud }: EndpointQuestion): EndpointAnswer {
  const sets = feature === undefined ? endpointSets.filter((set) => set.cloud === cloud) : setsOf(feature, cloud);
  if (feature !== undefined && sets.length === 0) {
    const elsewhere = clouds.map(({ id }) => id).filter((id) => setsOf(feature, id).length > 0);
    return { kind: 'none', cloud, feature, elsewhere };
  }
  const without =
    feature === undefined
      ? features
          .map(({ id }) => id)
          .filter((id) => endpointSets.some((set) => set.feature === id) && setsOf(id, cloud).length === 0)
      : [];
  return { kind: 'found', cloud, sets, endpoints: sets.flatMap((set) => set.endpoints), without };
}

/** One line of an allow list: a pattern, every port that is asked of it, ascending, and the endpoints that ask. */
export interface Destination {
  readonly pattern: string;
  readonly ports: readonly number[];
  readonly endpoints: readonly Endpoint[];
}

/** The same endpoints with each pattern once, in order of first appearance: what a firewall or proxy team enters. */
export function destinationsOf(asked: readonly Endpoint[]): readonly Destination[] {
  return [...Map.groupBy(asked, ({ pattern }) => pattern)].map(([pattern, group]) => ({
    pattern,
    ports: [...new Set(group.flatMap(({ ports }) => ports))].toSorted((a, b) => a - b),
    endpoints: group,
  }));
}
