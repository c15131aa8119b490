import assert from 'node:assert/strict';
import { createAudit } from '../../src/store/audit.ts';
import { createEnrolments, type NewInvitation, type Redemption } from '../../src/store/enrolments.ts';
import { createRunners } from '../../src/store/runners.ts';
import { onBothEngines } from './engines.ts';

onBothEngines('enrolments', (bench) => {
  function enrolmentsAt(now: number) {
    const { database } = bench();
    return {
      enrolments: createEnrolments(database.db, () => now),
      runners: createRunners(database, () => now),
      audit: createAudit(database.db, () => now),
    };
  }

  const invitation = (name: string, expiresAt = 600_000): NewInvitation => ({
    tokenHash: `hash-of-${name}`,
    name,
    roles: ['adfs', 'wap'],
    by: 'slack:T1/U1',
    expiresAt,
  });

  const redemption = (name: string, runner = `id-${name}`): Redemption => ({
    tokenHash: `hash-of-${name}`,
    runner,
    publicKey: 'key',
    fingerprint: 'print',
    from: '10.0.0.5',
  });

  it('make the runner that was asked for, by the person who asked', async () => {
    const { enrolments, runners, audit } = enrolmentsAt(1_000);
    assert.equal(await enrolments.invite(invitation('adfs01')), 'invited');
    assert.deepEqual(await enrolments.redeem(redemption('adfs01')), {
      kind: 'enrolled',
      name: 'adfs01',
      roles: ['adfs', 'wap'],
    });
    const runner = await runners.find('id-adfs01');
    assert.equal(runner?.name, 'adfs01');
    assert.deepEqual(runner?.roles, ['adfs', 'wap']);
    assert.equal(runner?.publicKey, 'key');
    assert.equal(runner?.enrolledBy, 'slack:T1/U1');
    assert.equal(runner?.enrolledAt, 1_000);
    assert.equal(runner?.lastSeen, null);
    const [row] = await audit.recent(1);
    assert.deepEqual(
      [row?.who, row?.where, row?.what, row?.outcome],
      ['slack:T1/U1', '10.0.0.5', 'runner adfs01 enrolled with key print', 'done'],
    );
  });

  it('let exactly one of 1,000 concurrent redemptions win, and audit that one', async function () {
    this.timeout(30_000);
    const { enrolments, runners, audit } = enrolmentsAt(1_000);
    await enrolments.invite(invitation('race'));
    const before = (await audit.recent(1))[0]?.seq ?? 0;
    const redeemed = await Promise.all(
      Array.from({ length: 1_000 }, (_, nth) => enrolments.redeem(redemption('race', `race-${nth}`))),
    );
    assert.equal(redeemed.filter(({ kind }) => kind === 'enrolled').length, 1);
    assert.equal(redeemed.filter(({ kind }) => kind === 'token-not-valid').length, 999);
    assert.equal((await runners.list()).filter(({ name }) => name === 'race').length, 1);
    assert.equal((await audit.recent(1))[0]?.seq, before + 1);
  });

  it('hold to the millisecond at which they expire', async () => {
    await enrolmentsAt(1_000).enrolments.invite(invitation('late', 5_000));
    assert.deepEqual(await enrolmentsAt(5_000).enrolments.redeem(redemption('late')), { kind: 'token-not-valid' });
    assert.equal((await enrolmentsAt(4_999).enrolments.redeem(redemption('late'))).kind, 'enrolled');
  });

  it('are refused for a name that is taken, when asked for and when redeemed', async () => {
    const { enrolments } = enrolmentsAt(1_000);
    await enrolments.invite(invitation('twice'));
    await enrolments.invite({ ...invitation('twice'), tokenHash: 'second' });
    await enrolments.redeem(redemption('twice'));
    assert.equal(await enrolments.invite({ ...invitation('twice'), tokenHash: 'third' }), 'name-taken');
    const second = { ...redemption('twice', 'id-other'), tokenHash: 'second' };
    assert.deepEqual(await enrolments.redeem(second), { kind: 'name-taken', name: 'twice' });
    // It was not spent by that: the same answer again, and not that it was used.
    assert.deepEqual(await enrolments.redeem(second), { kind: 'name-taken', name: 'twice' });
  });

  it('are void once a runner of the name was revoked', async () => {
    const { enrolments, runners } = enrolmentsAt(1_000);
    await enrolments.invite(invitation('gone'));
    await enrolments.invite({ ...invitation('gone'), tokenHash: 'kept-aside' });
    await enrolments.redeem(redemption('gone'));
    await runners.revoke('gone', 'slack:T1/U1');
    const aside = { ...redemption('gone', 'id-again'), tokenHash: 'kept-aside' };
    assert.deepEqual(await enrolments.redeem(aside), { kind: 'token-not-valid' });
  });

  it('enrol nobody, and spend no token, when the audit row cannot be written', async () => {
    const { enrolments, runners } = enrolmentsAt(1_000);
    const { db } = bench().database;
    await enrolments.invite(invitation('unaudited'));
    const head = await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
    await db.deleteFrom('audit_head').execute();
    await assert.rejects(enrolments.redeem(redemption('unaudited')));
    assert.equal(await runners.find('id-unaudited'), null);
    await db.insertInto('audit_head').values(head).execute();
    assert.equal((await enrolments.redeem(redemption('unaudited'))).kind, 'enrolled');
  });

  it('are forgotten after they expired, and not before', async () => {
    const { db } = bench().database;
    await db.deleteFrom('enrolment').execute();
    const { enrolments } = enrolmentsAt(1_000);
    await enrolments.invite(invitation('old', 2_000));
    await enrolments.invite(invitation('new', 3_000));
    assert.equal(await enrolments.purge(3_000), 1);
    assert.equal((await enrolments.redeem(redemption('new'))).kind, 'enrolled');
  });
});
