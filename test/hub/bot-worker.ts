/*
 * A bot of its own process, as far as runners see it, that ends itself by SIGKILL at a point of a test's choice:
 * `node bot-worker.ts LOCATION POINT`. It waits for a line on its standard input before it opens anything, so that it can
 * stand by; then it writes `ready URL`. Every further line is a command that it asks of the runner `robot`, three tasks
 * each; it writes `started ID` once that is stored. The point is armed with the first of them.
 */

import { createSecretKey, randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { usualEnrolLimits } from '../../src/hub/enrol-routes.ts';
import { createHub } from '../../src/hub/hub.ts';
import { createHubStore } from '../../src/hub/hub-store.ts';
import { usualIntervals } from '../../src/hub/intervals.ts';
import type { HubStore } from '../../src/hub/parts.ts';
import { createLog } from '../../src/log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createHubKeys } from '../../src/store/hub-keys.ts';
import { openWake } from '../../src/store/wake.ts';
import { connectPath } from '../../src/wire/version.ts';
import { taskFor } from '../store/tasks.ts';

/** Straight to the pipe: what was written is seen by the reader even when the next instruction is a SIGKILL. */
const say = (line: string): number => writeSync(1, `${line}\n`);

const location = v.pipe(
  v.string(),
  v.parseJson(),
  v.variant('kind', [
    v.object({ kind: v.literal('sqlite'), file: v.string() }),
    v.object({ kind: v.literal('postgres'), url: v.string() }),
  ]),
);

const [at = '', point = 'never'] = process.argv.slice(2);
let armed = false;

function dieAt(here: string): void {
  if (armed && here === point) process.kill(process.pid, 'SIGKILL');
}

/** The same store, which dies before or after it does something that matters. */
function mortal(store: HubStore): HubStore {
  return {
    ...store,
    runs: {
      ...store.runs,
      async start(run) {
        dieAt('before-enqueue');
        const started = await store.runs.start(run);
        dieAt('after-enqueue');
        return started;
      },
    },
    jobs: {
      ...store.jobs,
      async claim(claim) {
        dieAt('before-claim');
        const jobs = await store.jobs.claim(claim);
        if (jobs.length > 0) dieAt('after-claim');
        return jobs;
      },
    },
    results: {
      ...store.results,
      async store(runner, reports) {
        dieAt('before-result');
        const runs = await store.results.store(runner, reports);
        dieAt('after-result');
        return runs;
      },
    },
  };
}

const lines = createInterface(process.stdin)[Symbol.asyncIterator]();
await lines.next();
const database = await openDatabase(v.parse(location, at));
const store = mortal(createHubStore(database, Date.now, randomBytes));
const key = await createHubKeys(database.db, Date.now, createSecretKey(Buffer.alloc(32, 7))).obtain();
const wake = await openWake(v.parse(location, at));
const log = createLog('error');
const intervals = { ...usualIntervals, leaseMs: 400, sweepMs: 25, pollMs: 100 };
const hub = createHub(
  { store, wake, key, log, intervals, now: Date.now, random: randomBytes, dispatched: () => undefined },
  usualEnrolLimits,
);
const http = createHttpServer({ log, metrics: createMetrics(), ready: async () => null });
http.app.use(hub.routes);
http.onUpgrade(connectPath, hub.upgrade);
const port = await http.listen(0, '127.0.0.1');
hub.start();
say(`ready http://127.0.0.1:${port}`);

for await (const command of { [Symbol.asyncIterator]: () => lines }) {
  armed = true;
  const expiresAt = Date.now() + 600_000;
  const tasks = ['a', 'b', 'c'].map((host) => taskFor('robot', host));
  const started = await store.runs.start({ by: 'slack:T1/U1', place: '', command, expiresAt, tasks });
  if (started.kind !== 'started') throw new Error(started.kind);
  wake.tell('work', started.runners);
  say(`started ${started.id}`);
}
await hub.stop();
await http.close(1_000);
await wake.stop();
await database.close();
