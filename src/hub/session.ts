import type { Report } from '../store/results.ts';
import type { Denial, RunnerFrame } from '../wire/frames.ts';
import { signCancellation } from '../wire/job.ts';
import { wireVersion } from '../wire/version.ts';
import { createDispatch } from './dispatch.ts';
import type { HubLink } from './link.ts';
import type { SessionParts } from './session-parts.ts';

/** Results that one transaction stores: on PostgreSQL it takes as long as five by themselves. */
const resultsAtOnce = 50;

/** A connection of a runner that has shown who it is. */
export interface Session {
  readonly runner: string;
  readonly connection: string;
  readonly link: HubLink;
  /** Does what a frame asks. False when it is none that may come here. */
  handle(frame: RunnerFrame): Promise<boolean>;
  /** Hands out jobs that are due, as far as the runner takes some. */
  work(): void;
  /** Tells the runner to stop what it does for this run. */
  cancel(run: string): void;
  /** Says why and ends the connection; nothing is handed out from here on. */
  deny(code: Denial, message: string): void;
  /** Hands out nothing more, and resolves when what was reported is stored. */
  drain(): Promise<void>;
}

/** A connection after its welcome. */
export function createSession(parts: SessionParts): Session {
  const { store, wake, key, hub, runner, connection, link, intervals, now } = parts;
  const dispatch = createDispatch(parts);
  const reports: Report[] = [];
  let storing: Promise<void> | null = null;

  function sendCancellation(job: string): void {
    const content = { version: wireVersion, hub, runner, job, issuedAt: now() } as const;
    link.send({ type: 'cancel', ...signCancellation(content, key) });
  }

  /** Stores what was reported, and acknowledges it once it is on disk. */
  async function storeReports(): Promise<void> {
    while (reports.length > 0) {
      const batch = reports.splice(0, resultsAtOnce);
      const runs = await store.results.store(runner, batch);
      for (const { job } of batch) {
        dispatch.done(job);
        link.send({ type: 'stored', job });
      }
      wake.tell('run', runs);
    }
  }

  function flush(): Promise<void> {
    storing ??= storeReports()
      .catch((error: unknown) => {
        // Not acknowledged: the runner keeps them and comes back with them.
        reports.length = 0;
        parts.fault(error);
      })
      .finally(() => {
        storing = null;
        if (reports.length > 0) void flush();
      });
    return storing;
  }

  return {
    runner,
    connection,
    link,

    async handle(frame) {
      switch (frame.type) {
        case 'hello':
          return false;
        case 'about':
          await store.runners.describe(runner, frame);
          return true;
        case 'free':
          dispatch.free(frame.jobs);
          return true;
        case 'working': {
          const ended = await store.jobs.renew(runner, frame.jobs, intervals.leaseMs);
          dispatch.renewed(frame.jobs);
          for (const job of ended) sendCancellation(job);
          return true;
        }
        case 'result': {
          const { job, attempt, at, outcome } = frame;
          reports.push({ job, attempt, at, outcome });
          // The next message is read meanwhile, so that results that come together are stored together.
          const stored = flush();
          if (reports.length >= resultsAtOnce) await stored;
          return true;
        }
        case 'returned': {
          const { runs, runners } = await store.jobs.giveBack(runner, frame.jobs);
          for (const job of frame.jobs) dispatch.done(job);
          wake.tell('run', runs);
          wake.tell('work', runners);
          return true;
        }
      }
    },

    work: dispatch.pump,

    cancel(run) {
      for (const job of dispatch.inHand(run)) sendCancellation(job);
    },

    deny(code, message) {
      void dispatch.stop();
      link.send({ type: 'denied', code, message, time: now() });
      link.close(code === 'stopping' ? 'stopping' : 'denied');
    },

    async drain() {
      await dispatch.stop();
      await storing;
    },
  };
}
