import type { ProbeKind } from '../kind.ts';

/** A kind and the span of ports, both ends included, on which a flow may be asked with it. */
export type ScopeAsk = readonly [kind: ProbeKind, from: number, to: number];

/** What the catalog says of a flow. */
export interface ScopedFlow {
  /** The role that asks. */
  readonly from: string;
  readonly asks: readonly ScopeAsk[];
  /** The sets of endpoints at which it ends; null where the hosts are the organisation's own. */
  readonly sets: readonly string[] | null;
}

/** What a set of endpoints says of one pattern. */
export interface ScopedEndpoint {
  readonly ports: readonly number[];
  /** The hosts that the catalog names for it, lower case. */
  readonly hosts: readonly string[];
}

/** Endpoints by pattern, and the role that reaches them. */
export interface ScopedSet {
  readonly from: string;
  readonly endpoints: Readonly<Record<string, ScopedEndpoint>>;
}

/** Everything that a runner may be asked at all, as plain JSON: small, since it goes into every bundle. */
export interface ScopeTable {
  readonly flows: Readonly<Record<string, ScopedFlow>>;
  readonly sets: Readonly<Record<string, ScopedSet>>;
  /** The kinds that an endpoint is asked with, by port. */
  readonly kinds: Readonly<Record<string, readonly ProbeKind[]>>;
  /** The paths that an HTTP kind may fetch; null is no path at all. */
  readonly paths: Readonly<Record<'http' | 'crl' | 'https' | 'adfs-health', readonly (string | null)[]>>;
}
