import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { type EnrolLimits, usualEnrolLimits } from '../../src/hub/enrol-routes.ts';
import { createHub, type Hub } from '../../src/hub/hub.ts';
import { createHubStore } from '../../src/hub/hub-store.ts';
import { type Intervals, usualIntervals } from '../../src/hub/intervals.ts';
import type { HubStore } from '../../src/hub/parts.ts';
import { createLog } from '../../src/log.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { openWake } from '../../src/store/wake.ts';
import type { Wake } from '../../src/store/wake-ears.ts';
import { createKeyPair, type KeyPair } from '../../src/wire/keys.ts';
import { createToken } from '../../src/wire/token.ts';
import { connectPath } from '../../src/wire/version.ts';
import type { Bench } from '../store/engines.ts';
import { enrolWith, type Identity } from './fake-runner.ts';

/** One replica of the bot, as far as runners see it. */
export interface Replica {
  readonly url: string;
  readonly hub: Hub;
  readonly store: HubStore;
  readonly wake: Wake;
  readonly key: KeyPair;
  readonly database: Database;
  /** What it logged, one JSON text a line. */
  readonly logged: string[];
  /** How long jobs were due before they were sent, in the order in which they were. */
  readonly dispatched: number[];
  /** Issues a token and enrols with it. */
  enrol(name: string): Promise<Identity>;
  /** May be asked for more than once. */
  stop(): Promise<void>;
}

export interface Options {
  readonly key?: KeyPair;
  readonly intervals?: Partial<Intervals>;
  readonly limits?: EnrolLimits;
  readonly now?: () => number;
  /** Puts something between the hub and its store. */
  readonly around?: (store: HubStore) => HubStore;
  /** Puts something between the hub and its hints. */
  readonly hints?: (wake: Wake) => Wake;
}

/** The key of every hub of a run, so that replicas share it. */
export const hubKey = createKeyPair();

/** Starts a hub over a database of its own on PostgreSQL, and over the one of the bench on SQLite. */
export async function startReplica(bench: Bench, options: Options = {}): Promise<Replica> {
  const { key = hubKey, now = Date.now, limits = usualEnrolLimits } = options;
  const database = bench.engine === 'sqlite' ? bench.database : await openDatabase(bench.location);
  const plain = createHubStore(database, now, randomBytes);
  const wake = (options.hints ?? ((same) => same))(await openWake(bench.location));
  const logged: string[] = [];
  const dispatched: number[] = [];
  const log = createLog('debug', { write: (line: string) => void logged.push(line) });
  const store = (options.around ?? ((same) => same))(plain);
  const intervals = { ...usualIntervals, ...options.intervals };
  const hub = createHub(
    { store, wake, key, log, intervals, now, random: randomBytes, dispatched: (ms) => void dispatched.push(ms) },
    limits,
  );
  const http = createHttpServer({ log, metrics: createMetrics(), ready: async () => null });
  http.app.use(hub.routes);
  http.onUpgrade(connectPath, hub.upgrade);
  const port = await http.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  hub.start();
  let stopped: Promise<void> | null = null;

  async function stop(): Promise<void> {
    await hub.stop();
    await http.close(1_000);
    await wake.stop();
    if (database !== bench.database) await database.close();
  }

  return {
    url,
    hub,
    store: plain,
    wake,
    key,
    database,
    logged,
    dispatched,
    async enrol(name) {
      return enrolWith(url, await invite(plain, key, name));
    },
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** Issues a token for a name. */
export async function invite(store: HubStore, key: KeyPair, name: string, lifeMs = 600_000): Promise<string> {
  const { text, hash } = createToken(key.publicKey);
  const invited = await store.enrolments.invite({
    tokenHash: hash,
    name,
    roles: ['connect'],
    by: 'slack:T1/U9',
    expiresAt: Date.now() + lifeMs,
  });
  if (invited !== 'invited') throw new Error(invited);
  return text;
}

/** Waits until something holds, and no longer than half a minute: the machine may be busy. */
export async function until(holds: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not come about');
    await sleep(5);
  }
}
