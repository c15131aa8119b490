import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createHubStore } from '../../src/hub/hub-store.ts';
import type { Outcome } from '../../src/probe/outcome.ts';
import { until } from './program.ts';
import type { Site } from './site.ts';

/** What became of one task of a run. */
export interface Ended {
  readonly run: string;
  readonly position: number;
  readonly outcome: Outcome;
}

/** Waits until no job is open. */
export async function untilAllEnded({ database }: Site, ms?: number): Promise<void> {
  const { jobs } = createHubStore(database, Date.now, randomBytes);
  await until(
    'the end of every job',
    async () => {
      const { queued, leased } = await jobs.waiting();
      return queued + leased === 0;
    },
    ms,
  );
}

/**
 * What became of every task of every run, each once: fails where a run has not finished, where a task has no outcome or
 * two, and where outcomes are not numbered without a gap in the order in which a message shows them.
 */
export async function outcomesOf({ database }: Site): Promise<readonly Ended[]> {
  const { runs, results } = createHubStore(database, Date.now, randomBytes);
  const ended: Ended[] = [];
  for (const { id, finishedAt, total } of await runs.recent(10_000)) {
    assert.notEqual(finishedAt, null, `run ${id} has not finished`);
    const tasks = await runs.tasks(id);
    const stored = await results.since(id, 0);
    const all = Array.from({ length: total }, (_, position) => position);
    assert.deepEqual(
      tasks.map(({ position }) => position),
      all,
    );
    assert.deepEqual(
      stored.map(({ position }) => position).toSorted((one, other) => one - other),
      all,
      `run ${id}`,
    );
    assert.deepEqual(
      stored.map(({ seq }) => seq),
      all.map((position) => position + 1),
    );
    for (const { position, outcome } of stored) ended.push({ run: id, position, outcome });
  }
  return ended;
}

/**
 * Fails where a job ended without an answer of its runner. Where processes are killed, one may be given up: it was killed
 * with each of three attempts.
 */
export function assertProven(ended: readonly Ended[], { killed = false } = {}): void {
  for (const { run, position, outcome } of ended)
    if (outcome.verdict === 'error' && !(killed && outcome.code === 'dead-letter'))
      assert.fail(`${run} ${position}: ${JSON.stringify(outcome)}`);
}
