import type { Selectable } from 'kysely';
import * as v from 'valibot';
import { hostFacts } from '../wire/facts.ts';
import { software } from '../wire/frames.ts';
import { roleName } from '../wire/parts.ts';
import { policy } from '../wire/policy.ts';
import { parseRow } from './row.ts';
import type { Db, RunnerStateTable, RunnerTable } from './schema.ts';

/** A column that holds JSON of a kind. What an older or newer version wrote otherwise counts as not known. */
function told<Schema extends v.GenericSchema>(schema: Schema) {
  return v.fallback(v.nullable(v.pipe(v.string(), v.parseJson(), schema)), null);
}

const runnerRow = v.object({
  id: v.string(),
  name: v.string(),
  roles: v.pipe(v.string(), v.parseJson(), v.array(roleName)),
  public_key: v.string(),
  local: v.number(),
  enrolled_at: v.number(),
  enrolled_by: v.string(),
  revoked_at: v.nullable(v.number()),
  replica: v.nullable(v.string()),
  connection: v.nullable(v.string()),
  last_seen: v.nullable(v.number()),
  software: told(software),
  facts: told(hostFacts),
  policy: told(policy),
});

/** A runner as the store knows it. Times are milliseconds since the epoch. */
export type Runner = ReturnType<typeof readRunner>;

/** A row of both tables of a runner, joined. */
export function readRunner(row: Selectable<RunnerTable> & Selectable<RunnerStateTable>) {
  const parsed = parseRow('runner', runnerRow, row);
  return {
    id: parsed.id,
    name: parsed.name,
    roles: parsed.roles,
    publicKey: parsed.public_key,
    /** Whether it runs inside a bot's own process. */
    local: parsed.local !== 0,
    enrolledAt: parsed.enrolled_at,
    /** Who asked for its token, spelt as a principal; empty for a local one. */
    enrolledBy: parsed.enrolled_by,
    revokedAt: parsed.revoked_at,
    /** The process of the bot that holds its connection; null where it has none. */
    replica: parsed.replica,
    connection: parsed.connection,
    lastSeen: parsed.last_seen,
    software: parsed.software,
    facts: parsed.facts,
    policy: parsed.policy,
  } as const;
}

/** Runners that are not revoked, with how they are. */
export function livingRunners(db: Db) {
  return db
    .selectFrom('runner')
    .innerJoin('runner_state', 'runner_state.runner_id', 'runner.id')
    .selectAll()
    .where('runner.revoked_at', 'is', null);
}

/** Whether a runner that is not revoked bears this name. */
export async function isNameTaken(db: Db, name: string): Promise<boolean> {
  const row = await db
    .selectFrom('runner')
    .select('id')
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Adds a runner. False, with nothing written, when its name is taken. */
export async function insertRunner(
  db: Db,
  runner: {
    readonly id: string;
    readonly name: string;
    readonly roles: readonly string[];
    readonly publicKey: string;
    readonly local: boolean;
    readonly by: string;
    readonly now: number;
  },
): Promise<boolean> {
  const inserted = await db
    .insertInto('runner')
    .values({
      id: runner.id,
      name: runner.name,
      roles: JSON.stringify(runner.roles),
      public_key: runner.publicKey,
      local: runner.local ? 1 : 0,
      enrolled_at: runner.now,
      enrolled_by: runner.by,
      revoked_at: null,
      revoked_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) return false;
  await db
    .insertInto('runner_state')
    .values({
      runner_id: runner.id,
      replica: null,
      connection: null,
      last_seen: null,
      software: null,
      facts: null,
      policy: null,
    })
    .execute();
  return true;
}
