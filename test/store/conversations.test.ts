import assert from 'node:assert/strict';
import { PortolanError } from '../../src/errors.ts';
import { type Conversation, createConversations } from '../../src/store/conversations.ts';
import { onBothEngines } from './engines.ts';

onBothEngines('conversations', (bench) => {
  function conversationsAt(now: number) {
    return createConversations(bench().database.db, () => now);
  }

  const channel = (conversation: string): Conversation => ({
    platform: 'teams',
    tenant: '7f6ff8f1-0000-4000-8000-000000000001',
    conversation,
    scope: 'channel',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    reference: {
      bot: { id: '28:bot' },
      conversation: { id: conversation, isGroup: true },
      locale: 'nl-NL',
      none: null,
    },
  });

  it('gives back what was saved', async () => {
    await conversationsAt(1_000).save(channel('19:a@thread.tacv2'));
    assert.deepEqual(await conversationsAt(2_000).find(channel('19:a@thread.tacv2')), {
      ...channel('19:a@thread.tacv2'),
      installedAt: 1_000,
      leftAt: null,
    });
  });

  it('takes what changed and keeps since when it is there', async () => {
    await conversationsAt(1_000).save(channel('19:b@thread.tacv2'));
    const moved: Conversation = {
      ...channel('19:b@thread.tacv2'),
      scope: 'group',
      serviceUrl: 'https://smba.trafficmanager.net/amer/',
      reference: { moved: [1, 'two', false] },
    };
    await conversationsAt(3_000).save(moved);
    assert.deepEqual(await conversationsAt(4_000).find(moved), { ...moved, installedAt: 1_000, leftAt: null });
  });

  it('takes each thing that changed alone, a service URL that comes or goes among them', async () => {
    const first = channel('19:c@thread.tacv2');
    const changes: readonly Conversation[] = [
      { ...first, scope: 'group' },
      { ...first, scope: 'group', serviceUrl: null },
      { ...first, scope: 'group', serviceUrl: 'https://smba.trafficmanager.net/amer/' },
      { ...first, scope: 'group', serviceUrl: 'https://smba.trafficmanager.net/amer/', reference: { now: 'this' } },
    ];
    await conversationsAt(1_000).save(first);
    for (const changed of changes) {
      await conversationsAt(2_000).save(changed);
      assert.deepEqual(await conversationsAt(3_000).find(changed), { ...changed, installedAt: 1_000, leftAt: null });
    }
  });

  it('tells the same conversation id of two tenants or platforms apart', async () => {
    const mine = channel('shared');
    const theirs: Conversation = { ...mine, tenant: 'other', scope: 'personal' };
    const slack: Conversation = { ...mine, platform: 'slack', serviceUrl: null, reference: {} };
    for (const one of [mine, theirs, slack]) await conversationsAt(1_000).save(one);
    assert.equal((await conversationsAt(1_000).find(mine))?.scope, 'channel');
    assert.equal((await conversationsAt(1_000).find(theirs))?.scope, 'personal');
    assert.equal((await conversationsAt(1_000).find(slack))?.serviceUrl, null);
  });

  it('finds nothing that was never saved', async () => {
    assert.equal(await conversationsAt(1_000).find(channel('unknown')), undefined);
  });

  it('notes once that the app left, and lists what it has not left, oldest first', async () => {
    await bench().database.db.deleteFrom('conversation').execute();
    await conversationsAt(3_000).save(channel('late'));
    await conversationsAt(1_000).save(channel('early'));
    await conversationsAt(2_000).save(channel('gone'));
    await conversationsAt(1_000).save({ ...channel('C1'), platform: 'slack' });
    assert.equal(await conversationsAt(5_000).leave(channel('gone')), true);
    assert.equal(await conversationsAt(6_000).leave(channel('gone')), false);
    assert.equal(await conversationsAt(6_000).leave(channel('unknown')), false);
    const present = await conversationsAt(7_000).present('teams');
    assert.deepEqual(
      present.map(({ conversation }) => conversation),
      ['early', 'late'],
    );
    assert.equal((await conversationsAt(7_000).find(channel('gone')))?.leftAt, 5_000);
  });

  it('counts a chat that it comes back to as installed anew', async () => {
    await conversationsAt(1_000).save(channel('again'));
    await conversationsAt(2_000).leave(channel('again'));
    await conversationsAt(3_000).save(channel('again'));
    const { installedAt, leftAt } = (await conversationsAt(4_000).find(channel('again'))) ?? {};
    assert.deepEqual({ installedAt, leftAt }, { installedAt: 3_000, leftAt: null });
  });

  it('keeps one row for a chat that is saved 20 times at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => conversationsAt(1_000).save(channel('busy'))));
    const present = await conversationsAt(1_000).present('teams');
    assert.equal(present.filter(({ conversation }) => conversation === 'busy').length, 1);
  });

  it('fails with the table and column of a row that something else wrote', async () => {
    const { db } = bench().database;
    await conversationsAt(1_000).save(channel('odd'));
    await db.updateTable('conversation').set({ reference: '[not json' }).where('conversation', '=', 'odd').execute();
    await assert.rejects(
      conversationsAt(1_000).find(channel('odd')),
      (error) =>
        error instanceof PortolanError && error.code === 'internal' && /conversation.*reference/.test(error.title),
    );
  });
});
