import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clearOutbox, createMemoryOutbox, type Outbox, openOutbox, type Report } from '../../src/runner/outbox.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { openOutcome } from './test-runner.ts';

const now = Date.UTC(2026, 10, 20);

function report(job: string, changes: Partial<Report> = {}): Report {
  return { job, attempt: 1, at: now, outcome: openOutcome, ...changes };
}

const kinds: readonly (readonly [string, (path: string, most?: number) => Promise<Outbox>])[] = [
  ['in memory', async (_, most) => createMemoryOutbox(most)],
  ['on disk', (path, most) => openOutbox(path, { now: () => now, ...(most === undefined ? {} : { most }) })],
];

for (const [name, open] of kinds)
  describe(`an outbox ${name}`, () => {
    it('keeps results until they are removed, oldest first', async () => {
      await using temporary = await temporaryFolder();
      const outbox = await open(temporary.path);
      assert.deepEqual(await outbox.put(report('b')), { fault: null });
      await outbox.put(report('a'));
      assert.deepEqual(outbox.jobs(), ['b', 'a']);
      assert.deepEqual(await outbox.read('a'), report('a'));
      assert.equal(await outbox.read('c'), null);
      assert.deepEqual([outbox.has('b'), outbox.has('c'), outbox.size], [true, false, 2]);
      await outbox.remove('b');
      await outbox.remove('c');
      assert.deepEqual(outbox.jobs(), ['a']);
      assert.equal(await outbox.read('b'), null);
    });

    it('keeps the newest attempt of a job', async () => {
      await using temporary = await temporaryFolder();
      const outbox = await open(temporary.path);
      await outbox.put(report('a'));
      await outbox.put(report('a', { attempt: 2 }));
      assert.equal((await outbox.read('a'))?.attempt, 2);
      assert.equal(outbox.size, 1);
    });

    it('is full at its bound, and throws nothing away for it', async () => {
      await using temporary = await temporaryFolder();
      const outbox = await open(temporary.path, 2);
      await outbox.put(report('a'));
      assert.equal(outbox.full, false);
      await outbox.put(report('b'));
      assert.equal(outbox.full, true);
      await outbox.put(report('c'));
      assert.deepEqual(outbox.jobs(), ['a', 'b', 'c']);
    });
  });

describe('the folder of an outbox', () => {
  it('holds what was kept after a restart, the oldest first, for its account alone', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'outbox');
    const before = await openOutbox(path, { now: () => now });
    await before.put(report('later', { at: now + 2 }));
    await before.put(report('sooner', { at: now + 1 }));
    assert.equal((await stat(path)).mode & 0o777, 0o700);
    const [file = ''] = await readdir(path);
    assert.equal((await stat(join(path, file))).mode & 0o777, 0o600);
    const after = await openOutbox(path, { now: () => now });
    assert.deepEqual(after.jobs(), ['sooner', 'later']);
    assert.deepEqual(await after.read('later'), report('later', { at: now + 2 }));
  });

  it('keeps jobs apart whose ids differ in case alone', async () => {
    await using temporary = await temporaryFolder();
    const outbox = await openOutbox(temporary.path, { now: () => now });
    await outbox.put(report('AB'));
    await outbox.put(report('ab'));
    const names = await readdir(temporary.path);
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, 2);
  });

  it('is cleared of what a crash left, what cannot be read, and what nobody wanted for a week', async () => {
    await using temporary = await temporaryFolder();
    const outbox = await openOutbox(temporary.path, { now: () => now });
    await outbox.put(report('good'));
    await outbox.put(report('old', { at: now - 7 * 86_400_000 - 1 }));
    await writeFile(join(temporary.path, 'x.json.1-1.new'), '{"job":');
    await writeFile(join(temporary.path, 'broken.json'), '{"job":');
    await writeFile(
      join(temporary.path, 'strange.json'),
      JSON.stringify({ ...report('a'), outcome: { verdict: 'fine' } }),
    );
    const after = await openOutbox(temporary.path, { now: () => now });
    assert.deepEqual(after.jobs(), ['good']);
    assert.equal((await readdir(temporary.path)).length, 1);
  });

  it('keeps a result in memory where the disk does not take it, and says why', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'outbox');
    const outbox = await openOutbox(path, { now: () => now });
    await rm(path, { recursive: true });
    const { fault } = await outbox.put(report('a'));
    assert.match(String(fault), /ENOENT/);
    assert.deepEqual(await outbox.read('a'), report('a'));
    await mkdir(path);
    await chmod(path, 0o700);
    await outbox.put(report('a'));
    const [file = ''] = await readdir(path);
    assert.deepEqual(JSON.parse(await readFile(join(path, file), 'utf8')), report('a'));
  });

  it('is thrown away with the enrolment that it belonged to', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'outbox');
    await (await openOutbox(path, { now: () => now })).put(report('a'));
    await clearOutbox(path);
    assert.equal((await openOutbox(path, { now: () => now })).size, 0);
  });
});
