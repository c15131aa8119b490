import * as v from 'valibot';
import { type CloudId, clouds } from '../catalog/endpoints/cloud.ts';
import { type EditionId, editions } from '../catalog/ports/edition.ts';
import { type Language, languages } from '../catalog/text.ts';
import type { Clock } from './clock.ts';
import type { Person } from './person.ts';
import { parseRow } from './row.ts';
import type { Db } from './schema.ts';

/** What a person chose; null where nothing was chosen, so that the platform's or the catalog's default holds. */
export interface Preferences {
  readonly language: Language | null;
  readonly edition: EditionId | null;
  readonly cloud: CloudId | null;
}

/** The choices of each person. */
export interface PreferenceStore {
  read(person: Person): Promise<Preferences>;
  /** Changes what is named and leaves the rest; null takes a choice back. */
  change(person: Person, changes: Partial<Preferences>): Promise<void>;
}

const nothing: Preferences = { language: null, edition: null, cloud: null };

/** A choice that the catalog no longer offers, such as an edition that was withdrawn, counts as none. */
const preferenceRow = v.object({
  language: v.fallback(v.nullable(v.picklist(languages)), null),
  edition: v.fallback(v.nullable(v.picklist(editions.map(({ id }) => id))), null),
  cloud: v.fallback(v.nullable(v.picklist(clouds.map(({ id }) => id))), null),
});

/** Makes the store of choices over an open database. */
export function createPreferences(db: Db, clock: Clock): PreferenceStore {
  return {
    async read({ platform, tenant, user }) {
      const row = await db
        .selectFrom('preference')
        .select(['language', 'edition', 'cloud'])
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('user_id', '=', user)
        .executeTakeFirst();
      return row === undefined ? nothing : parseRow('preference', preferenceRow, row);
    },

    async change({ platform, tenant, user }, changes) {
      const row = { ...changes, updated_at: clock() };
      await db
        .insertInto('preference')
        .values({ platform, tenant, user_id: user, ...row })
        .onConflict((conflict) => conflict.columns(['platform', 'tenant', 'user_id']).doUpdateSet(row))
        .execute();
    },
  };
}
