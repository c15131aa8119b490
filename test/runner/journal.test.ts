import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openJournal } from '../../src/runner/journal.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function linesOf(path: string): Promise<readonly Record<string, unknown>[]> {
  const text = await readFile(path, 'utf8');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

describe('the journal of a runner', () => {
  it('is lines of JSON that only its account can read, and goes on after a restart', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'journal.jsonl');
    const now = () => Date.UTC(2026, 10, 20, 10, 0, 0);
    const first = openJournal(path, { now });
    first.write('started', { runner: 'runner-1' });
    first.close();
    const second = openJournal(path, { now });
    second.write('refused', { job: 'job-1', rule: 'host', detail: 'dc01\n"; rm -rf /\u202e' });
    second.close();
    assert.deepEqual(await linesOf(path), [
      { at: '2026-11-20T10:00:00.000Z', event: 'started', runner: 'runner-1' },
      {
        at: '2026-11-20T10:00:00.000Z',
        event: 'refused',
        job: 'job-1',
        rule: 'host',
        detail: 'dc01\n"; rm -rf /\u202e',
      },
    ]);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
  });

  it('is put away when it is long, and only so much of it is kept', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'journal.jsonl');
    const journal = openJournal(path, { now: () => 0, bytes: 1_000, files: 3 });
    for (let nth = 0; nth < 100; nth++) journal.write('probing', { nth });
    journal.close();
    const names = (await readdir(temporary.path)).sort();
    assert.deepEqual(names, ['journal.jsonl', 'journal.jsonl.1', 'journal.jsonl.2']);
    let expected = 99;
    for (const name of names) {
      const lines = await linesOf(join(temporary.path, name));
      assert.ok((await stat(join(temporary.path, name))).size <= 1_000);
      for (const { nth } of lines.toReversed()) assert.equal(nth, expected--);
    }
    // Two files were full: a line has some sixty bytes.
    assert.ok(expected < 70 && expected > 0, `${expected}`);
  });

  it('cannot be washed out by refusals: only so many a minute are written, and the others counted', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'journal.jsonl');
    let now = 0;
    const journal = openJournal(path, { now: () => now });
    journal.write('probing', { job: 'before' });
    for (let nth = 0; nth < 5_000; nth++) journal.write('refused', { nth });
    journal.write('probing', { job: 'after' });
    now = 60_000;
    journal.write('refused', { nth: 'next minute' });
    journal.close();
    const lines = await linesOf(path);
    assert.equal(lines.length, 1 + 120 + 1 + 1 + 1);
    assert.deepEqual(lines.slice(-3), [
      { at: '1970-01-01T00:00:00.000Z', event: 'probing', job: 'after' },
      { at: '1970-01-01T00:01:00.000Z', event: 'left-out', of: 'refused', count: 4_880 },
      { at: '1970-01-01T00:01:00.000Z', event: 'refused', nth: 'next minute' },
    ]);
  });

  it('writes every job that is executed, however many there are', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'journal.jsonl');
    const journal = openJournal(path, { now: () => 0 });
    for (let nth = 0; nth < 1_000; nth++) journal.write('probing', { nth });
    journal.close();
    assert.equal((await linesOf(path)).length, 1_000);
  });

  it('fails where it cannot be written, and says where', async () => {
    await using temporary = await temporaryFolder();
    const path = join(temporary.path, 'absent', 'journal.jsonl');
    assert.throws(() => openJournal(path, { now: () => 0 }), /The journal .*journal\.jsonl cannot be written/);
  });
});
