import type { Clock } from '../store/clock.ts';
import type { Database } from '../store/database.ts';
import { createEnrolments } from '../store/enrolments.ts';
import { createJobs } from '../store/jobs.ts';
import { createProbeRuns } from '../store/probe-runs.ts';
import { createResults } from '../store/results.ts';
import { createRunners } from '../store/runners.ts';
import type { HubParts, HubStore } from './parts.ts';
import { createRunIds } from './run-ids.ts';

/** What the hub keeps, over an open database. */
export function createHubStore(database: Database, clock: Clock, random: HubParts['random']): HubStore {
  return {
    runners: createRunners(database, clock),
    enrolments: createEnrolments(database.db, clock),
    jobs: createJobs(database, clock),
    results: createResults(database, clock),
    runs: createProbeRuns(database, clock, createRunIds(random)),
  };
}
