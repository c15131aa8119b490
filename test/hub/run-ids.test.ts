import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createRunIds } from '../../src/hub/run-ids.ts';

describe('ids of runs and jobs', () => {
  it('are short for runs, of letters that nobody takes for one another', () => {
    const ids = createRunIds(randomBytes);
    for (let nth = 0; nth < 1_000; nth++) assert.match(ids.run(), /^[0-9abcdefghjkmnpqrstvwxyz]{8}$/);
  });

  it('use every letter, each for eight of the values of a byte', () => {
    let next = 0;
    const ids = createRunIds((count) => Buffer.from(Array.from({ length: count }, () => next++ % 256)));
    const seen = new Map<string, number>();
    for (let nth = 0; nth < 32; nth++) for (const letter of ids.run()) seen.set(letter, (seen.get(letter) ?? 0) + 1);
    assert.equal(seen.size, 32);
    assert.deepEqual([...new Set(seen.values())], [8]);
  });

  it('are 128 random bits for jobs, spelt as the wire has ids', () => {
    const ids = createRunIds(randomBytes);
    const some = new Set(Array.from({ length: 1_000 }, () => ids.job()));
    assert.equal(some.size, 1_000);
    for (const id of some) assert.match(id, /^[A-Za-z0-9_-]{22}$/);
  });
});
