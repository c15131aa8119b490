import assert from 'node:assert/strict';
import type { Delivery } from '../../../../src/channels/teams/transport.ts';
import { createPosting } from '../../../../src/channels/teams/wire/posting.ts';

/** Time that stands still until somebody sleeps. */
function createTime() {
  let now = 1_000_000;
  return {
    now: () => now,
    async sleep(ms: number) {
      now += ms;
    },
    pass(ms: number) {
      now += ms;
    },
  };
}

const sent: Delivery = { kind: 'sent', id: 'm' };

describe('posting to Teams', () => {
  it('waits as long as Teams asks before it tries again', async () => {
    const time = createTime();
    const tries: number[] = [];
    const delivery = await createPosting(time).post('chat', async () => {
      tries.push(time.now());
      return tries.length === 1 ? { kind: 'throttled', retryAfterMs: 7_000 } : sent;
    });
    assert.deepEqual(delivery, sent);
    assert.deepEqual(tries, [1_000_000, 1_007_000]);
  });

  it('holds back other posts to a throttled chat, and to no other', async () => {
    const time = createTime();
    const posting = createPosting(time);
    let first = true;
    const throttledOnce = async (): Promise<Delivery> => {
      if (!first) return sent;
      first = false;
      return { kind: 'throttled', retryAfterMs: 40_000 };
    };
    const outcome = await posting.post('chat', throttledOnce);
    assert.equal(outcome.kind, 'throttled', 'gives up on a wait that is too long');
    let asked = false;
    const next = await posting.post('chat', async () => {
      asked = true;
      return sent;
    });
    assert.equal(next.kind, 'throttled');
    assert.ok(!asked, 'Teams was not bothered');
    assert.deepEqual(await posting.post('other', async () => sent), sent);
    time.pass(40_000);
    assert.deepEqual(await posting.post('chat', async () => sent), sent);
  });

  it('gives up after four tries', async () => {
    let tries = 0;
    const outcome = await createPosting(createTime()).post('chat', async () => {
      tries += 1;
      return { kind: 'throttled', retryAfterMs: 10 };
    });
    assert.equal(outcome.kind, 'throttled');
    assert.equal(tries, 4);
  });

  for (const final of [
    { kind: 'lost', reason: 'TimeoutError' },
    { kind: 'refused', status: 403, code: 'BotDisabledByAdmin' },
    { kind: 'withheld', reason: 'no token' },
  ] as const satisfies readonly Delivery[])
    it(`never sends again what was ${final.kind}`, async () => {
      let tries = 0;
      const outcome = await createPosting(createTime()).post('chat', async () => {
        tries += 1;
        return final;
      });
      assert.deepEqual(outcome, final);
      assert.equal(tries, 1);
    });

  it('changes a message at most once a second, ending with the last change', async () => {
    const time = createTime();
    const posting = createPosting(time);
    const made: string[] = [];
    const change = (what: string) =>
      posting.update('chat', 'm', async () => {
        made.push(`${what} at ${time.now() - 1_000_000}`);
        return sent;
      });
    const outcomes = await Promise.all(['1', '2', '3', '4', '5'].map(change));
    assert.deepEqual(made, ['1 at 0', '5 at 1000']);
    assert.deepEqual(outcomes, [sent, sent, sent, sent, sent]);
    await change('6');
    assert.deepEqual(made, ['1 at 0', '5 at 1000', '6 at 2000']);
  });

  it('sends no change before the one before was answered, however long that takes', async () => {
    const posting = createPosting(createTime());
    const slow = Promise.withResolvers<Delivery>();
    const sentChanges: string[] = [];
    const change = (what: string, answered: Promise<Delivery> | Delivery) =>
      posting.update('chat', 'm', async () => {
        sentChanges.push(what);
        return answered;
      });
    const first = change('first', slow.promise);
    const second = change('second', sent);
    const last = change('last', sent);
    await new Promise(setImmediate);
    assert.deepEqual(sentChanges, ['first']);
    slow.resolve({ kind: 'lost', reason: 'TimeoutError' });
    assert.deepEqual(await Promise.all([first, second, last]), [{ kind: 'lost', reason: 'TimeoutError' }, sent, sent]);
    assert.deepEqual(sentChanges, ['first', 'last']);
  });

  it('paces each message by itself', async () => {
    const time = createTime();
    const posting = createPosting(time);
    await posting.update('chat', 'a', async () => sent);
    await posting.update('chat', 'b', async () => sent);
    assert.equal(time.now(), 1_000_000);
  });
});
