import type { Transaction } from 'kysely';
import { type Act, type AuditHead, type AuditRow, hashOf } from './audit-chain.ts';
import { type Verification, verifyAudit } from './audit-verify.ts';
import type { Clock } from './clock.ts';
import type { Db, Schema } from './schema.ts';
import { storable } from './storable.ts';

/** The audit trail: one row for every privileged act, each bound to the row before. */
export interface Audit {
  /**
   * Writes one act and returns its row. Appends stand in line, across processes too. When it fails the act must be
   * refused, since there would be no trace of it.
   */
  append(act: Act): Promise<AuditRow>;
  /** The last acts, newest first, as they stand there: `verify` says whether to believe them. */
  recent(count: number): Promise<readonly AuditRow[]>;
  /**
   * Checks every row. `anchor` is a head that was noted outside the database, such as in a log: without one, whoever may
   * write to the database can shorten or rewrite the chain and its head together unseen.
   */
  verify(anchor?: AuditHead): Promise<Verification>;
}

/**
 * Writes one act within a transaction of the caller, so that the act and its row stand or fall together. As the last
 * statement of it, since the next append of anyone waits from here to the end of the transaction.
 */
export async function appendAct(transaction: Transaction<Schema>, clock: Clock, act: Act): Promise<AuditRow> {
  // The first statement takes the one row of the head, so that the next append waits until this one is written.
  const head = await transaction
    .updateTable('audit_head')
    .set((head) => ({ seq: head('seq', '+', 1) }))
    .where('id', '=', 1)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow();
  const unsigned = {
    seq: head.seq,
    at: clock(),
    who: storable(act.who),
    where: storable(act.where),
    what: storable(act.what),
    outcome: storable(act.outcome),
    prevHash: head.hash,
  };
  const row = { ...unsigned, hash: hashOf(unsigned) };
  const { where: place, prevHash: prev_hash, ...same } = row;
  await transaction
    .insertInto('audit')
    .values({ ...same, place, prev_hash })
    .execute();
  await transaction.updateTable('audit_head').set({ hash: row.hash }).where('id', '=', 1).execute();
  return row;
}

/** Makes the audit trail over an open database. */
export function createAudit(db: Db, clock: Clock): Audit {
  return {
    append: (act) => db.transaction().execute((transaction) => appendAct(transaction, clock, act)),

    async recent(count) {
      const rows = await db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(count).execute();
      return rows.map(({ place: where, prev_hash: prevHash, ...same }) => ({ ...same, where, prevHash }));
    },

    verify: (anchor) => verifyAudit(db, anchor),
  };
}
