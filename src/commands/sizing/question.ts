import type { Growth } from '../../catalog/sizing/growth.ts';
import type { HostMinimum } from '../../catalog/sizing/host-minimum.ts';

/** A growth and how far to follow it. */
export interface AskedGrowth {
  readonly rate: Growth;
  readonly months: number;
}

/** What a sizing question asks. Nothing at all asks for every tier. */
export interface SizingQuery {
  readonly objects: number | null;
  /** Null unless `objects` is given. */
  readonly growth: AskedGrowth | null;
  /** Servers whose own minimum is asked for, each once. */
  readonly hosts: readonly HostMinimum['role'][];
  /** Whether the rules on the database are asked for. */
  readonly sql: boolean;
}

/** Months that a growth is followed when no horizon is given: three years, as far ahead as a server is bought for. */
export const defaultMonths = 36;

/** A horizon as one types it. */
export function spellMonths(months: number): string {
  return months % 12 === 0 ? `${months / 12}y` : `${months}m`;
}

/** A growth as one types it. */
export function spellGrowth({ kind, perYear }: Growth): string {
  return `${perYear < 0 ? '-' : '+'}${Math.abs(perYear)}${kind === 'percent' ? '%' : ''}/y`;
}

/** The line that asks this question again. */
export function spellSizing({ objects, growth, hosts, sql }: SizingQuery): string {
  return [
    'sizing',
    ...(objects === null ? [] : [String(objects)]),
    ...(growth === null ? [] : [spellGrowth(growth.rate), spellMonths(growth.months)]),
    ...hosts,
    ...(sql ? ['sql'] : []),
  ].join(' ');
}
