import * as v from 'valibot';
import { roleName } from '../wire/parts.ts';
import { appendAct } from './audit.ts';
import type { Clock } from './clock.ts';
import { parseRow } from './row.ts';
import { insertRunner, isNameTaken } from './runners-row.ts';
import type { Db } from './schema.ts';

/** An invitation as the store keeps it: the token itself is known to the person who asked, and to nobody else. */
export interface NewInvitation {
  readonly tokenHash: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Who asked, spelt as a principal. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** A token that somebody offers for a key of their own. */
export interface Redemption {
  readonly tokenHash: string;
  /** Id of the runner that it makes. */
  readonly runner: string;
  readonly publicKey: string;
  /** Fingerprint of that key and where it came from, for the audit. */
  readonly fingerprint: string;
  readonly from: string;
}

/** A token that is unknown, used or expired is told alike. */
export type Redeemed =
  | { readonly kind: 'enrolled'; readonly name: string; readonly roles: readonly string[] }
  | { readonly kind: 'token-not-valid' }
  | { readonly kind: 'name-taken'; readonly name: string };

/** Tokens with which servers become runners, each used once at most. */
export interface Enrolments {
  invite(invitation: NewInvitation): Promise<'invited' | 'name-taken'>;
  /**
   * Spends the token, makes the runner and writes the audit row: all of it, or nothing when any part fails. Of all
   * redemptions of one token, in however many processes, exactly one is `enrolled`. A name that another runner has taken
   * meanwhile leaves the token as it was.
   */
  redeem(redemption: Redemption): Promise<Redeemed>;
  /** Forgets tokens that expired before this time. Returns how many. */
  purge(before: number): Promise<number>;
}

const enrolmentRow = v.object({
  name: v.string(),
  roles: v.pipe(v.string(), v.parseJson(), v.array(roleName)),
  created_by: v.string(),
});

/** Makes the store of tokens over an open database. */
export function createEnrolments(db: Db, clock: Clock): Enrolments {
  return {
    async invite({ tokenHash, name, roles, by, expiresAt }) {
      if (await isNameTaken(db, name)) return 'name-taken';
      await db
        .insertInto('enrolment')
        .values({
          token_hash: tokenHash,
          name,
          roles: JSON.stringify(roles),
          created_by: by,
          created_at: clock(),
          expires_at: expiresAt,
          used_at: null,
        })
        .execute();
      return 'invited';
    },

    redeem({ tokenHash, runner, publicKey, fingerprint, from }) {
      return db.transaction().execute(async (transaction) => {
        const now = clock();
        const spent = await transaction
          .updateTable('enrolment')
          .set({ used_at: now })
          .where('token_hash', '=', tokenHash)
          .where('used_at', 'is', null)
          .where('expires_at', '>', now)
          .returning(['name', 'roles', 'created_by'])
          .executeTakeFirst();
        if (spent === undefined) return { kind: 'token-not-valid' };
        const { name, roles, created_by: by } = parseRow('enrolment', enrolmentRow, spent);
        const made = await insertRunner(transaction, { id: runner, name, roles, publicKey, local: false, by, now });
        if (!made) {
          await transaction
            .updateTable('enrolment')
            .set({ used_at: null })
            .where('token_hash', '=', tokenHash)
            .execute();
          return { kind: 'name-taken', name };
        }
        await appendAct(transaction, clock, {
          who: by,
          where: from,
          what: `runner ${name} enrolled with key ${fingerprint}`,
          outcome: 'done',
        });
        return { kind: 'enrolled', name, roles };
      });
    },

    async purge(before) {
      const result = await db.deleteFrom('enrolment').where('expires_at', '<', before).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
