import type { HubParts } from './parts.ts';
import type { Guest, Identity, Reception } from './reception.ts';
import { repeat } from './repeat.ts';

/** How long runs and their results are kept: a quarter, so that two can be compared. */
export const retentionMs = 92 * 24 * 3_600_000;

/** How long a token is kept after it expired: nobody asks for it any more. */
const expiredTokensMs = 24 * 3_600_000;

/** What the hub does from time to time, and upon a hint of another replica. */
export interface Rounds {
  stop(): Promise<void>;
}

/** Starts the rounds over a reception. */
export function startRounds(parts: HubParts, { guests }: Reception, { replica }: Identity): Rounds {
  const { store, wake, log, intervals, now } = parts;

  /** Asks for signs of life, and cuts off whoever gave none for too long. */
  const beats = 3;
  const beatMs = intervals.pingMs / beats;
  let beat = 0;
  function heartbeat(): void {
    beat += 1;
    for (const [runner, { session, inbox }] of guests)
      if (now() - inbox.heardAt() > intervals.lostMs - beatMs) {
        log.warn({ runner }, 'a runner was silent for too long');
        session.link.cut();
      } else if (beat % beats === 0) session.link.ping();
  }

  let noted = now();
  async function notePresence(): Promise<void> {
    const since = noted;
    noted = now();
    const heard = [...guests].filter(([, { inbox }]) => inbox.heardAt() >= since).map(([runner]) => runner);
    await store.runners.touch(replica, heard);
  }

  async function sweep(): Promise<void> {
    const { runs, runners } = await store.jobs.sweep();
    wake.tell('run', runs);
    wake.tell('work', runners);
  }

  /** Looks for what hints may have told of in vain. */
  async function poll(): Promise<void> {
    if (guests.size === 0) return;
    for (const runner of await store.jobs.runnersWithWork()) guests.get(runner)?.session.work();
    for (const runner of await store.runners.revokedOn(replica)) await judge(runner);
  }

  async function judge(runner: string): Promise<void> {
    const guest = guests.get(runner);
    if (guest === undefined) return;
    const { revoked, connection } = await store.runners.standing(runner);
    if (revoked) end(guest, 'revoked', 'This runner was revoked.');
    else if (connection !== guest.session.connection) end(guest, 'replaced', 'This runner connected anew.');
  }

  function end({ session, inbox }: Guest, code: 'revoked' | 'replaced', message: string): void {
    session.deny(code, message);
    inbox.end();
  }

  async function purge(): Promise<void> {
    await store.runs.purge(now() - retentionMs);
    await store.enrolments.purge(now() - expiredTokensMs);
  }

  const failed = (what: string) => (error: unknown) => log.error({ err: error }, what);
  const repeated = [
    repeat(intervals.presenceMs, notePresence, failed('who is connected could not be noted')),
    repeat(intervals.sweepMs, sweep, failed('jobs could not be swept')),
    repeat(intervals.pollMs, poll, failed('the database could not be polled')),
    repeat(intervals.purgeMs, purge, failed('old runs could not be cleared away')),
  ];
  const beating = setInterval(heartbeat, beatMs).unref();
  const judgeFailed = failed('the standing of a runner could not be read');
  const deaf = [
    wake.on('work', (runner) => guests.get(runner)?.session.work()),
    wake.on('standing', (runner) => {
      judge(runner).catch(judgeFailed);
    }),
    wake.on('cancel', (run) => {
      for (const { session } of guests.values()) session.cancel(run);
    }),
    wake.onGap(() => {
      poll().catch(failed('the database could not be polled'));
    }),
  ];

  return {
    async stop() {
      for (const off of deaf) off();
      clearInterval(beating);
      await Promise.all(repeated.map((one) => one.stop()));
    },
  };
}
