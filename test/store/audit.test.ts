import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAudit } from '../../src/store/audit.ts';
import { type Act, hashOf } from '../../src/store/audit-chain.ts';
import type { AuditTable } from '../../src/store/schema.ts';
import { onBothEngines } from './engines.ts';
import { processAllowanceMs, startWorkers } from './processes.ts';

const act = (what: string): Act => ({ who: 'slack/T1/U1', where: 'slack/T1/C1', what, outcome: 'done' });

onBothEngines('audit chain', (bench) => {
  const audit = () => createAudit(bench().database.db, () => 1_796_000_000_000);

  /** Starts the chain over, as a database that was made just now has it. */
  beforeEach(async () => {
    const { db } = bench().database;
    await db.deleteFrom('audit').execute();
    await db.deleteFrom('audit_head').execute();
    await db
      .insertInto('audit_head')
      .values({ id: 1, seq: 0, hash: '0'.repeat(64) })
      .execute();
  });

  async function appendActs(count: number): Promise<void> {
    for (let nth = 1; nth <= count; nth++) await audit().append(act(`act ${nth}`));
  }

  const change = (seq: number, columns: Partial<AuditTable>) =>
    bench().database.db.updateTable('audit').set(columns).where('seq', '=', seq).execute();

  const remove = (...seqs: readonly number[]) =>
    bench().database.db.deleteFrom('audit').where('seq', 'in', seqs).execute();

  it('hashes each row over the documented form and the hash before', async () => {
    const first = await audit().append(act('probe contoso'));
    const second = await audit().append(act('grant "U2" ✓'));
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    assert.equal(
      first.hash,
      sha256(
        `["portolan-audit-1",1,1796000000000,"slack/T1/U1","slack/T1/C1","probe contoso","done","${'0'.repeat(64)}"]`,
      ),
    );
    assert.equal(
      second.hash,
      sha256(
        `["portolan-audit-1",2,1796000000000,"slack/T1/U1","slack/T1/C1","grant \\"U2\\" ✓","done","${first.hash}"]`,
      ),
    );
    assert.equal(second.prevHash, first.hash);
  });

  it('gives the last acts, newest first, as they were written', async () => {
    const [first, second] = [await audit().append(act('one')), await audit().append(act('two'))];
    assert.deepEqual(await audit().recent(1), [second]);
    assert.deepEqual(await audit().recent(9), [second, first]);
  });

  it('is intact while nothing was done', async () => {
    assert.deepEqual(await audit().verify(), { kind: 'intact', head: { seq: 0, hash: '0'.repeat(64) } });
  });

  it('is intact with any characters in an act', async () => {
    const odd = await audit().append({ who: 'nul \0', where: 'lone \ud800', what: '"],[\n\u2028', outcome: '🙂' });
    assert.equal(odd.who, 'nul \ufffd');
    assert.deepEqual(await audit().verify(), { kind: 'intact', head: { seq: 1, hash: odd.hash } });
  });

  it('numbers 100 concurrent appends without a gap and is intact', async () => {
    const rows = await Promise.all(Array.from({ length: 100 }, (_, index) => audit().append(act(`act ${index}`))));
    assert.deepEqual(
      rows.map(({ seq }) => seq).sort((a, b) => a - b),
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    const verified = await audit().verify();
    assert.deepEqual(verified, { kind: 'intact', head: { seq: 100, hash: rows.find(({ seq }) => seq === 100)?.hash } });
  });

  it('chains the appends of three processes, and can be verified meanwhile', async function () {
    this.timeout(processAllowanceMs);
    const workers = await startWorkers(3, 'append', bench().location, '50');
    for (const worker of workers) worker.go();
    let working = true;
    const done = Promise.all(workers.map((worker) => worker.results())).finally(() => {
      working = false;
    });
    while (working) {
      assert.equal((await audit().verify()).kind, 'intact');
      await sleep(5);
    }
    const seqs = (await done).flat().map(Number);
    assert.deepEqual(
      seqs.sort((a, b) => a - b),
      Array.from({ length: 150 }, (_, index) => index + 1),
    );
    const verified = await audit().verify();
    assert.ok(verified.kind === 'intact' && verified.head.seq === 150);
  });

  it('leaves no trace of an append that failed, and goes on', async () => {
    await appendActs(2);
    const failing = createAudit(bench().database.db, () => {
      throw new Error('no clock');
    });
    await assert.rejects(failing.append(act('lost')), /no clock/);
    await appendActs(1);
    const verified = await audit().verify();
    assert.ok(verified.kind === 'intact' && verified.head.seq === 3);
  });

  const tamperings: Readonly<Record<Exclude<keyof AuditTable, 'seq'>, Partial<AuditTable>>> = {
    at: { at: 1_796_000_000_001 },
    who: { who: 'slack/T1/U2' },
    place: { place: 'slack/T1/C2' },
    what: { what: 'act 03' },
    outcome: { outcome: 'refused' },
    prev_hash: { prev_hash: '0'.repeat(64) },
    hash: { hash: 'f'.repeat(64) },
  };
  for (const [column, columns] of Object.entries(tamperings))
    it(`names the row whose ${column} was changed`, async () => {
      await appendActs(5);
      await change(3, columns);
      assert.deepEqual(await audit().verify(), { kind: 'broken', seq: 3, flaw: 'altered' });
    });

  it('names the number that was taken from a row', async () => {
    await appendActs(5);
    await change(3, { seq: 33 });
    assert.deepEqual(await audit().verify(), { kind: 'broken', seq: 3, flaw: 'missing' });
  });

  it('tells text apart that moved from one column to the next', async () => {
    await audit().append({ who: 'ab', where: 'c', what: 'probe', outcome: 'done' });
    await change(1, { who: 'a', place: 'bc' });
    assert.deepEqual(await audit().verify(), { kind: 'broken', seq: 1, flaw: 'altered' });
  });

  it('names the row after one that was rewritten with a hash of its own', async () => {
    await appendActs(5);
    const row = await bench()
      .database.db.selectFrom('audit')
      .selectAll()
      .where('seq', '=', 3)
      .executeTakeFirstOrThrow();
    const { place: where, prev_hash: prevHash, ...same } = { ...row, who: 'someone else' };
    await change(3, { who: same.who, hash: hashOf({ ...same, where, prevHash }) });
    assert.deepEqual(await audit().verify(), { kind: 'broken', seq: 4, flaw: 'unlinked' });
  });

  it('names the first missing row when one is removed at the start, in the middle or at the end', async () => {
    for (const seq of [1, 3, 5]) {
      await appendActs(5);
      await remove(seq);
      assert.deepEqual(await audit().verify(), { kind: 'broken', seq, flaw: 'missing' });
      await bench().database.db.deleteFrom('audit').execute();
      await bench()
        .database.db.updateTable('audit_head')
        .set({ seq: 0, hash: '0'.repeat(64) })
        .execute();
    }
  });

  it('names the first missing row when the whole tail is removed', async () => {
    await appendActs(5);
    await remove(4, 5);
    assert.deepEqual(await audit().verify(), { kind: 'broken', seq: 4, flaw: 'missing' });
  });

  it('names rows that were put in below the first or beyond the head', async () => {
    await appendActs(3);
    const row = await bench()
      .database.db.selectFrom('audit')
      .selectAll()
      .where('seq', '=', 3)
      .executeTakeFirstOrThrow();
    await bench()
      .database.db.insertInto('audit')
      .values({ ...row, seq: 4 })
      .execute();
    assert.deepEqual(await audit().verify(), { kind: 'broken', seq: 4, flaw: 'extra' });
    await change(4, { seq: 0 });
    assert.deepEqual(await audit().verify(), { kind: 'broken', seq: 0, flaw: 'extra' });
  });

  it('refuses to append beyond a row that was put in after the head', async () => {
    await appendActs(1);
    const row = await bench().database.db.selectFrom('audit').selectAll().executeTakeFirstOrThrow();
    await bench()
      .database.db.insertInto('audit')
      .values({ ...row, seq: 2 })
      .execute();
    await assert.rejects(audit().append(act('act 2')));
  });

  it('says so when the head was changed or removed, and then refuses to append', async () => {
    await appendActs(3);
    await bench()
      .database.db.updateTable('audit_head')
      .set({ hash: 'f'.repeat(64) })
      .execute();
    assert.deepEqual(await audit().verify(), { kind: 'broken', seq: 3, flaw: 'head' });
    await bench().database.db.deleteFrom('audit_head').execute();
    assert.deepEqual(await audit().verify(), { kind: 'broken', seq: 0, flaw: 'head' });
    await assert.rejects(audit().append(act('act 4')));
  });

  it('cannot see by itself that tail and head were cut together, and sees it with an anchor', async () => {
    await appendActs(5);
    const before = await audit().verify();
    assert.ok(before.kind === 'intact');
    const { db } = bench().database;
    const third = await db.selectFrom('audit').select('hash').where('seq', '=', 3).executeTakeFirstOrThrow();
    await remove(4, 5);
    await db.updateTable('audit_head').set({ seq: 3, hash: third.hash }).execute();
    assert.equal((await audit().verify()).kind, 'intact');
    assert.deepEqual(await audit().verify(before.head), { kind: 'broken', seq: 4, flaw: 'missing' });
  });

  it('cannot see by itself that all was rewritten, and sees it with an anchor', async () => {
    await appendActs(3);
    const before = await audit().verify();
    assert.ok(before.kind === 'intact');
    const { db } = bench().database;
    await db.deleteFrom('audit').execute();
    await db
      .updateTable('audit_head')
      .set({ seq: 0, hash: '0'.repeat(64) })
      .execute();
    for (let nth = 1; nth <= 4; nth++) await audit().append(act(`invented ${nth}`));
    assert.equal((await audit().verify()).kind, 'intact');
    assert.deepEqual(await audit().verify(before.head), { kind: 'broken', seq: 3, flaw: 'rewritten' });
  });

  it('keeps fitting an anchor as it grows', async () => {
    await appendActs(3);
    const before = await audit().verify();
    assert.ok(before.kind === 'intact');
    await appendActs(3);
    assert.equal((await audit().verify(before.head)).kind, 'intact');
  });

  it('is read to its end when it is longer than one page', async () => {
    await bench()
      .database.db.transaction()
      .execute(async (transaction) => {
        let head = { seq: 0, hash: '0'.repeat(64) };
        const rows: AuditTable[] = [];
        for (let seq = 1; seq <= 1_203; seq++) {
          const row = { seq, at: 1, who: 'w', where: 'p', what: 'a', outcome: 'o', prevHash: head.hash };
          head = { seq, hash: hashOf(row) };
          rows.push({
            seq,
            at: 1,
            who: 'w',
            place: 'p',
            what: 'a',
            outcome: 'o',
            prev_hash: row.prevHash,
            hash: head.hash,
          });
        }
        while (rows.length > 0) await transaction.insertInto('audit').values(rows.splice(0, 100)).execute();
        await transaction.updateTable('audit_head').set(head).execute();
      });
    const verified = await audit().verify();
    assert.ok(verified.kind === 'intact' && verified.head.seq === 1_203);
    await change(1_201, { who: 'x' });
    assert.deepEqual(await audit().verify(), { kind: 'broken', seq: 1_201, flaw: 'altered' });
  });
});
