import { setTimeout as sleep } from 'node:timers/promises';
import type { RunView } from '../commands/estate.ts';
import type { HubParts } from './parts.ts';
import { openRun } from './run-view.ts';

/** The least between two views of a run (milliseconds): nobody reads faster. */
const betweenMs = 100;

/** Without a hint for so long, the run is looked at all the same (milliseconds): hints may be lost. */
const withoutHintMs = 5_000;

/** What of a view can change. */
function markOf({ finishedAt, tasks }: RunView): string {
  const count = (state: string) => tasks.filter((task) => task.state === state).length;
  return [finishedAt, count('done'), count('running')].join(' ');
}

/**
 * A run as it stands, and again whenever something in it changed, until it has finished or `signal` is aborted. Ends at
 * once where there is no such run.
 */
export async function* followRun(
  id: string,
  signal: AbortSignal,
  { store, wake }: Pick<HubParts, 'store' | 'wake'>,
): AsyncIterable<RunView> {
  let hinted = false;
  let wakeUp: (() => void) | null = null;
  const hint = () => {
    hinted = true;
    wakeUp?.();
  };
  const deaf = [wake.on('run', (run) => (run === id ? hint() : undefined)), wake.onGap(hint)];

  async function untilHint(): Promise<void> {
    await sleep(betweenMs, undefined, { signal }).catch(() => undefined);
    if (hinted || signal.aborted) return;
    const heard = new AbortController();
    wakeUp = () => heard.abort();
    await sleep(withoutHintMs, undefined, { signal: AbortSignal.any([signal, heard.signal]) }).catch(() => undefined);
    wakeUp = null;
  }

  try {
    const run = await openRun(store, id);
    let mark = '';
    while (run !== null && !signal.aborted) {
      // Before it is read: what changes meanwhile is a hint for the next time.
      hinted = false;
      const view = await run.read();
      const now = markOf(view);
      if (now !== mark) yield view;
      mark = now;
      if (view.finishedAt !== null) return;
      await untilHint();
    }
  } finally {
    for (const off of deaf) off();
  }
}
