import { randomBytes } from 'node:crypto';
import type { Outcome } from '../../src/probe/outcome.ts';
import type { Probe } from '../../src/probe/probe.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { createJobs } from '../../src/store/jobs.ts';
import { createProbeRuns } from '../../src/store/probe-runs.ts';
import type { NewRun, NewTask } from '../../src/store/probe-runs-start.ts';
import { createResults } from '../../src/store/results.ts';
import { createRunners } from '../../src/store/runners.ts';
import { insertRunner } from '../../src/store/runners-row.ts';
import type { Bench } from './engines.ts';

/** A probe of a TCP port of this host. */
export function probeOf(host: string, port = 443): Probe {
  return { kind: 'tcp', host, port };
}

/** A task for a runner, as a command would ask for it. */
export function taskFor(runner: string, host = 'dc01.corp.contoso.com', port = 443): NewTask {
  return {
    runner,
    flows: ['connect-dc-ldap'],
    role: 'connect',
    probe: probeOf(host, port),
    deadlineMs: 5_000,
    about: { need: 'required' },
  };
}

/** A run of these tasks that lives for ten minutes from `now`. */
export function runOf(tasks: readonly NewTask[], now: number): NewRun {
  return { by: 'slack:T1/U1', place: 'slack:T1/C1', command: 'probe connect', expiresAt: now + 600_000, tasks };
}

/** What a runner finds on an open port. `ms` tells outcomes apart. */
export function openOutcome(ms = 1): Outcome {
  return {
    verdict: 'open',
    evidence: { kind: 'tcp', banner: null },
    address: '10.0.0.1',
    via: null,
    attempts: 1,
    timings: { resolve: null, connect: ms, tls: null, answer: null, total: ms },
  };
}

/** The aggregates of the hub over one database, with a clock that the test moves. */
export function aggregates(database: Database, start: number) {
  const clock = { now: start };
  const now = () => clock.now;
  let runs = 0;
  return {
    clock,
    runners: createRunners(database, now),
    jobs: createJobs(database, now),
    results: createResults(database, now),
    runs: createProbeRuns(database, now, {
      run: () => `r${start}${runs++}`,
      job: () => randomBytes(16).toString('base64url'),
    }),
    /** Enrols a runner and connects it; its id is its name, and `c-NAME` its connection. */
    async connect(name: string): Promise<void> {
      await enrol(database, name, clock.now);
      await createRunners(database, now).connect(name, { replica: 'replica', id: `c-${name}`, software });
    },
  };
}

export const software = { portolan: '0.1.0', node: '24.0.0', platform: 'linux', arch: 'x64' } as const;

/**
 * What several replicas work on at the same time: databases of their own on PostgreSQL. On SQLite it is one, since the
 * threads of one process would wait for each other's locks for ever; other processes are what crash.test.ts starts.
 */
export async function withReplicas<Value>(
  { engine, location, database }: Bench,
  count: number,
  work: (database: (nth: number) => Database) => Promise<Value>,
): Promise<Value> {
  if (engine === 'sqlite') return work(() => database);
  const databases = await Promise.all(Array.from({ length: count }, () => openDatabase(location)));
  try {
    return await work((nth) => databases[nth % databases.length] ?? database);
  } finally {
    await Promise.all(databases.map((one) => one.close()));
  }
}

/** A runner whose id is its name. */
export async function enrol(database: Database, name: string, now: number): Promise<void> {
  const runner = { id: name, name, roles: ['connect'], publicKey: `key-of-${name}`, local: false, by: 'slack:T1/U9' };
  await insertRunner(database.db, { ...runner, now });
}
