import { setImmediate } from 'node:timers/promises';
import type { Selectable } from 'kysely';
import * as v from 'valibot';
import { type AuditHead, hashOf, startHash } from './audit-chain.ts';
import type { AuditTable, Db } from './schema.ts';

/**
 * What is wrong at a row.
 * - `missing`: there is no such row, though the chain goes on or the head or the anchor lies further.
 * - `extra`: a row that no append wrote: numbered below 1, or beyond the head.
 * - `altered`: its content does not have the hash that stands in it.
 * - `unlinked`: it does not follow from the row before; the row before was rewritten together with its own hash.
 * - `head`: the head does not name this row's hash; 0 when the head is gone.
 * - `rewritten`: the row fits the chain and not the anchor that was noted elsewhere.
 */
export type Flaw = 'missing' | 'extra' | 'altered' | 'unlinked' | 'head' | 'rewritten';

/** The chain up to `head`, or the first row that is wrong. */
export type Verification =
  | { readonly kind: 'intact'; readonly head: AuditHead }
  | { readonly kind: 'broken'; readonly seq: number; readonly flaw: Flaw };

/** Rows read at once: some hundred kilobytes. */
const pageSize = 500;

/** SQLite lets any type stand in any column, so that a tampered row may not even have the right types. */
const auditRow = v.object({
  seq: v.pipe(v.number(), v.safeInteger()),
  at: v.pipe(v.number(), v.safeInteger()),
  who: v.string(),
  place: v.string(),
  what: v.string(),
  outcome: v.string(),
  prev_hash: v.string(),
  hash: v.string(),
});

/**
 * Walks the chain from its first row to the head as it stands at the start; appends may go on meanwhile.
 *
 * Any change, removal or insertion of single rows shows, at the end too, since the head is kept beside the rows. What
 * needs the anchor to show is a chain that was cut or rewritten together with its head.
 */
export async function verifyAudit(db: Db, anchor?: AuditHead): Promise<Verification> {
  const head = await db.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirst();
  if (head === undefined) return broken(0, 'head');
  let last: AuditHead = { seq: 0, hash: startHash };
  // From the lowest number, so that a row numbered below 1 is seen as well.
  let rows = await rowsAfter(db, Number.MIN_SAFE_INTEGER, head.seq);
  while (rows.length > 0) {
    for (const row of rows) {
      const flaw = flawOf(row, last, anchor);
      if (flaw !== null) return flaw;
      last = row;
    }
    // SQLite answers without giving way to anything else: requests are served between the pages.
    await setImmediate();
    rows = await rowsAfter(db, last.seq, head.seq);
  }
  if (last.seq < Math.max(head.seq, anchor?.seq ?? 0)) return broken(last.seq + 1, 'missing');
  if (last.hash !== head.hash) return broken(last.seq, 'head');
  const beyond = await rowBeyondHead(db);
  return beyond === null ? { kind: 'intact', head: { seq: last.seq, hash: last.hash } } : broken(beyond, 'extra');
}

function flawOf(stored: Selectable<AuditTable>, last: AuditHead, anchor: AuditHead | undefined): Verification | null {
  const next = last.seq + 1;
  const parsed = v.safeParse(auditRow, stored);
  if (!parsed.success) return broken(next, 'altered');
  const { place: where, prev_hash: prevHash, hash, ...same } = parsed.output;
  const { seq } = same;
  if (seq < next) return broken(seq, 'extra');
  if (seq > next) return broken(next, 'missing');
  if (hashOf({ ...same, where, prevHash }) !== hash) return broken(seq, 'altered');
  if (prevHash !== last.hash) return broken(seq, 'unlinked');
  if (anchor?.seq === seq && anchor.hash !== hash) return broken(seq, 'rewritten');
  return null;
}

function rowsAfter(db: Db, seq: number, headSeq: number): Promise<Selectable<AuditTable>[]> {
  return db
    .selectFrom('audit')
    .selectAll()
    .where('seq', '>', seq)
    .where('seq', '<=', headSeq)
    .orderBy('seq')
    .limit(pageSize)
    .execute();
}

/** One statement, and so one moment: an append that runs meanwhile is seen with its head or not at all. */
async function rowBeyondHead(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom('audit')
    .select('seq')
    .where('seq', '>', (head) => head.selectFrom('audit_head').select('seq'))
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? null;
}

function broken(seq: number, flaw: Flaw): Verification {
  return { kind: 'broken', seq, flaw };
}
