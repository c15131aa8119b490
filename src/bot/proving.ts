import { randomBytes } from 'node:crypto';
import { type Text, text } from '../catalog/text.ts';
import { type Principal, spellPrincipal } from '../commands/access.ts';
import type { Actor } from '../commands/actor.ts';
import type { Estate } from '../commands/estate.ts';
import type { Config } from '../config.ts';
import { usualEnrolLimits } from '../hub/enrol-routes.ts';
import { createEstate } from '../hub/estate.ts';
import { createHub, type Hub } from '../hub/hub.ts';
import { createHubStore } from '../hub/hub-store.ts';
import { usualIntervals } from '../hub/intervals.ts';
import type { Log } from '../log.ts';
import { createAccess } from '../store/access.ts';
import { createAudit } from '../store/audit.ts';
import type { Database } from '../store/database.ts';
import { createHubKeys } from '../store/hub-keys.ts';
import { openWake } from '../store/wake.ts';
import { createKeyPair } from '../wire/keys.ts';
import { type LocalRunner, startLocalRunner } from './local-runner.ts';
import { obtainSecretKey } from './secret-key.ts';

/** What proves and remembers: the hub of this process, and what commands may ask of it. */
export interface Proving {
  readonly hub: Hub;
  readonly estate: Estate;
  /** Stops handing out, stores what was reported, and closes connections. */
  stop(): Promise<void>;
}

export interface ProvingParts {
  readonly config: Config;
  readonly store: Database;
  readonly log: Log;
  /** Of Portolan. */
  readonly version: string;
  now(): number;
  report(error: unknown): string;
  /** Admins beside those of the configuration: whoever owns the process is one at its own terminal. */
  readonly owner: Principal | null;
  /** Whether runners can reach this process at all. */
  readonly reachable: boolean;
  /** Whether this process brings its own runner for loopback. */
  readonly local: boolean;
  /** Ids of the groups that a person is in, as his platform tells. */
  groupsOf(actor: Actor): Promise<readonly string[]>;
  /** Is told how long a job was due before it was sent (milliseconds). */
  dispatched(ms: number): void;
}

const say = {
  unsealed: text(
    'This bot cannot keep the key that runners must trust: set PORTOLAN_SECRET_KEY to the same value on every replica.',
    'Deze bot kan de sleutel niet bewaren die runners moeten vertrouwen: zet PORTOLAN_SECRET_KEY op elke replica op dezelfde waarde.',
  ),
  unreachable: text(
    'No runner can reach this process: set PORTOLAN_URL to the address that it has for your servers, and start it again.',
    'Geen runner kan dit proces bereiken: zet PORTOLAN_URL op het adres dat het voor uw servers heeft en start opnieuw.',
  ),
} as const satisfies Record<string, Text>;

function unavailable(sealed: boolean, { reachable, config }: ProvingParts): Text | null {
  if (!sealed) return say.unsealed;
  return reachable && config.publicUrl !== null ? null : say.unreachable;
}

function adminsOf({ config, owner }: ProvingParts): readonly Principal[] {
  const all = owner === null ? config.admins : [...config.admins, owner];
  return [...new Map(all.map((one) => [spellPrincipal(one), one])).values()];
}

/** Opens the hub over the store and starts its rounds; with `local`, its own runner as well. */
export async function openProving(parts: ProvingParts): Promise<Proving> {
  const { config, store, log, version, now, report, local, groupsOf, dispatched } = parts;
  const secret = await obtainSecretKey(config);
  const key = secret === null ? createKeyPair() : await createHubKeys(store.db, now, secret).obtain();
  const wake = await openWake(config.database);
  const hubStore = createHubStore(store, now, randomBytes);
  const shared = { store: hubStore, wake, key, intervals: usualIntervals, now } as const;
  const hub = createHub({ ...shared, log, random: randomBytes, dispatched }, usualEnrolLimits);
  const estate = createEstate({
    ...shared,
    access: createAccess(store.db, now),
    audit: createAudit(store.db, now),
    hubUrl: config.publicUrl,
    unavailable: unavailable(secret !== null, parts),
    configured: adminsOf(parts).map((principal) => ({ principal, level: 'admin' })),
    groupsOf,
  });
  hub.start();
  let runner: LocalRunner | null = null;

  async function stop(): Promise<void> {
    await runner?.stop();
    await hub.stop();
    await wake.stop();
  }

  try {
    runner = local ? await startLocalRunner({ hub, key, version, now, report }) : null;
    return { hub, estate, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
