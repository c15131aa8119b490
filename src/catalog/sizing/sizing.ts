import type { Reference } from '../source.ts';
import { type Text, text } from '../text.ts';
import { localDbLimit, type TenantLimit, tenantLimitFor, writeRate } from './limits.ts';

/** A band of object counts and the least machine that it takes. */
export interface Tier {
  readonly id: string;
  /** The smallest object count of the band. */
  readonly from: number;
  /** The largest, inclusive; null for the band that has no end. */
  readonly to: number | null;
  readonly cpuGhz: number;
  readonly memoryGb: number;
  readonly diskGb: number;
  /** The band as the document prints it. */
  readonly printed: string;
}

/** Where the bands stand. */
export const sizingSource: Reference = {
  source: 'prerequisites-2023',
  place: 'Hardware requirements for Microsoft Entra Connect',
};

/** How the printed bands, which touch each other, became exact ones. */
export const boundaryRule: Text = text(
  'The printed bands share their boundaries. Exact wording decides where there is any: 10,000 is not "fewer than 10,000", 100,000 already asks for a full SQL Server, and 600,000 is not "more than 600,000". The boundaries 50,000 and 300,000 are left open and count with the higher band.',
  'De afgedrukte klassen delen hun grenzen. Waar de tekst exact is, beslist die: 10.000 is niet "minder dan 10.000", 100.000 vraagt al om een volledige SQL Server en 600.000 is niet "meer dan 600.000". De grenzen 50.000 en 300.000 blijven open en tellen bij de hogere klasse.',
);

/** The six bands, ascending and without gaps: each starts one object after the one before it ends. */
export const tiers = [
  {
    id: 'under-10k',
    from: 0,
    to: 9_999,
    cpuGhz: 1.6,
    memoryGb: 6,
    diskGb: 70,
    printed: 'Fewer than 10,000',
  },
  { id: '10k-50k', from: 10_000, to: 49_999, cpuGhz: 1.6, memoryGb: 6, diskGb: 70, printed: '10,000–50,000' },
  { id: '50k-100k', from: 50_000, to: 99_999, cpuGhz: 1.6, memoryGb: 16, diskGb: 100, printed: '50,000–100,000' },
  {
    id: '100k-300k',
    from: 100_000,
    to: 299_999,
    cpuGhz: 1.6,
    memoryGb: 32,
    diskGb: 300,
    printed: '100,000–300,000',
  },
  {
    id: '300k-600k',
    from: 300_000,
    to: 600_000,
    cpuGhz: 1.6,
    memoryGb: 32,
    diskGb: 450,
    printed: '300,000–600,000',
  },
  {
    id: 'over-600k',
    from: 600_001,
    to: null,
    cpuGhz: 1.6,
    memoryGb: 32,
    diskGb: 500,
    printed: 'More than 600,000',
  },
] as const satisfies readonly Tier[];

export type TierId = (typeof tiers)[number]['id'];

/** From this many objects on the document asks for a full SQL Server in place of LocalDB. */
export const fullSqlServerFrom = 100_000;

/** How long the first export takes at the rate that Entra ID accepts. */
export interface InitialExport {
  /** One write each. */
  readonly objects: number;
  readonly perHour: number;
  readonly perFiveMinutes: number;
  /** Whole minutes, rounded up. A floor: imports, references between objects and other writers come on top. */
  readonly minutes: number;
  readonly source: Reference;
}

/** Whether the database that Connect brings along is large enough. */
export interface LocalDbFit {
  readonly fits: boolean;
  readonly gigabytes: number;
  /** About how many objects it holds. */
  readonly objects: number;
  readonly source: Reference;
}

/** What an estate of a certain size needs. */
export interface Sizing {
  readonly objects: number;
  readonly tier: Tier;
  readonly fullSqlServer: boolean;
  /** The smallest object count of the next tier; null in the last one. */
  readonly next: number | null;
  /** How many objects can be added before the estate leaves its tier; null in the last one. */
  readonly headroom: number | null;
  readonly tenant: TenantLimit;
  readonly localDb: LocalDbFit;
  readonly initialExport: InitialExport;
  readonly rule: Text;
  readonly source: Reference;
}

/** The tier that holds this many objects. Zero and less count with the first. */
export function tierOf(objects: number): Tier {
  return tiers.findLast((tier) => tier.from <= objects) ?? tiers[0];
}

/** Whole minutes, rounded up, that so many writes take at 84,000 an hour. */
export function exportMinutes(objects: number): number {
  return Math.ceil((objects * 60) / writeRate.perHour);
}

/**
 * Hardware, SQL Server, tenant limit and duration of the first export for so many objects. Expects a whole number of at
 * least 1, which the caller has parsed; anything else throws RangeError.
 */
export function size(objects: number): Sizing {
  if (!Number.isSafeInteger(objects) || objects < 1) throw new RangeError(`not an object count: ${objects}`);
  const tier = tierOf(objects);
  const fullSqlServer = objects >= fullSqlServerFrom;
  return {
    objects,
    tier,
    fullSqlServer,
    next: tier.to === null ? null : tier.to + 1,
    headroom: tier.to === null ? null : tier.to - objects,
    tenant: tenantLimitFor(objects),
    localDb: { fits: !fullSqlServer, ...localDbLimit },
    initialExport: {
      objects,
      perHour: writeRate.perHour,
      perFiveMinutes: writeRate.perFiveMinutes,
      minutes: exportMinutes(objects),
      source: writeRate.source,
    },
    rule: boundaryRule,
    source: sizingSource,
  };
}
