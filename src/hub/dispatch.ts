import type { ClaimedJob } from '../store/jobs.ts';
import { signJob } from '../wire/job.ts';
import { wireVersion } from '../wire/version.ts';
import type { SessionParts } from './session-parts.ts';

/** Jobs that one statement claims: enough that the database is not what a runner waits for. */
const claimedAtOnce = 50;

/** Jobs that a runner may have in hand, whatever it says that it takes. */
const mostInHand = 1_000;

/** The jobs of one connection: how many it takes, and which it has. */
export interface Dispatch {
  /** The runner takes so many beside those that it has. */
  free(jobs: number): void;
  /** Claims and sends what is due, until the runner takes no more or nothing is due. One at a time; never fails. */
  pump(): void;
  /** A job of which the runner is rid. */
  done(job: string): void;
  /** The runner works on these. */
  renewed(jobs: readonly string[]): void;
  /** Jobs of a run that the runner was sent and has not reported on. */
  inHand(run: string): readonly string[];
  /** Hands out nothing more. Resolves when nothing is under way; what was claimed and not sent is queued again. */
  stop(): Promise<void>;
}

/** Hands jobs to one connection. */
export function createDispatch(parts: SessionParts): Dispatch {
  const { store, key, hub, runner, connection, link, intervals, now, wake } = parts;
  const inHand = new Map<string, { readonly run: string; until: number }>();
  let credit = 0;
  let stopped = false;
  let pumping: Promise<void> | null = null;
  let again = false;

  function send(job: ClaimedJob): void {
    const content = {
      version: wireVersion,
      hub,
      runner,
      job: job.id,
      attempt: job.attempt,
      nonce: parts.random(16).toString('base64url'),
      issuedAt: now(),
      expiresAt: job.expiresAt,
      deadlineMs: job.deadlineMs,
      flow: job.flows[0] ?? '',
      role: job.role,
      probe: job.probe,
    } as const;
    link.send({ type: 'job', ...signJob(content, key) });
    inHand.set(job.id, { run: job.run, until: now() + intervals.leaseMs });
    if (job.attempt === 1) parts.dispatched(job.waitedMs);
  }

  /** Those that the runner does not mention any more were handed out again, or will be. */
  function forgetLapsed(): void {
    for (const [job, { until }] of inHand) if (until < now()) inHand.delete(job);
  }

  async function pumpOnce(): Promise<void> {
    while (credit > 0 && !stopped) {
      if (inHand.size >= mostInHand) forgetLapsed();
      const most = Math.min(credit, claimedAtOnce, mostInHand - inHand.size);
      if (most <= 0) return;
      const jobs = await store.jobs.claim({ runner, connection, most, leaseMs: intervals.leaseMs });
      if (stopped) {
        await store.jobs.unclaim(
          runner,
          jobs.map(({ id }) => id),
        );
        return;
      }
      credit = Math.max(0, credit - jobs.length);
      for (const job of jobs) send(job);
      wake.tell('run', [...new Set(jobs.map(({ run }) => run))]);
      if (jobs.length < most) return;
    }
  }

  async function run(): Promise<void> {
    try {
      do {
        again = false;
        await pumpOnce();
      } while (again);
    } catch (error) {
      parts.fault(error);
    }
    pumping = null;
  }

  function pump(): void {
    again = true;
    if (!stopped) pumping ??= run();
  }

  return {
    pump,
    free(jobs) {
      credit = jobs;
      pump();
    },
    done(job) {
      const roomAgain = inHand.size >= mostInHand && credit > 0;
      inHand.delete(job);
      if (roomAgain) pump();
    },
    renewed(jobs) {
      const until = now() + intervals.leaseMs;
      for (const job of jobs) {
        const held = inHand.get(job);
        if (held !== undefined) held.until = until;
      }
    },
    inHand: (wanted) => [...inHand].filter(([, { run }]) => run === wanted).map(([job]) => job),
    async stop() {
      stopped = true;
      await pumping;
    },
  };
}
