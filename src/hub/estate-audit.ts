import type { AuditTrail } from '../commands/estate.ts';
import type { Audit } from '../store/audit.ts';
import type { Flaw } from '../store/audit-verify.ts';

/** What is wrong at the first row that is wrong. */
const reasons: Readonly<Record<Flaw, string>> = {
  missing: 'this row is missing',
  extra: 'this row was not written by Portolan',
  altered: 'this row was changed',
  unlinked: 'this row does not follow from the one before, which was changed',
  head: 'the end of the chain does not fit this row',
  rewritten: 'this row is not the one that was noted elsewhere',
};

/** The audit trail as commands read and write it. */
export function createAuditTrail(audit: Audit): AuditTrail {
  return {
    async append(act) {
      await audit.append(act);
    },

    async recent(count) {
      const rows = await audit.recent(count);
      return rows.map(({ seq, at, who, where, what, outcome }) => ({ seq, at, who, where, what, outcome }));
    },

    async verify() {
      const verification = await audit.verify();
      if (verification.kind === 'intact')
        return { kind: 'intact', rows: verification.head.seq, head: verification.head.hash };
      return { kind: 'broken', seq: verification.seq, reason: reasons[verification.flaw] };
    },
  };
}
