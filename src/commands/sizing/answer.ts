import { type Growth, type GrowthProjection, project } from '../../catalog/sizing/growth.ts';
import { type HostMinimum, hostMinimumStrength, hostMinimums } from '../../catalog/sizing/host-minimum.ts';
import {
  boundaryRule,
  fullSqlServerFrom,
  type InitialExport,
  type LocalDbFit,
  type Sizing,
  size,
  sizingSource,
  type Tier,
  tiers,
} from '../../catalog/sizing/sizing.ts';
import { type SqlRule, sqlRules } from '../../catalog/sizing/sql-rule.ts';
import type { Reference } from '../../catalog/source.ts';
import { type SourceFacts, sourceFacts } from '../../catalog/source.ts';
import type { Text } from '../../catalog/text.ts';
import type { Context } from '../command.ts';
import { type Boundary, boundaryNear } from './boundary.ts';
import type { SizingQuery } from './question.ts';

/** A fact of the catalog with its source spelled out. */
export type Sourced<Fact extends { readonly source: Reference }> = Omit<Fact, 'source'> & {
  readonly source: SourceFacts;
};

/** What a server other than the Connect server needs; `strength` says how binding that is. */
export type HostFacts = HostMinimum extends infer Host
  ? Host extends HostMinimum
    ? Sourced<Host> & { readonly strength: Text }
    : never
  : never;

/** Where a growth leads, worked out from `start`. */
export interface GrowthFacts extends GrowthProjection {
  readonly rate: Growth;
  readonly months: number;
  /** The calendar month in which the question was asked, `yyyy-mm`. */
  readonly start: string;
}

interface Servers {
  readonly hosts: readonly HostFacts[];
  readonly sql: readonly Sourced<SqlRule>[];
}

/** What so many objects need. */
export interface ObjectsSizing extends Servers, Omit<Sizing, 'tenant' | 'localDb' | 'initialExport' | 'source'> {
  readonly kind: 'sizing';
  readonly of: 'objects';
  /** Null where no boundary is near. */
  readonly boundary: Boundary | null;
  readonly tenant: Sourced<Sizing['tenant']>;
  readonly localDb: Sourced<LocalDbFit>;
  readonly initialExport: Sourced<InitialExport>;
  readonly growth: GrowthFacts | null;
  readonly source: SourceFacts;
}

/** What servers need that are not sized by objects. */
export interface ServersSizing extends Servers {
  readonly kind: 'sizing';
  readonly of: 'servers';
}

/** Every tier, and every server beside. */
export interface TiersSizing extends Servers {
  readonly kind: 'sizing';
  readonly of: 'tiers';
  readonly tiers: readonly (Tier & { readonly fullSqlServer: boolean })[];
  readonly rule: Text;
  readonly source: SourceFacts;
}

/** The answer to a sizing question. `of` says what was asked; `objects`, `tier` and `next` stand in that of objects. */
export type SizingResult = ObjectsSizing | ServersSizing | TiersSizing;

function sourced<Fact extends { readonly source: Reference }>(fact: Fact): Sourced<Fact> {
  return { ...fact, source: sourceFacts(fact.source) };
}

function hostFacts(host: HostMinimum): HostFacts {
  const strength = hostMinimumStrength[host.kind];
  switch (host.kind) {
    case 'federation':
      return { ...sourced(host), strength };
    case 'pass-through':
      return { ...sourced(host), strength };
    case 'cloud-sync':
      return { ...sourced(host), strength };
  }
}

function growthFacts(objects: number, { rate, months }: NonNullable<SizingQuery['growth']>, now: number): GrowthFacts {
  return {
    rate,
    months,
    start: new Date(now).toISOString().slice(0, 7),
    ...project({ objects, growth: rate, months, start: now }),
  };
}

/** Answers a sizing question. `now` is where a growth starts. */
export function answerSizing(
  { objects, growth, hosts, sql }: SizingQuery,
  { now }: Pick<Context, 'now'>,
): SizingResult {
  const servers: Servers = {
    hosts: hostMinimums.filter(({ role }) => hosts.includes(role)).map(hostFacts),
    sql: sql ? sqlRules.map(sourced) : [],
  };
  if (objects !== null) {
    const sizing = size(objects);
    return {
      kind: 'sizing',
      of: 'objects',
      ...sizing,
      boundary: boundaryNear(objects),
      tenant: sourced(sizing.tenant),
      localDb: sourced(sizing.localDb),
      initialExport: sourced(sizing.initialExport),
      growth: growth === null ? null : growthFacts(objects, growth, now),
      ...servers,
      source: sourceFacts(sizing.source),
    };
  }
  if (hosts.length > 0 || sql) return { kind: 'sizing', of: 'servers', ...servers };
  return {
    kind: 'sizing',
    of: 'tiers',
    tiers: tiers.map((tier) => ({ ...tier, fullSqlServer: tier.from >= fullSqlServerFrom })),
    hosts: hostMinimums.map(hostFacts),
    sql: [],
    rule: boundaryRule,
    source: sourceFacts(sizingSource),
  };
}
