import type { Estate } from '../commands/estate.ts';
import { createAuditTrail } from './estate-audit.ts';
import type { EstateParts } from './estate-parts.ts';
import { createRights } from './estate-rights.ts';
import { createRunnersDesk } from './estate-runners.ts';
import { createRunsDesk } from './estate-runs.ts';

/** Everything beyond the catalog that commands ask for, over the database that all replicas share. */
export function createEstate(parts: EstateParts): Estate {
  return {
    runners: createRunnersDesk(parts),
    runs: createRunsDesk(parts),
    rights: createRights(parts),
    audit: createAuditTrail(parts.audit),
  };
}
