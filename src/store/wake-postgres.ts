import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { createEars, type Topic, topics, type Wake } from './wake-ears.ts';

/** The PostgreSQL channel, within the database that the replicas share. */
const channel = 'portolan';
/** A server that does not answer within this time counts as gone (milliseconds). */
const answerTimeoutMs = 10_000;
/** Between questions to an idle connection (milliseconds), so that one that is half open is noticed. */
const heartbeatMs = 30_000;
/** Pauses between attempts to connect (milliseconds), doubled from the first to the longest. */
const firstPauseMs = 100;
const longestPauseMs = 5_000;
/** How long the goodbye may take (milliseconds). */
const goodbyeMs = 1_000;
/** Hints that wait to be sent. More are dropped: whoever waits looks by himself. */
const mostPending = 10_000;

/** A hint as it travels: who sent it, and what it is. Far below the 8,000 bytes that a notification may have. */
const spelling = /^([0-9a-f]+) ([a-z]+) ([A-Za-z0-9_-]{1,64})$/;

/**
 * LISTEN and NOTIFY over one connection of its own. It connects again by itself; as hints are lost meanwhile, listeners
 * are told of the gap after each time. Resolves once it listens, or once the first attempt has failed.
 */
export async function openPostgresWake(url: string): Promise<Wake> {
  const origin = randomBytes(6).toString('hex');
  const ears = createEars();
  const pending = new Set<string>();
  const stopping = new AbortController();
  let client: Client | null = null;
  let sending = false;

  function hear(payload: string | undefined): void {
    const [, from, word, id] = spelling.exec(payload ?? '') ?? [];
    const topic: Topic | undefined = topics.find((one) => one === word);
    // What this process told, it heard at once.
    if (topic !== undefined && id !== undefined && from !== origin) ears.hear(topic, id);
  }

  async function connect(): Promise<Client> {
    const made = new Client({
      connectionString: url,
      connectionTimeoutMillis: answerTimeoutMs,
      query_timeout: answerTimeoutMs,
      keepAlive: true,
      application_name: 'portolan wake',
    });
    // The end of the connection is seen by `lost`; without a listener an error would end the process.
    made.on('error', () => undefined);
    made.on('notification', ({ payload }) => hear(payload));
    try {
      await made.connect();
      await made.query(`listen ${channel}`);
    } catch (error) {
      made.end().catch(() => undefined);
      throw error;
    }
    return made;
  }

  /** Resolves when the connection has ended, or does not answer any more. */
  async function lost(connected: Client): Promise<void> {
    const ended = new AbortController();
    connected.once('end', () => ended.abort());
    const signal = AbortSignal.any([ended.signal, stopping.signal]);
    try {
      for (;;) {
        await sleep(heartbeatMs, undefined, { signal });
        await connected.query('select 1');
      }
    } catch {
      // A server that is gone does not answer the goodbye either.
      await Promise.race([connected.end().catch(() => undefined), sleep(goodbyeMs, undefined, { ref: false })]);
    }
  }

  async function flush(): Promise<void> {
    if (sending) return;
    sending = true;
    try {
      while (pending.size > 0 && client !== null) {
        const batch = [...pending];
        pending.clear();
        await client.query('select pg_notify($1, hint) from unnest($2::text[]) as hint', [channel, batch]);
      }
    } catch {
      // The connection is lost, and with it these hints.
    } finally {
      sending = false;
    }
  }

  async function keepListening(first: () => void): Promise<void> {
    let pauseMs = firstPauseMs;
    while (!stopping.signal.aborted) {
      const connected = await connect().catch(() => null);
      if (connected !== null) {
        pauseMs = firstPauseMs;
        client = connected;
        ears.gap();
        void flush();
        first();
        await lost(connected);
        client = null;
      }
      first();
      await sleep(pauseMs * (0.5 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => undefined);
      pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    }
  }

  const { promise: started, resolve: first } = Promise.withResolvers<void>();
  const listening = keepListening(first);
  await started;
  return {
    tell(topic, ids) {
      for (const id of ids) {
        ears.hear(topic, id);
        if (pending.size < mostPending) pending.add(`${origin} ${topic} ${id}`);
      }
      void flush();
    },
    on: ears.on,
    onGap: ears.onGap,
    async stop() {
      stopping.abort();
      await listening;
    },
  };
}
