import type { Log } from '../log.ts';
import type { Enrolments } from '../store/enrolments.ts';
import type { Jobs } from '../store/jobs.ts';
import type { ProbeRuns } from '../store/probe-runs.ts';
import type { Results } from '../store/results.ts';
import type { Runners } from '../store/runners.ts';
import type { Wake } from '../store/wake-ears.ts';
import type { KeyPair } from '../wire/keys.ts';
import type { Intervals } from './intervals.ts';

/** What the hub keeps in the database. */
export interface HubStore {
  readonly runners: Runners;
  readonly enrolments: Enrolments;
  readonly jobs: Jobs;
  readonly results: Results;
  readonly runs: ProbeRuns;
}

/** Everything that the hub stands on. */
export interface HubParts {
  readonly store: HubStore;
  readonly wake: Wake;
  /** The key of the hub, the same for all its replicas. */
  readonly key: KeyPair;
  readonly log: Log;
  readonly intervals: Intervals;
  /** Milliseconds since the epoch. */
  now(): number;
  /** So many random bytes. */
  random(bytes: number): Buffer;
  /** Is told how long a job was due before it was sent (milliseconds). */
  dispatched(ms: number): void;
}
