import { byId } from '../by-id.ts';
import type { RoleId } from '../role.ts';
import { accountPrerequisites } from './accounts.ts';
import type { AreaId } from './area.ts';
import { certificatePrerequisites } from './certificates.ts';
import { componentPrerequisites } from './components.ts';
import { connectivityPrerequisites } from './connectivity.ts';
import { dcomPrerequisites } from './dcom.ts';
import { directoryPrerequisites } from './directory.ts';
import { federationPrerequisites } from './federation.ts';
import { hardeningPrerequisites } from './hardening.ts';
import { tenantHardeningPrerequisites } from './hardening-tenant.ts';
import { hardwarePrerequisites } from './hardware.ts';
import { installationPrerequisites } from './installation.ts';
import { nameResolutionPrerequisites } from './name-resolution.ts';
import { newerPrerequisites } from './newer.ts';
import { powershellPrerequisites } from './powershell.ts';
import type { Prerequisite, Severity } from './prerequisite.ts';
import { proxyPrerequisites } from './proxy.ts';
import { serverPrerequisites } from './server.ts';
import { sqlPrerequisites } from './sql.ts';
import { tenantPrerequisites } from './tenant.ts';
import { tlsPrerequisites } from './tls.ts';
import { winrmPrerequisites } from './winrm.ts';

const all = [
  ...tenantPrerequisites,
  ...directoryPrerequisites,
  ...powershellPrerequisites,
  ...serverPrerequisites,
  ...installationPrerequisites,
  ...hardeningPrerequisites,
  ...tenantHardeningPrerequisites,
  ...sqlPrerequisites,
  ...accountPrerequisites,
  ...connectivityPrerequisites,
  ...proxyPrerequisites,
  ...tlsPrerequisites,
  ...dcomPrerequisites,
  ...componentPrerequisites,
  ...winrmPrerequisites,
  ...certificatePrerequisites,
  ...federationPrerequisites,
  ...nameResolutionPrerequisites,
  ...hardwarePrerequisites,
  ...newerPrerequisites,
] as const;

export type PrerequisiteId = (typeof all)[number]['id'];

/** Every prerequisite: those of the page of 2023-11-06 by subject, then what newer texts add. */
export const prerequisites: readonly Prerequisite[] = all;

/** Which prerequisites to look up. What is left out does not narrow the answer. */
export interface PrerequisiteQuestion {
  readonly area?: AreaId | undefined;
  readonly role?: RoleId | undefined;
  /** Only what binds: what must be so and what must not. */
  readonly requiredOnly?: boolean | undefined;
}

/** Whether an installation stands or falls with items of this severity. */
export const binding: Readonly<Record<Severity, boolean>> = {
  required: true,
  unsupported: true,
  recommended: false,
  optional: false,
  note: false,
};

/** The prerequisites that a question asks for, in the order of the catalog; none is an answer too. */
export function prerequisitesFor({ area, role, requiredOnly }: PrerequisiteQuestion): readonly Prerequisite[] {
  return prerequisites.filter(
    (item) =>
      (area === undefined || item.area === area) &&
      (role === undefined || item.role === role) &&
      (requiredOnly !== true || binding[item.severity]),
  );
}

/** The prerequisite with this id. */
export const prerequisiteOf = byId<Prerequisite, PrerequisiteId>('prerequisite', all);
