import { sql } from 'kysely';
import type { Clock } from './clock.ts';
import { digest } from './digest.ts';
import type { Db } from './schema.ts';

/** The requests that were seen, so that none is run twice. */
export interface Replay {
  /**
   * Claims a request by what identifies it (signature, event id, activity id) for `ttlMs` milliseconds. Of all claims in
   * that time, in however many processes, exactly one is `first`.
   */
  claim(key: string, ttlMs: number): Promise<'first' | 'again'>;
  /** Forgets what expired. Returns how many. */
  purge(): Promise<number>;
}

/** Makes the store of requests over an open database. Only digests of the keys are kept: a signature is nobody's business later. */
export function createReplay(db: Db, clock: Clock): Replay {
  return {
    async claim(key, ttlMs) {
      const now = clock();
      // As text, since the platform waits for this one: to build it up takes Kysely as long as SQLite takes to run it.
      const { rows } = await sql`
        insert into replay (digest, first_seen, expires_at) values (${digest(key)}, ${now}, ${now + ttlMs})
        on conflict (digest) do update set first_seen = excluded.first_seen, expires_at = excluded.expires_at
        where replay.expires_at <= excluded.first_seen
        returning digest`.execute(db);
      return rows.length === 0 ? 'again' : 'first';
    },

    async purge() {
      const result = await db.deleteFrom('replay').where('expires_at', '<=', clock()).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
