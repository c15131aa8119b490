import * as v from 'valibot';
import type { Clock } from './clock.ts';
import { parseRow } from './row.ts';
import type { Db } from './schema.ts';
import { storable } from './storable.ts';

/** A right as it is kept. Who it belongs to and who gave it are spelt texts: what they mean is the reader's to know. */
export interface StoredGrant {
  readonly principal: string;
  readonly level: string;
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Rights that people were given, one for each principal. */
export interface Access {
  /** Gives a right, in place of the one that the principal had. */
  grant(grant: Omit<StoredGrant, 'at'>): Promise<void>;
  /** False when there was none. */
  withdraw(principal: string): Promise<boolean>;
  /** The levels that these principals hold, in no order. */
  levelsOf(principals: readonly string[]): Promise<readonly string[]>;
  /** All of them, by principal. */
  list(): Promise<readonly StoredGrant[]>;
}

const accessRow = v.object({
  principal: v.string(),
  level: v.string(),
  granted_by: v.string(),
  granted_at: v.number(),
});

/** Makes the store of rights over an open database. */
export function createAccess(db: Db, clock: Clock): Access {
  return {
    async grant({ principal, level, by }) {
      const row = { level, granted_by: storable(by), granted_at: clock() };
      await db
        .insertInto('access')
        .values({ principal: storable(principal), ...row })
        .onConflict((conflict) => conflict.column('principal').doUpdateSet(row))
        .execute();
    },

    async withdraw(principal) {
      const result = await db.deleteFrom('access').where('principal', '=', storable(principal)).executeTakeFirst();
      return result.numDeletedRows === 1n;
    },

    async levelsOf(principals) {
      if (principals.length === 0) return [];
      const rows = await db
        .selectFrom('access')
        .select('level')
        .where('principal', 'in', principals.map(storable))
        .execute();
      return rows.map(({ level }) => level);
    },

    async list() {
      const rows = await db.selectFrom('access').selectAll().orderBy('principal').execute();
      return rows.map((row) => {
        const { granted_by: by, granted_at: at, ...same } = parseRow('access', accessRow, row);
        return { ...same, by, at };
      });
    },
  };
}
