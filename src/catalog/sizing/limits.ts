import type { Reference } from '../source.ts';
import { type Text, text } from '../text.ts';

/** How many objects a tenant may hold, and what it takes to hold more. */
export interface TenantLimit {
  readonly id: string;
  /** The largest object count of this step, inclusive; null where the document names none. */
  readonly to: number | null;
  /** What the step asks of the customer. */
  readonly asks: Text;
  readonly source: Reference;
}

const tenantSource: Reference = { source: 'prerequisites-2023', place: 'Microsoft Entra ID' };

/** Ascending; the first step whose `to` is not exceeded applies. */
export const tenantLimits = [
  {
    id: 'default',
    to: 50_000,
    asks: text('Nothing: every tenant starts with this.', 'Niets: elke tenant begint hiermee.'),
    source: tenantSource,
  },
  {
    id: 'verified-domain',
    to: 300_000,
    asks: text('A verified domain.', 'Een geverifieerd domein.'),
    source: tenantSource,
  },
  {
    id: 'support-case',
    to: 500_000,
    asks: text(
      'A verified domain, and a support case to raise the limit.',
      'Een geverifieerd domein, en een ondersteuningsaanvraag om de limiet te verhogen.',
    ),
    source: tenantSource,
  },
  {
    id: 'licence',
    to: null,
    asks: text(
      'A verified domain, a support case, and a licence, such as Entra ID P1 or P2, Enterprise Mobility + Security, or Microsoft 365.',
      'Een geverifieerd domein, een ondersteuningsaanvraag en een licentie, zoals Entra ID P1 of P2, Enterprise Mobility + Security of Microsoft 365.',
    ),
    source: tenantSource,
  },
] as const satisfies readonly TenantLimit[];

export type TenantLimitId = (typeof tenantLimits)[number]['id'];

/** The step that a tenant with this many objects needs. */
export function tenantLimitFor(objects: number): (typeof tenantLimits)[number] {
  const [byDefault, verified, supported, licensed] = tenantLimits;
  if (objects <= byDefault.to) return byDefault;
  if (objects <= verified.to) return verified;
  if (objects <= supported.to) return supported;
  return licensed;
}

/** The database that Connect installs when it is given no other. */
export const localDbLimit = {
  gigabytes: 10,
  /** The document says "approximately"; from exactly this count on it asks for a full SQL Server. */
  objects: 100_000,
  source: { source: 'prerequisites-2023', place: 'SQL Server used by Microsoft Entra Connect' },
} as const satisfies { gigabytes: number; objects: number; source: Reference };

/** Up to where an AD FS farm can live on the Windows Internal Database. */
export const widLimit = {
  nodes: 30,
  relyingParties: 100,
  source: { source: 'adfs-requirements-2025', place: 'Configuration database requirements' },
} as const satisfies { nodes: number; relyingParties: number; source: Reference };

/** How often the scheduler runs a delta synchronization unless it is told otherwise. */
export const deltaSync = {
  minutes: 30,
  source: { source: 'performance-2025', place: 'Delta sync profile' },
} as const satisfies { minutes: number; source: Reference };

/** How many writes Entra ID takes from a tenant before it throttles. It cannot be raised. */
export const writeRate = {
  perFiveMinutes: 7_000,
  perHour: 84_000,
  source: { source: 'performance-2025', place: 'Microsoft Entra ID factors' },
} as const satisfies { perFiveMinutes: number; perHour: number; source: Reference };
