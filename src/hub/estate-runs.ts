import { principalOf, spellPrincipal } from '../commands/access.ts';
import type { Runs, RunView, Started, Task } from '../commands/estate.ts';
import type { EstateParts } from './estate-parts.ts';
import { followRun } from './follow.ts';
import { aboutOf, openRun } from './run-view.ts';

/** How long one probe may take (milliseconds): a few ports in turn, each with its retry. */
const taskDeadlineMs = 60_000;

/** How long a run waits for its runners (milliseconds), and for each task besides: 32 at once, 8 s each where all is silent. */
const runLifeMs = 600_000;
const lifePerTaskMs = 250;

/** What one person may ask of runners in any minute. */
const perPerson = { everyMs: 60_000, runs: 10, tasks: 10_000 } as const;

/** Probe runs as people start, read, follow and cancel them. */
export function createRunsDesk(parts: EstateParts): Runs {
  const { store, wake, now } = parts;

  /** How long this person has to wait before he may ask so much (milliseconds); null where he may. */
  async function waitOf(by: string, tasks: readonly Task[]): Promise<number | null> {
    const { times, jobs } = await store.runs.askedSince(by, now() - perPerson.everyMs);
    const [oldest] = times;
    if (oldest === undefined) return null;
    const isTooMuch = times.length >= perPerson.runs || jobs + tasks.length > perPerson.tasks;
    return isTooMuch ? Math.max(1, oldest + perPerson.everyMs - now()) : null;
  }

  async function read(id: string): Promise<RunView | null> {
    return (await openRun(store, id))?.read() ?? null;
  }

  return {
    read,

    async start({ by, place, command, tasks }): Promise<Started> {
      const asker = spellPrincipal(principalOf(by));
      const retryAfterMs = await waitOf(asker, tasks);
      if (retryAfterMs !== null) return { kind: 'too-often', retryAfterMs };
      const started = await store.runs.start({
        by: asker,
        place,
        command,
        expiresAt: now() + runLifeMs + lifePerTaskMs * tasks.length,
        tasks: tasks.map((task) => ({
          runner: task.runner,
          flows: task.flows,
          role: task.from,
          probe: task.probe,
          deadlineMs: taskDeadlineMs,
          about: aboutOf(task),
        })),
      });
      if (started.kind === 'queue-full') return started;
      wake.tell('work', started.runners);
      const run = await read(started.id);
      if (run === null) throw new TypeError('a run that was just stored is gone');
      return { kind: 'started', run };
    },

    async recent(count) {
      const runs = await store.runs.recent(count);
      const views = await Promise.all(runs.map(({ id }) => read(id)));
      return views.filter((view) => view !== null);
    },

    async cancel(id, by) {
      const cancelled = await store.runs.cancel(id, spellPrincipal(principalOf(by)));
      if (cancelled.kind !== 'cancelled') return cancelled.kind;
      wake.tell('run', [id]);
      if (cancelled.runners.length > 0) wake.tell('cancel', [id]);
      return 'cancelled';
    },

    follow: (id, signal) => followRun(id, signal, parts),
  };
}
