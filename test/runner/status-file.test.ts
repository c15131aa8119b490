import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { folderAt } from '../../src/runner/folder.ts';
import { isAlive, keepStatusFile, readStatusFile, type StatusFile } from '../../src/runner/status-file.ts';
import { until } from './scripted-hub.ts';
import { temporaryFolder } from './temporary-folder.ts';

const now = Date.UTC(2026, 10, 20);

const status: StatusFile = {
  version: 1,
  pid: process.pid,
  portolan: '0.1.0',
  startedAt: now - 60_000,
  writtenAt: now,
  state: 'connected',
  since: now - 30_000,
  why: null,
  lastContactAt: now - 1_000,
  skewMs: 12,
  jobs: { done: 1, refused: 2, rejected: 3 },
  held: 4,
  outbox: 5,
  policyFault: null,
};

describe('the status that a runner writes down', () => {
  it('counts while it is fresh and its process runs', () => {
    assert.equal(isAlive(status, now), true);
    assert.equal(isAlive(status, now + 29_999), true);
    assert.equal(isAlive(status, now + 30_000), false);
    // A clock that was set back by an hour makes it look as if it came from the future.
    assert.equal(isAlive(status, now - 3_600_000), false);
    assert.equal(isAlive({ ...status, state: 'stopped' }, now), false);
    assert.equal(isAlive({ ...status, state: 'sent-away' }, now), false);
    // No process has this number: Linux ends at 2^22.
    assert.equal(isAlive({ ...status, pid: 2 ** 30 }, now), false);
  });

  it('is written at each word, and a last time at the end', async () => {
    await using temporary = await temporaryFolder();
    const folder = folderAt(temporary.path);
    const { state, since, why, lastContactAt, skewMs, jobs, held, outbox } = status;
    let current = { state, since, why, lastContactAt, skewMs, jobs, held, outbox };
    const file = keepStatusFile(folder, {
      portolan: '0.1.0',
      startedAt: now - 60_000,
      now: () => now,
      status: () => current,
      policyFault: () => 'paused: "no" is not right',
      fault: (error) => assert.fail(String(error)),
    });
    let written = await readStatusFile(folder);
    await until(() => {
      void readStatusFile(folder).then((read) => {
        written = read;
      });
      return written !== null;
    }, 'the file');
    assert.deepEqual(written, { ...status, policyFault: 'paused: "no" is not right' });
    current = { ...current, state: 'stopped' };
    await file.stop();
    assert.equal((await readStatusFile(folder))?.state, 'stopped');
  });

  it('is nothing where it is missing or no status', async () => {
    await using temporary = await temporaryFolder();
    const folder = folderAt(temporary.path);
    assert.equal(await readStatusFile(folder), null);
    await writeFile(folder.status, '{"pid":1}');
    assert.equal(await readStatusFile(folder), null);
  });
});
