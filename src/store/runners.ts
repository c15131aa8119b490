import type { HostFacts } from '../wire/facts.ts';
import type { Software } from '../wire/frames.ts';
import type { Policy } from '../wire/policy.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { endRevoked } from './jobs-end.ts';
import { isOpen } from './jobs-states.ts';
import { insertRunner, livingRunners, type Runner, readRunner } from './runners-row.ts';

/** The name of a runner was withdrawn: who it was, and the probe runs in which jobs of it ended. */
export type Revoked =
  | { readonly kind: 'revoked'; readonly runner: string; readonly runs: readonly string[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'local' };

/** Who may connect, and how they are. */
export interface Runners {
  /** A runner by id, a revoked one too; null where there never was one. */
  find(id: string): Promise<Runner | null>;
  /** Those that are not revoked, by name. */
  list(): Promise<readonly Runner[]>;
  /** How many are not revoked. */
  count(): Promise<number>;
  /** How many open jobs each runner has, by id; one that has none is missing. */
  open(): Promise<ReadonlyMap<string, number>>;
  /**
   * Makes the runner of a bot's own process, or gives the one of that name a new key: such a key lives as long as the
   * process. Returns its id; null when a real runner bears the name.
   */
  adoptLocal(runner: {
    readonly id: string;
    readonly name: string;
    readonly roles: readonly string[];
    readonly publicKey: string;
  }): Promise<string | null>;
  /** Notes who holds its connection, in place of whoever held one. False when it is revoked or unknown. */
  connect(
    id: string,
    connection: { readonly replica: string; readonly id: string; readonly software: Software },
  ): Promise<boolean>;
  /** Notes that this connection is gone; nothing when another took its place. */
  disconnect(id: string, connection: string): Promise<void>;
  /** Whether it is revoked, and which connection is its newest. */
  standing(id: string): Promise<{ readonly revoked: boolean; readonly connection: string | null }>;
  /** Notes that these were heard of just now over connections of this replica. */
  touch(replica: string, ids: readonly string[]): Promise<void>;
  describe(id: string, about: { readonly facts: HostFacts; readonly policy: Policy }): Promise<void>;
  /** Lets it connect no more, ends its open jobs, and voids tokens that were issued for its name. */
  revoke(name: string, by: string): Promise<Revoked>;
  /** Revoked ones that this replica still holds a connection of. */
  revokedOn(replica: string): Promise<readonly string[]>;
}

/** Runners that one statement notes as heard of: far below the 32,766 parameters that SQLite takes. */
const touchedAtOnce = 500;

/** Makes the store of runners over an open database. */
export function createRunners({ kind, db }: Pick<Database, 'kind' | 'db'>, clock: Clock): Runners {
  return {
    async find(id) {
      const row = await db
        .selectFrom('runner')
        .innerJoin('runner_state', 'runner_state.runner_id', 'runner.id')
        .selectAll()
        .where('runner.id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : readRunner(row);
    },

    async list() {
      const rows = await livingRunners(db).orderBy('runner.name').execute();
      return rows.map(readRunner);
    },

    async count() {
      const row = await db
        .selectFrom('runner')
        .select(({ fn }) => fn.countAll<number>().as('runners'))
        .where('revoked_at', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(row.runners);
    },

    async open() {
      const rows = await db
        .selectFrom('job')
        .select(({ fn }) => ['runner_id', fn.countAll<number>().as('open')])
        .where(isOpen)
        .where('runner_id', 'is not', null)
        .groupBy('runner_id')
        .execute();
      return new Map(rows.map(({ runner_id, open }) => [runner_id ?? '', open]));
    },

    adoptLocal({ id, name, roles, publicKey }) {
      return db.transaction().execute(async (transaction) => {
        const known = await transaction
          .updateTable('runner')
          .set({ public_key: publicKey, roles: JSON.stringify(roles) })
          .where('name', '=', name)
          .where('revoked_at', 'is', null)
          .where('local', '=', 1)
          .returning('id')
          .executeTakeFirst();
        if (known !== undefined) return known.id;
        const made = await insertRunner(transaction, {
          id,
          name,
          roles,
          publicKey,
          local: true,
          by: '',
          now: clock(),
        });
        return made ? id : null;
      });
    },

    async connect(id, { replica, id: connection, software }) {
      const row = await db
        .updateTable('runner_state')
        .set({ replica, connection, last_seen: clock(), software: JSON.stringify(software) })
        .where('runner_id', '=', id)
        .where(({ exists, selectFrom }) =>
          exists(selectFrom('runner').select('id').where('id', '=', id).where('revoked_at', 'is', null)),
        )
        .returning('runner_id')
        .executeTakeFirst();
      return row !== undefined;
    },

    async disconnect(id, connection) {
      await db
        .updateTable('runner_state')
        .set({ replica: null, connection: null })
        .where('runner_id', '=', id)
        .where('connection', '=', connection)
        .execute();
    },

    async standing(id) {
      const row = await db
        .selectFrom('runner')
        .innerJoin('runner_state', 'runner_state.runner_id', 'runner.id')
        .select(['revoked_at', 'connection'])
        .where('runner.id', '=', id)
        .executeTakeFirst();
      return { revoked: row === undefined || row.revoked_at !== null, connection: row?.connection ?? null };
    },

    async touch(replica, ids) {
      const now = clock();
      for (let from = 0; from < ids.length; from += touchedAtOnce)
        await db
          .updateTable('runner_state')
          .set({ last_seen: now })
          .where('runner_id', 'in', ids.slice(from, from + touchedAtOnce))
          .where('replica', '=', replica)
          .execute();
    },

    async describe(id, { facts, policy }) {
      await db
        .updateTable('runner_state')
        .set({ facts: JSON.stringify(facts), policy: JSON.stringify(policy) })
        .where('runner_id', '=', id)
        .execute();
    },

    revoke(name, by) {
      return db.transaction().execute(async (transaction) => {
        const now = clock();
        const revoked = await transaction
          .updateTable('runner')
          .set({ revoked_at: now, revoked_by: by })
          .where('name', '=', name)
          .where('revoked_at', 'is', null)
          .where('local', '=', 0)
          .returning('id')
          .executeTakeFirst();
        if (revoked === undefined) {
          const living = await livingRunners(transaction).where('name', '=', name).executeTakeFirst();
          return { kind: living === undefined ? 'unknown' : 'local' };
        }
        await transaction
          .updateTable('enrolment')
          .set({ used_at: now })
          .where('name', '=', name)
          .where('used_at', 'is', null)
          .execute();
        const runs = await endRevoked({ kind, transaction, now }, revoked.id);
        return { kind: 'revoked', runner: revoked.id, runs };
      });
    },

    async revokedOn(replica) {
      const rows = await db
        .selectFrom('runner_state')
        .innerJoin('runner', 'runner.id', 'runner_state.runner_id')
        .select('runner.id')
        .where('replica', '=', replica)
        .where('revoked_at', 'is not', null)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}
