import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createPace, type Limits, type Turn } from '../../src/probe/pace.ts';

const limits = (changes: Partial<Limits>): Limits => ({ perTarget: 2, total: 4, waiting: 1_000, ...changes });
const never = new AbortController().signal;

/** Work that ends when the test says so, and a record of what started. */
function workshop() {
  const started: string[] = [];
  const open = new Map<string, () => void>();
  return {
    started,
    work: (name: string) => () => {
      started.push(name);
      return new Promise<string>((resolve) => open.set(name, () => resolve(name)));
    },
    async finish(name: string) {
      open.get(name)?.();
      await settled();
    },
  };
}

/** Lets everything that can go on go on. */
function settled(): Promise<void> {
  return new Promise(setImmediate);
}

describe('the pace', () => {
  it('starts as much as a target takes, and the rest in the order of arrival', async () => {
    const pace = createPace(limits({ perTarget: 2 }));
    const { started, work, finish } = workshop();
    const turns = ['a', 'b', 'c', 'd'].map((name) => pace.run('dc1', never, work(name)));
    await settled();
    assert.deepEqual(started, ['a', 'b']);
    await finish('b');
    assert.deepEqual(started, ['a', 'b', 'c']);
    await finish('a');
    await finish('c');
    await finish('d');
    const values = (await Promise.all(turns)).map((turn) => turn.kind === 'done' && turn.value);
    assert.deepEqual(values, ['a', 'b', 'c', 'd']);
  });

  it('holds no other target up behind a slow one', async () => {
    const pace = createPace(limits({ perTarget: 2, total: 4 }));
    const { started, work } = workshop();
    for (let at = 0; at < 10; at++) void pace.run('slow', never, work(`slow ${at}`));
    void pace.run('quick', never, work('quick'));
    await settled();
    assert.deepEqual(started, ['slow 0', 'slow 1', 'quick']);
  });

  it('lets targets take turns where there is room for few', async () => {
    const pace = createPace(limits({ perTarget: 5, total: 1 }));
    const { started, work, finish } = workshop();
    for (const target of ['x', 'y', 'z']) for (const at of [1, 2]) void pace.run(target, never, work(`${target}${at}`));
    await settled();
    for (let at = 0; at < 6; at++) await finish(started[at] ?? '');
    // The first came when nobody else did; from then on each target has one turn, then each its next.
    assert.deepEqual(started, ['x1', 'x2', 'y1', 'z1', 'y2', 'z2']);
  });

  it('never runs more than it may in all', async () => {
    const pace = createPace(limits({ perTarget: 5, total: 3 }));
    const { started, work, finish } = workshop();
    for (const target of ['a', 'b', 'c', 'd', 'e']) void pace.run(target, never, work(target));
    await settled();
    assert.equal(started.length, 3);
    await finish('a');
    assert.equal(started.length, 4);
  });

  it('takes what is cancelled out of the line, and gives its place to nobody twice', async () => {
    const pace = createPace(limits({ perTarget: 1 }));
    const { started, work, finish } = workshop();
    const controller = new AbortController();
    void pace.run('dc1', never, work('a'));
    const cancelled = pace.run('dc1', controller.signal, work('b'));
    void pace.run('dc1', never, work('c'));
    void pace.run('dc1', never, work('d'));
    await settled();
    controller.abort();
    assert.deepEqual(await cancelled, { kind: 'stopped' });
    await finish('a');
    assert.deepEqual(started, ['a', 'c']);
  });

  it('does not start what was cancelled before', async () => {
    const pace = createPace(limits({}));
    const { started, work } = workshop();
    assert.deepEqual(await pace.run('dc1', AbortSignal.abort(), work('a')), { kind: 'stopped' });
    assert.deepEqual(started, []);
  });

  it('leaves work alone that was cancelled while it runs: that knows the signal itself', async () => {
    const pace = createPace(limits({ perTarget: 1 }));
    const { work, finish } = workshop();
    const controller = new AbortController();
    const turn = pace.run('dc1', controller.signal, work('a'));
    await settled();
    controller.abort();
    await finish('a');
    assert.deepEqual(await turn, { kind: 'done', value: 'a' });
  });

  it('turns away what no longer fits in the line', async () => {
    const pace = createPace(limits({ perTarget: 1, waiting: 2 }));
    const { work, finish } = workshop();
    const turns = ['a', 'b', 'c', 'd'].map((name) => pace.run('dc1', never, work(name)));
    assert.deepEqual(await turns[3], { kind: 'full' });
    await settled();
    await finish('a');
    const later = pace.run('dc1', never, work('e'));
    for (const name of ['b', 'c', 'e']) await finish(name);
    assert.deepEqual(await later, { kind: 'done', value: 'e' });
  });

  it('passes a failure on and gives the place free', async () => {
    const pace = createPace(limits({ perTarget: 1 }));
    const failing = pace.run('dc1', never, () => Promise.reject(new Error('broken')));
    const next = pace.run('dc1', never, async () => 'next');
    await assert.rejects(failing, /broken/);
    assert.deepEqual(await next, { kind: 'done', value: 'next' });
  });

  it('keeps its limits, loses nothing and forgets nothing, whatever comes', async () => {
    const one = fc.record({ target: fc.constantFrom('a', 'b', 'c', 'd', 'e'), ticks: fc.nat(3), cancelAt: fc.nat(20) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(one, { maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 6 }),
        async (all, perTarget, total) => {
          const pace = createPace({ perTarget, total, waiting: 1_000 });
          const running = new Map<string, number>();
          const controllers = all.map(() => new AbortController());
          const turns = all.map(({ target, ticks }, at) =>
            pace.run(target, controllers[at]?.signal ?? never, async () => {
              running.set(target, (running.get(target) ?? 0) + 1);
              assert.ok((running.get(target) ?? 0) <= perTarget);
              assert.ok([...running.values()].reduce((sum, count) => sum + count, 0) <= total);
              for (let tick = 0; tick < ticks; tick++) await settled();
              running.set(target, (running.get(target) ?? 0) - 1);
              return at;
            }),
          );
          for (let tick = 0; tick < 10; tick++) {
            for (const [at, { cancelAt }] of all.entries()) if (cancelAt === tick) controllers[at]?.abort();
            await settled();
          }
          const ended: readonly Turn<number>[] = await Promise.all(turns);
          for (const [at, turn] of ended.entries()) {
            if (turn.kind === 'done') assert.equal(turn.value, at);
            else assert.ok(controllers[at]?.signal.aborted);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
