/* A process that is many runners. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { createKeyPair } from '../../src/wire/keys.ts';
import { type Crowd, connectLight, type LightRunner } from './light-runner.ts';
import { serve } from './servant.ts';
import { clock } from './wire.ts';

let runners: readonly (LightRunner & { readonly name: string })[] = [];
let from = 0;
let tries = 0;
let welcomes: number[] = [];
let failures = new Map<string, number>();
const lost = new Map<string, number>();
let acknowledged = 0;
const jobs = new Map<string, { readonly at: number; reported: number; stored: number }>();
const sockets: Crowd['sockets'] = new Set();

const connecting = v.strictObject({ url: v.string(), bare: v.boolean(), windowMs: v.number() });

/** How long it is waited for all to come in, or for all jobs to be done, and for the next of them (milliseconds). */
const patienceMs = 240_000;
const progressWithinMs = 45_000;

/** Waits until so many things have happened, or none has for long. */
async function until(happened: () => number, wanted: number): Promise<void> {
  const deadline = clock() + patienceMs;
  let last = { count: -1, at: clock() };
  for (;;) {
    const count = happened();
    if (count >= wanted || clock() > deadline) return;
    if (count > last.count) last = { count, at: clock() };
    else if (clock() - last.at > progressWithinMs) return;
    await sleep(20);
  }
}

serve({
  prepare(given) {
    const count = v.parse(v.number(), given);
    runners = Array.from({ length: count }, (_, nth) => ({
      runner: randomBytes(16).toString('base64url'),
      name: `crowd-${nth}`,
      key: createKeyPair(),
    }));
    return runners.map(({ runner, name, key }) => ({ runner, name, publicKey: key.publicKey }));
  },

  /** All come in, each at a time of its own within the window, and those that are sent away come again. */
  async connect(given) {
    const { url, bare, windowMs } = v.parse(connecting, given);
    welcomes = [];
    failures = new Map();
    from = clock();
    const crowd: Crowd = {
      url,
      bare,
      sockets,
      welcomed: (at) => welcomes.push(at),
      failed: (why) => failures.set(why, (failures.get(why) ?? 0) + 1),
      lost: (code) => lost.set(String(code), (lost.get(String(code)) ?? 0) + 1),
      job(host, at) {
        // A job that is handed out again came already.
        if (!jobs.has(host)) jobs.set(host, { at, reported: 0, stored: 0 });
      },
      reported(host, at) {
        const job = jobs.get(host);
        if (job !== undefined && job.reported === 0) job.reported = at;
      },
      stored(host, at) {
        const job = jobs.get(host);
        if (job === undefined || job.stored > 0) return;
        job.stored = at;
        acknowledged += 1;
      },
    };
    for (const runner of runners) connectLight(runner, crowd, Math.random() * windowMs);
    await until(() => welcomes.length, runners.length);
    const failed = [...failures.values()].reduce((sum, count) => sum + count, 0);
    tries = welcomes.length + failed;
    return { from, welcomes, tries, failures: [...failures] };
  },

  /** Cuts all connections, as a network does. */
  cut() {
    for (const socket of [...sockets]) {
      sockets.delete(socket);
      socket.terminate();
    }
  },

  /** What came, once so many jobs have come and, where it is asked for, were acknowledged. */
  async received(given) {
    const { count, stored } = v.parse(v.strictObject({ count: v.number(), stored: v.boolean() }), given);
    await until(() => (stored ? acknowledged : jobs.size), count);
    const all = [...jobs].map(([host, job]) => [host, job.at, job.reported, job.stored] as const);
    jobs.clear();
    acknowledged = 0;
    const gone = [...lost];
    lost.clear();
    return { jobs: all, lost: gone };
  },
});
