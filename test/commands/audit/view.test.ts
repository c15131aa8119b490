import assert from 'node:assert/strict';
import { dispatch } from '../../../src/commands/dispatch.ts';
import type { AuditTrail } from '../../../src/commands/estate.ts';
import { createFakeEstate } from '../../fakes/estate.ts';

const actor = { platform: 'slack', tenant: 'T1', user: 'UADMIN' } as const;

async function asked(text: string, verified: Awaited<ReturnType<AuditTrail['verify']>> | null = null) {
  const principal = { kind: 'user', platform: 'slack', tenant: 'T1', id: 'UADMIN' } as const;
  const estate = createFakeEstate({
    now: () => Date.UTC(2026, 10, 20, 14, 5),
    grants: [{ principal, level: 'admin', by: 'configuration', at: null }],
  });
  for (const name of ['a', 'b', 'c'])
    await estate.audit.append({
      who: 'slack:T1/U1',
      where: 'slack:T1/C1',
      what: `runners revoke ${name}`,
      outcome: 'denied',
    });
  const audit = { ...estate.audit, ...(verified === null ? {} : { verify: async () => verified }) };
  const { outcome } = await dispatch(
    { text, language: 'en', actor, place: { conversation: 'D1', privately: true } },
    { now: () => 0, preferences: null, estate: async () => ({ ...estate, audit }), report: String },
  );
  return outcome;
}

async function answered(...args: Parameters<typeof asked>) {
  const outcome = await asked(...args);
  assert.equal(outcome.kind, 'answer');
  return outcome;
}

describe('the audit', () => {
  it('has the last acts, newest first, with who, what, how it ended and where; its own among them', async () => {
    const answer = await answered('audit');
    assert.deepEqual(
      answer.sheet('en').rows.map(({ cells }) => cells),
      [
        ['4', '2026-11-20 14:05 UTC', 'slack:T1/UADMIN', 'audit', 'allowed', 'slack:T1/D1'],
        ['3', '2026-11-20 14:05 UTC', 'slack:T1/U1', 'runners revoke c', 'denied', 'slack:T1/C1'],
        ['2', '2026-11-20 14:05 UTC', 'slack:T1/U1', 'runners revoke b', 'denied', 'slack:T1/C1'],
        ['1', '2026-11-20 14:05 UTC', 'slack:T1/U1', 'runners revoke a', 'denied', 'slack:T1/C1'],
      ],
    );
    assert.deepEqual(answer.card('en').body, [answer.sheet('en')]);
    assert.deepEqual(answer.card('en').actions, [{ label: 'Verify the chain', command: 'audit --verify' }]);
  });

  it('shows as many acts as are asked for', async () => {
    const answer = await answered('audit 2');
    assert.deepEqual(
      answer.sheet('en').rows.map(({ cells }) => cells[0]),
      ['4', '3'],
    );
  });

  it('says that the chain is whole, and which hash to keep', async () => {
    const card = (await answered('audit --verify')).card('en');
    assert.equal(card.tone, 'good');
    const [note] = card.body;
    assert.ok(note?.kind === 'note');
    assert.match(note.text, /^The chain is intact: 4 acts, and the last one has the hash f{64}\./);
  });

  it('names the first act that does not fit', async () => {
    const reason = { en: 'this row was changed', nl: 'deze rij is gewijzigd' };
    const card = (await answered('audit --verify', { kind: 'broken', seq: 2, reason: reason.en })).card('en');
    assert.equal(card.tone, 'bad');
    const [note] = card.body;
    assert.ok(note?.kind === 'note');
    assert.match(note.text, /^The chain is broken at act 2 \(this row was changed\)/);
  });

  it('takes no more than five hundred acts, and no word', async () => {
    for (const line of ['audit 501', 'audit 0', 'audit -1', 'audit all', 'audit 1 2'])
      assert.equal((await asked(line)).kind, 'refusal', line);
  });
});
