import assert from 'node:assert/strict';
import { fillIn } from '../../src/channels/fill-in.ts';
import type { Followed } from '../../src/channels/live-keeper.ts';

interface Shown {
  readonly followed: Followed;
  readonly item: number;
}

const first: Shown = { followed: 'unfinished', item: 0 };

/** Work that gives these items, and notes whether it was told to end. */
function work(...items: readonly number[]) {
  const made = {
    line: 'probe status x',
    ended: false,
    async *items(signal: AbortSignal): AsyncIterable<number> {
      signal.addEventListener('abort', () => {
        made.ended = true;
      });
      for (const item of items) {
        if (signal.aborted) return;
        yield item;
        await new Promise(setImmediate);
      }
    },
  };
  return made;
}

const never = () => new AbortController().signal;

describe('filling in a message', () => {
  it('shows every item, and gives how the last one fared', async () => {
    const seen: number[] = [];
    const show = async (item: number): Promise<Shown> => {
      seen.push(item);
      return { followed: item === 3 ? 'done' : 'unfinished', item };
    };
    assert.deepEqual(await fillIn(work(1, 2, 3), { first, show, signal: never() }), { followed: 'done', item: 3 });
    assert.deepEqual(seen, [1, 2, 3]);
  });

  it('gives the first where nothing follows', async () => {
    assert.equal(await fillIn(work(), { first, show: () => assert.fail(), signal: never() }), first);
  });

  it('takes items on while one is being shown', async () => {
    const seen: number[] = [];
    const all = Promise.withResolvers<void>();
    const show = async (item: number): Promise<Shown> => {
      seen.push(item);
      if (item === 3) all.resolve();
      await all.promise;
      return { followed: 'unfinished', item };
    };
    await fillIn(work(1, 2, 3), { first, show, signal: never() });
    assert.deepEqual(seen, [1, 2, 3]);
  });

  it('ends the work once nothing more can be shown', async () => {
    const made = work(1, 2, 3);
    const show = async (item: number): Promise<Shown> => ({ followed: 'done', item });
    assert.deepEqual(await fillIn(made, { first, show, signal: never() }), { followed: 'done', item: 1 });
    assert.ok(made.ended);
  });

  it('ends with the signal, unfinished', async () => {
    const stopping = new AbortController();
    const show = async (item: number): Promise<Shown> => {
      stopping.abort();
      return { followed: 'unfinished', item };
    };
    assert.deepEqual(await fillIn(work(1, 2), { first, show, signal: stopping.signal }), {
      followed: 'unfinished',
      item: 1,
    });
  });

  it('fails as showing does, and ends the work', async () => {
    const made = work(1, 2);
    const show = () => Promise.reject(new Error('no page'));
    await assert.rejects(fillIn(made, { first, show, signal: never() }), /no page/);
    assert.ok(made.ended);
  });
});
