/* A process that is the hub of a bot and nothing else, wired as src/bot/proving.ts does it. */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { createMetrics } from '../../src/http/metrics.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { usualEnrolLimits } from '../../src/hub/enrol-routes.ts';
import { createHub } from '../../src/hub/hub.ts';
import { createHubStore } from '../../src/hub/hub-store.ts';
import { usualIntervals } from '../../src/hub/intervals.ts';
import { createLog } from '../../src/log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { insertRunner } from '../../src/store/runners-row.ts';
import { openWake } from '../../src/store/wake.ts';
import { createKeyPair } from '../../src/wire/keys.ts';
import { createToken, tokenLifeMs } from '../../src/wire/token.ts';
import { connectPath } from '../../src/wire/version.ts';
import { readCondition } from './condition.ts';
import { serve } from './servant.ts';
import { clock, enrolled, location } from './wire.ts';

/** What is asked of whom. The host is how the crowd tells jobs apart. */
const wanted = v.array(v.strictObject({ runner: v.string(), host: v.string() }));

async function start(given: unknown) {
  const where = v.parse(location, given);
  const database = await openDatabase(where);
  await migrate(database);
  const wake = await openWake(where);
  const store = createHubStore(database, Date.now, randomBytes);
  const key = createKeyPair();
  // Each line is made as in earnest, and nobody reads it.
  const log = createLog('info', { write: () => undefined });
  const metrics = createMetrics();
  const hub = createHub(
    {
      store,
      wake,
      key,
      log,
      intervals: usualIntervals,
      now: Date.now,
      random: randomBytes,
      dispatched: metrics.dispatched,
    },
    usualEnrolLimits,
  );
  const http = createHttpServer({ log, metrics, ready: async () => null });
  http.app.use(hub.routes);
  http.onUpgrade(connectPath, hub.upgrade);
  const port = await http.listen(0, '127.0.0.1');
  hub.start();
  return { database, wake, store, hub, hubKey: key.publicKey, url: `http://127.0.0.1:${port}` };
}

let running: Awaited<ReturnType<typeof start>> | null = null;

function hubOf(): Awaited<ReturnType<typeof start>> {
  if (running === null) throw new TypeError('the hub is not started');
  return running;
}

serve({
  async start(given) {
    running = await start(given);
    return { url: running.url, hubKey: running.hubKey };
  },

  /** Enrols in one transaction, past the tokens. */
  async enrol(given) {
    const runners = v.parse(enrolled, given);
    await hubOf()
      .database.db.transaction()
      .execute(async (transaction) => {
        for (const { runner, name, publicKey } of runners) {
          const parts = { id: runner, name, publicKey, roles: ['connect'], local: false, by: 'bench' };
          await insertRunner(transaction, { ...parts, now: Date.now() });
        }
      });
  },

  /** A token for a runner of this name, as a person asks for it in chat. */
  async invite(given) {
    const { text, hash } = createToken(hubOf().hubKey);
    const name = v.parse(v.string(), given);
    const expiresAt = Date.now() + tokenLifeMs;
    const invitation = { tokenHash: hash, name, roles: ['connect'], by: 'slack:T1/U1', expiresAt };
    const invited = await hubOf().store.enrolments.invite(invitation);
    if (invited !== 'invited') throw new Error(invited);
    return text;
  },

  connected: async () => (await hubOf().hub.figures()).connected,
  condition: readCondition,

  /** Queues a run and wakes its runners, as a command does. */
  async enqueue(given) {
    const { store, wake } = hubOf();
    const tasks = v.parse(wanted, given).map(({ runner, host }) => ({
      runner,
      flows: ['connect-dc-ldap'],
      role: 'connect',
      probe: { kind: 'tcp' as const, host, port: 389 },
      deadlineMs: 60_000,
      about: { need: 'required' },
    }));
    const from = clock();
    const run = { by: 'slack:T1/U1', place: 'slack:T1/C1', command: 'probe connect' };
    const started = await store.runs.start({ ...run, expiresAt: Date.now() + 600_000, tasks });
    if (started.kind !== 'started') throw new Error(started.kind);
    const until = clock();
    wake.tell('work', started.runners);
    return { run: started.id, from, until };
  },

  async stored(given) {
    return (await hubOf().store.results.since(v.parse(v.string(), given), 0)).length;
  },
});
