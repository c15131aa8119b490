import { sql } from 'kysely';
import * as v from 'valibot';
import { type Language, languages } from '../catalog/text.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { digest } from './digest.ts';
import { type JsonObject, jsonText } from './json.ts';
import { type Person, type Platform, platforms } from './person.ts';
import { parseRow } from './row.ts';

/** Which message, by the ids of its platform. */
export interface LiveMessageKey {
  readonly platform: Platform;
  readonly tenant: string;
  readonly conversation: string;
  readonly message: string;
}

/** A message that fills in while work goes on, and all that another process needs to go on with it. */
export interface LiveMessage extends LiveMessageKey {
  /** Who asked, a person of the same platform. */
  readonly asker: Person;
  readonly language: Language;
  /** The line that asks how far the work is. */
  readonly line: string;
  /** The channel's own, which the channel parses again. */
  readonly reference: JsonObject;
}

/**
 * Messages that fill in. Whoever follows one holds a lease on it, and must renew it; once that ran out, another process
 * may take the message over. Leases are in milliseconds from now.
 */
export interface LiveMessages {
  /** Notes a message; one that is known is leased anew. */
  add(message: LiveMessage, leaseMs: number): Promise<void>;
  /** Extends the lease. False when the message is not known any more. */
  renew(key: LiveMessageKey, leaseMs: number): Promise<boolean>;
  /** Ends the lease, so that anyone may take the message over at once. */
  giveBack(key: LiveMessageKey): Promise<void>;
  /** The message shows its last state, or is gone. */
  remove(key: LiveMessageKey): Promise<void>;
  /** Leases one message of a platform that nobody follows, the one first that waits the longest; null when there is none. */
  claim(platform: Platform, leaseMs: number): Promise<LiveMessage | null>;
  /** Forgets those that are older than a day. Returns how many. */
  purge(): Promise<number>;
}

/** The longest run takes an hour; whatever could not be ended in a day, nobody waits for (milliseconds). */
const keptMs = 86_400_000;

const liveRow = v.object({
  platform: v.picklist(platforms),
  tenant: v.string(),
  conversation: v.string(),
  message: v.string(),
  asked_tenant: v.string(),
  asked_user: v.string(),
  language: v.picklist(languages),
  line: v.string(),
  reference: jsonText,
});

/** One id for the four, spelt so that none can run into the next. */
function idOf({ platform, tenant, conversation, message }: LiveMessageKey): string {
  return digest(JSON.stringify([platform, tenant, conversation, message]));
}

function read(row: unknown): LiveMessage {
  const { asked_tenant: tenant, asked_user: user, ...same } = parseRow('live_message', liveRow, row);
  return { ...same, asker: { platform: same.platform, tenant, user } };
}

/** Makes the store of messages that fill in, over an open database. */
export function createLiveMessages({ kind, db }: Pick<Database, 'kind' | 'db'>, clock: Clock): LiveMessages {
  function isOrphaned(platform: Platform) {
    return db.selectFrom('live_message').where('platform', '=', platform).where('lease_until', '<=', clock());
  }

  return {
    async add(added, leaseMs) {
      const { platform, tenant, conversation, message, asker, language, line, reference } = added;
      const now = clock();
      const rest = {
        asked_tenant: asker.tenant,
        asked_user: asker.user,
        language,
        line,
        reference: JSON.stringify(reference),
        lease_until: now + leaseMs,
      };
      await db
        .insertInto('live_message')
        .values({ id: idOf(added), platform, tenant, conversation, message, ...rest, created_at: now })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
        .execute();
    },

    async renew(key, leaseMs) {
      const { numUpdatedRows } = await db
        .updateTable('live_message')
        .set({ lease_until: clock() + leaseMs })
        .where('id', '=', idOf(key))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async giveBack(key) {
      await db.updateTable('live_message').set({ lease_until: clock() }).where('id', '=', idOf(key)).execute();
    },

    async remove(key) {
      await db.deleteFrom('live_message').where('id', '=', idOf(key)).execute();
    },

    async claim(platform, leaseMs) {
      // Looking first spares SQLite its write lock: there is seldom anything to claim.
      if ((await isOrphaned(platform).select('id').limit(1).executeTakeFirst()) === undefined) return null;
      const now = clock();
      const lock = kind === 'postgres' ? sql`for update skip locked` : sql``;
      const { rows } = await sql`
        update live_message set lease_until = ${now + leaseMs}
        where id = (
          select id from live_message where platform = ${platform} and lease_until <= ${now}
          order by lease_until limit 1 ${lock})
        returning *`.execute(db);
      const [row] = rows;
      return row === undefined ? null : read(row);
    },

    async purge() {
      const { numDeletedRows } = await db
        .deleteFrom('live_message')
        .where('created_at', '<=', clock() - keptMs)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
