import type { FeatureId } from '../feature.ts';
import type { Need } from '../ports/row.ts';
import type { Reference } from '../source.ts';
import { same, type Text } from '../text.ts';
import type { CloudId } from './cloud.ts';

/** A host name, or a pattern of host names, that must be reachable outward. */
export interface Endpoint {
  /** `health-public/management.azure.com`: the set and the pattern. */
  readonly id: string;
  /** As the document names it: a host, `*.` and a suffix, or a host with a `<placeholder>`. Lower case, no scheme. */
  readonly pattern: string;
  readonly feature: FeatureId;
  readonly cloud: CloudId;
  /** TCP ports, ascending. */
  readonly ports: readonly number[];
  readonly purpose: Text;
  readonly need: Need;
  /** When it is needed; empty where the need does not depend on anything. */
  readonly condition: Text;
  /** What a reader should know besides; empty when there is nothing. */
  readonly remark: Text;
  /**
   * Public hosts that can stand for a wildcard when it is probed. Only names that a document of the catalog spells out:
   * an empty list means that no name is certain, not that nothing answers.
   */
  readonly representatives: readonly string[];
  readonly source: Reference;
}

/** A port that a document opens for a feature as a whole, without tying it to a host. */
export interface SetPort {
  readonly port: number;
  readonly need: Need;
  readonly purpose: Text;
}

/** The endpoints that one document lists for one feature in one cloud. */
export interface EndpointSet {
  readonly id: string;
  readonly title: Text;
  readonly feature: FeatureId;
  readonly cloud: CloudId;
  readonly source: Reference;
  readonly ports: readonly SetPort[];
  /** What holds for every endpoint of the set, and what the document leaves open. */
  readonly remarks: readonly Text[];
  /** In the order of the document. */
  readonly endpoints: readonly Endpoint[];
}

/** What a line of a set says about one endpoint; the rest is the set's. */
export type EndpointLine = Pick<
  Endpoint,
  'pattern' | 'ports' | 'purpose' | 'need' | 'condition' | 'remark' | 'representatives'
>;

/** The quiet part of a line: always required, nothing to remark, nothing that stands for it. */
export const always = {
  need: 'required',
  condition: same(''),
  remark: same(''),
  representatives: [],
} as const satisfies Partial<EndpointLine>;

/** A set whose endpoints take feature, cloud and source from it. */
export function endpointSet(header: Omit<EndpointSet, 'endpoints'>, lines: readonly EndpointLine[]): EndpointSet {
  const { id, feature, cloud, source } = header;
  return {
    ...header,
    endpoints: lines.map((line) => ({ id: `${id}/${line.pattern}`, feature, cloud, source, ...line })),
  };
}

/** What a pattern stands for: one host, every host under a suffix, or a host that the reader must complete. */
export type PatternKind = 'host' | 'wildcard' | 'placeholder';

/** Which kind of pattern this is. */
export function patternKind(pattern: string): PatternKind {
  if (pattern.includes('<')) return 'placeholder';
  return pattern.startsWith('*.') ? 'wildcard' : 'host';
}

const hostsOfKind: Readonly<Record<PatternKind, (endpoint: Endpoint) => readonly string[]>> = {
  host: (endpoint) => [endpoint.pattern],
  wildcard: (endpoint) => endpoint.representatives,
  placeholder: () => [],
};

/** The hosts to connect to when this endpoint is proven; empty when no name is certain. */
export function probeHosts(endpoint: Endpoint): readonly string[] {
  return hostsOfKind[patternKind(endpoint.pattern)](endpoint);
}
