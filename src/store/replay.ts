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
      const claimed = await db
        .insertInto('replay')
        .values({ digest: digest(key), first_seen: now, expires_at: now + ttlMs })
        .onConflict((conflict) =>
          conflict
            .column('digest')
            .doUpdateSet({ first_seen: now, expires_at: now + ttlMs })
            .where('replay.expires_at', '<=', now),
        )
        .returning('digest')
        .executeTakeFirst();
      return claimed === undefined ? 'again' : 'first';
    },

    async purge() {
      const result = await db.deleteFrom('replay').where('expires_at', '<=', clock()).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
