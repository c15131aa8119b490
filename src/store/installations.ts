import type { KeyObject } from 'node:crypto';
import type { Selectable } from 'kysely';
import * as v from 'valibot';
import { PortolanError } from '../errors.ts';
import type { Clock } from './clock.ts';
import { type JsonObject, jsonText } from './json.ts';
import { parseRow } from './row.ts';
import type { Db, InstallationTable } from './schema.ts';
import { keyIdOf, seal, unseal } from './sealed.ts';

/** Who installed the app: one workspace (in an organisation or not), or an organisation for all its workspaces. */
export type Owner =
  | { readonly kind: 'team'; readonly team: string; readonly enterprise: string | null }
  | { readonly kind: 'enterprise'; readonly enterprise: string };

/** What one owner granted. */
export interface Installation {
  readonly owner: Owner;
  /** User id of the person who installed the app. */
  readonly installedBy: string;
  /** The platform's own record of the grant, tokens included. Stored sealed as a whole. */
  readonly grant: JsonObject;
}

/** An installation as the store knows it. */
export interface KnownInstallation extends Installation {
  /** Milliseconds since the epoch, of the first install and of the last change. */
  readonly installedAt: number;
  readonly updatedAt: number;
}

/** The Slack id of the team or the organisation. Slack's ids are unique across both. */
export type OwnerId = string;

/** The grants of every workspace that installed the app. */
export interface Installations {
  /** Saves a grant, in place of the one that the same owner gave before. */
  save(installation: Installation): Promise<void>;
  /** Fails with `config-invalid` when another key sealed it, and with `internal` when it was changed. */
  find(id: OwnerId): Promise<KnownInstallation | undefined>;
  /** Forgets a grant, as after an uninstall. False when there was none. */
  remove(id: OwnerId): Promise<boolean>;
}

const installationRow = v.object({
  id: v.string(),
  owner_kind: v.picklist(['team', 'enterprise']),
  enterprise: v.nullable(v.string()),
  installed_by: v.string(),
  sealed_grant: v.string(),
  installed_at: v.number(),
  updated_at: v.number(),
});

/** The id under which a grant of this owner is kept. */
export function ownerId(owner: Owner): OwnerId {
  return owner.kind === 'team' ? owner.team : owner.enterprise;
}

/** Makes the store of grants over an open database; `key` (32 bytes) seals them at rest. */
export function createInstallations(db: Db, clock: Clock, key: KeyObject): Installations {
  return {
    async save({ owner, installedBy, grant }) {
      const id = ownerId(owner);
      const now = clock();
      const row = {
        owner_kind: owner.kind,
        enterprise: owner.enterprise,
        installed_by: installedBy,
        sealed_grant: seal(key, JSON.stringify(grant), sealContext(id)),
        updated_at: now,
      };
      await db
        .insertInto('installation')
        .values({ id, ...row, installed_at: now })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },

    async find(id) {
      const row = await db.selectFrom('installation').selectAll().where('id', '=', id).executeTakeFirst();
      return row && read(row, key);
    },

    async remove(id) {
      const result = await db.deleteFrom('installation').where('id', '=', id).executeTakeFirst();
      return result.numDeletedRows === 1n;
    },
  };
}

function read(stored: Selectable<InstallationTable>, key: KeyObject): KnownInstallation {
  const row = parseRow('installation', installationRow, stored);
  const { id, enterprise } = row;
  const owner: Owner =
    row.owner_kind === 'team' ? { kind: 'team', team: id, enterprise } : { kind: 'enterprise', enterprise: id };
  const grant = parseRow('installation', v.object({ sealed_grant: jsonText }), { sealed_grant: openGrant(row, key) });
  return {
    owner,
    installedBy: row.installed_by,
    grant: grant.sealed_grant,
    installedAt: row.installed_at,
    updatedAt: row.updated_at,
  };
}

function openGrant(row: v.InferOutput<typeof installationRow>, key: KeyObject): string {
  const opened = unseal(key, row.sealed_grant, sealContext(row.id));
  switch (opened.kind) {
    case 'opened':
      return opened.text;
    case 'other-key':
      throw new PortolanError(
        'config-invalid',
        `The grant of ${row.id} was sealed with key ${opened.keyId}, and the configured secret key is ${keyIdOf(key)}`,
        'Start with the key that sealed it, or install the app there again.',
      );
    case 'damaged':
      throw new PortolanError(
        'internal',
        `The grant of ${row.id} was changed since it was sealed`,
        'Install the app there again, and find out who else writes to the database.',
      );
  }
}

/** Binds a sealed grant to its table and row. */
function sealContext(id: OwnerId): string {
  return `installation/${id}`;
}
