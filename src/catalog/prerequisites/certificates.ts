import { certificateRules, certificateSource } from './certificate-rule.ts';
import type { Prerequisite } from './prerequisite.ts';

/** The rules for the federation certificate as prerequisites. */
export const certificatePrerequisites = certificateRules.map(
  ({ id, role, severity, rule, verify, applies }) =>
    ({
      id,
      area: 'certificates',
      role,
      severity,
      requirement: rule,
      verify,
      applies,
      source: certificateSource,
    }) as const satisfies Prerequisite,
);
