import type { KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { PortolanError } from '../errors.ts';
import { createKeyPair, type KeyPair, privatePem, readKeyPair } from '../wire/keys.ts';
import type { Clock } from './clock.ts';
import { parseRow } from './row.ts';
import type { Db } from './schema.ts';
import { keyIdOf, seal, unseal } from './sealed.ts';

/** The key with which this hub signs, one for all its replicas and for good: every runner pinned it. */
export interface HubKeys {
  /**
   * The key, made by the first process that asks. Fails with `config-invalid` when another secret key sealed it, and with
   * `internal` when it was changed.
   */
  obtain(): Promise<KeyPair>;
}

const hubKeyRow = v.object({ public_key: v.string(), sealed_private_key: v.string() });

/** Binds the sealed key to its table. */
const sealContext = 'hub_key/1';

/** Makes the store of the hub's key over an open database; `secret` (32 bytes) seals its private part at rest. */
export function createHubKeys(db: Db, clock: Clock, secret: KeyObject): HubKeys {
  async function find(): Promise<KeyPair | null> {
    const row = await db.selectFrom('hub_key').selectAll().where('id', '=', 1).executeTakeFirst();
    return row === undefined ? null : open(parseRow('hub_key', hubKeyRow, row), secret);
  }

  return {
    async obtain() {
      const known = await find();
      if (known !== null) return known;
      const made = createKeyPair();
      await db
        .insertInto('hub_key')
        .values({
          id: 1,
          public_key: made.publicKey,
          sealed_private_key: seal(secret, privatePem(made), sealContext),
          created_at: clock(),
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      // Of several replicas that start at once one wrote its key, and all of them use that one.
      return (await find()) ?? made;
    },
  };
}

function open({ public_key, sealed_private_key }: v.InferOutput<typeof hubKeyRow>, secret: KeyObject): KeyPair {
  const opened = unseal(secret, sealed_private_key, sealContext);
  if (opened.kind === 'other-key')
    throw new PortolanError(
      'config-invalid',
      `The hub's key was sealed with key ${opened.keyId}, and the configured secret key is ${keyIdOf(secret)}`,
      'Start with the key that sealed it: every runner pinned the key that it holds.',
    );
  const pair = opened.kind === 'opened' ? readKeyPair(opened.text) : null;
  if (pair === null || pair.publicKey !== public_key)
    throw new PortolanError(
      'internal',
      "The hub's key was changed since it was sealed",
      'Restore it from a backup, and find out who else writes to the database.',
    );
  return pair;
}
