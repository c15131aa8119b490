import assert from 'node:assert/strict';
import { createLiveMessages, type LiveMessage, type LiveMessages } from '../../src/store/live-messages.ts';
import { onBothEngines } from './engines.ts';

const day = 86_400_000;

onBothEngines('messages that fill in', (bench) => {
  beforeEach(async () => {
    await bench().database.db.deleteFrom('live_message').execute();
  });

  /** A store whose clock the test moves; two of them are two replicas. */
  function storeAt(now: number) {
    const clock = { now };
    return { clock, messages: createLiveMessages(bench().database, () => clock.now) };
  }

  /** Claims until there is nothing more. */
  async function claimAll(messages: LiveMessages): Promise<readonly LiveMessage[]> {
    const claimed: LiveMessage[] = [];
    for (let one = await messages.claim('slack', day); one !== null; one = await messages.claim('slack', day)) {
      claimed.push(one);
      assert.ok(claimed.length < 100, 'what was claimed is claimed again');
    }
    return claimed;
  }

  function message(parts: Partial<LiveMessage> = {}): LiveMessage {
    return {
      platform: 'slack',
      tenant: 'T01',
      conversation: 'C01',
      message: '1700000000.000100',
      asker: { platform: 'slack', tenant: 'T01', user: 'U01' },
      language: 'nl',
      line: 'probe status 7h3k',
      reference: { thread: null, id: 'Ev01' },
      ...parts,
    };
  }

  it('give back all of a message to whoever takes it over', async () => {
    const { clock, messages } = storeAt(1_000);
    const asker = { platform: 'teams', tenant: 'tenant-of-guest', user: 'object-id' } as const;
    const reference = {
      serviceUrl: 'https://smba.example/',
      bot: { id: '28:bot', name: '' },
      odd: [1, null, '\u{1f6f0}'],
    };
    const added = message({ platform: 'teams', tenant: 'tenant', asker, reference });
    await messages.add(added, 15_000);
    clock.now += 15_000;
    assert.deepEqual(await messages.claim('teams', 15_000), added);
  });

  it('belong to whoever added them until the lease ran out, and then to whoever claims them', async () => {
    const { clock, messages } = storeAt(1_000);
    await messages.add(message(), 15_000);
    clock.now = 15_999;
    assert.equal(await messages.claim('slack', 15_000), null);
    clock.now = 16_000;
    assert.deepEqual(await messages.claim('slack', 15_000), message());
    clock.now = 30_999;
    assert.equal(await messages.claim('slack', 15_000), null);
    clock.now = 31_000;
    assert.deepEqual(await messages.claim('slack', 15_000), message());
  });

  it('are kept by renewing the lease', async () => {
    const { clock, messages } = storeAt(1_000);
    await messages.add(message(), 15_000);
    clock.now = 10_000;
    assert.equal(await messages.renew(message(), 15_000), true);
    clock.now = 24_999;
    assert.equal(await messages.claim('slack', 15_000), null);
    clock.now = 25_000;
    assert.deepEqual(await messages.claim('slack', 15_000), message());
  });

  it('are free at once when the lease is given back', async () => {
    const { messages } = storeAt(1_000);
    await messages.add(message(), 15_000);
    await messages.giveBack(message());
    assert.deepEqual(await messages.claim('slack', 15_000), message());
    assert.equal(await messages.claim('slack', 15_000), null);
  });

  it('are gone once removed, and are not brought back by a renewal', async () => {
    const { clock, messages } = storeAt(1_000);
    await messages.add(message(), 15_000);
    await messages.remove(message());
    assert.equal(await messages.renew(message(), 15_000), false);
    await messages.giveBack(message());
    clock.now += day;
    assert.equal(await messages.claim('slack', 15_000), null);
  });

  it('are claimed by their own platform, the one first that waits the longest', async () => {
    const { clock, messages } = storeAt(1_000);
    await messages.add(message({ message: 'late' }), 30_000);
    await messages.add(message({ message: 'early' }), 10_000);
    await messages.add(message({ platform: 'teams', message: 'other' }), 5_000);
    clock.now = 60_000;
    assert.equal((await messages.claim('slack', 15_000))?.message, 'early');
    assert.equal((await messages.claim('slack', 15_000))?.message, 'late');
    assert.equal(await messages.claim('slack', 15_000), null);
    assert.equal((await messages.claim('teams', 15_000))?.message, 'other');
  });

  it('are told apart by every part of their key, wherever one part ends', async () => {
    const { clock, messages } = storeAt(1_000);
    const keys = [
      { tenant: 'T01', conversation: 'C01', message: '1' },
      { tenant: 'T02', conversation: 'C01', message: '1' },
      { tenant: 'T01', conversation: 'C02', message: '1' },
      { tenant: 'T01', conversation: 'C01', message: '2' },
      { tenant: 'T01C', conversation: '01', message: '1' },
    ];
    for (const key of keys) await messages.add(message(key), 15_000);
    await messages.remove(message(keys[0]));
    clock.now += 15_000;
    const left = (await claimAll(messages)).map((one) => `${one.tenant} ${one.conversation} ${one.message}`);
    assert.deepEqual(left.toSorted(), ['T01 C01 2', 'T01 C02 1', 'T01C 01 1', 'T02 C01 1']);
  });

  it('that are added twice are one, with what was said last', async () => {
    const { clock, messages } = storeAt(1_000);
    await messages.add(message(), 1_000);
    await messages.add(message({ line: 'probe status 9x' }), 15_000);
    clock.now = 10_000;
    assert.equal(await messages.claim('slack', 15_000), null);
    clock.now = 16_000;
    assert.equal((await messages.claim('slack', 15_000))?.line, 'probe status 9x');
    assert.equal(await messages.claim('slack', 15_000), null);
  });

  it('go to exactly one of many replicas that claim at once, each', async () => {
    const { messages: first } = storeAt(1_000);
    const replicas = [first, ...Array.from({ length: 9 }, () => storeAt(1_000).messages)];
    const names = Array.from({ length: 20 }, (_, nth) => `m${nth}`);
    for (const name of names) await first.add(message({ message: name }), 0);
    const claims = replicas.flatMap((replica) => names.slice(0, 4).map(() => replica.claim('slack', day)));
    const claimed = (await Promise.all(claims)).filter((one) => one !== null);
    const all = [...claimed, ...(await claimAll(first))].map((one) => one.message);
    assert.deepEqual(all.toSorted(), names.toSorted());
  });

  it('are forgotten after a day, and not sooner', async () => {
    const { clock, messages } = storeAt(1_000);
    await messages.add(message({ message: 'old' }), 0);
    clock.now += 1_000;
    await messages.add(message({ message: 'new' }), 0);
    clock.now = 1_000 + day - 1;
    assert.equal(await messages.purge(), 0);
    clock.now = 1_000 + day;
    assert.equal(await messages.purge(), 1);
    assert.equal((await messages.claim('slack', 15_000))?.message, 'new');
  });
});
