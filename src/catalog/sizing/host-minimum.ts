import type { RoleId } from '../role.ts';
import type { Reference } from '../source.ts';
import { type Text, text } from '../text.ts';

/** The least machine for an AD FS or WAP server. */
export interface FederationHost {
  readonly kind: 'federation';
  readonly role: Extract<RoleId, 'adfs' | 'wap'>;
  readonly cores: number;
  readonly cpuGhz: number;
  readonly memoryGb: number;
  /** The least Azure virtual machine. */
  readonly azureVm: string;
  readonly source: Reference;
}

/** What a pass-through authentication agent was measured on, and how many of them a tenant should and may have. */
export interface PassThroughHost {
  readonly kind: 'pass-through';
  readonly role: Extract<RoleId, 'pta-agent'>;
  readonly cores: number;
  readonly memoryGb: number;
  /** Sign-ins that one agent on such a machine handles in a second. */
  readonly signInsPerSecond: { readonly from: number; readonly to: number };
  /** At least so many in production. */
  readonly agentsRecommended: number;
  /** At most so many in a tenant. */
  readonly agentsMaximum: number;
  readonly source: Reference;
}

/** The least machine for a Cloud Sync provisioning agent. */
export interface CloudSyncHost {
  readonly kind: 'cloud-sync';
  readonly role: Extract<RoleId, 'cloud-sync-agent'>;
  readonly memoryGb: number;
  /** This version of .NET Framework or newer. */
  readonly dotNet: string;
  /** This version of TLS, enabled before the agent is installed. */
  readonly tls: string;
  readonly source: Reference;
}

/** What one kind of server needs. */
export type HostMinimum = FederationHost | PassThroughHost | CloudSyncHost;

const hardware: Reference = {
  source: 'prerequisites-2023',
  place: 'Hardware requirements for Microsoft Entra Connect',
};

/** What servers other than the Connect server need; that one is sized by the number of objects. */
export const hostMinimums = [
  { kind: 'federation', role: 'adfs', cores: 2, cpuGhz: 1.6, memoryGb: 2, azureVm: 'A2', source: hardware },
  { kind: 'federation', role: 'wap', cores: 2, cpuGhz: 1.6, memoryGb: 2, azureVm: 'A2', source: hardware },
  {
    kind: 'pass-through',
    role: 'pta-agent',
    cores: 4,
    memoryGb: 16,
    signInsPerSecond: { from: 300, to: 400 },
    agentsRecommended: 3,
    agentsMaximum: 40,
    source: { source: 'pta-2025', place: 'Step 4: Ensure high availability' },
  },
  {
    kind: 'cloud-sync',
    role: 'cloud-sync-agent',
    memoryGb: 4,
    dotNet: '4.7.1',
    tls: '1.2',
    source: { source: 'cloud-sync-2026', place: 'In your on-premises environment' },
  },
] as const satisfies readonly HostMinimum[];

/** The minimum of a role; undefined where no document of the catalog states one. */
export function hostMinimumOf(role: RoleId): HostMinimum | undefined {
  return hostMinimums.find((minimum) => minimum.role === role);
}

/** How binding the figures of each kind are. */
export const hostMinimumStrength: Readonly<Record<HostMinimum['kind'], Text>> = {
  federation: text('Minimum; more is allowed.', 'Minimum; meer mag.'),
  'pass-through': text(
    'A benchmark and not a minimum; the number of agents is a limit of the tenant.',
    'Een meetwaarde en geen minimum; het aantal agents is een limiet van de tenant.',
  ),
  'cloud-sync': text('Minimum; more is allowed.', 'Minimum; meer mag.'),
};
