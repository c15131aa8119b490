import type { Db } from './schema.ts';

/** Runs that one transaction forgets: with all their jobs some ten thousand rows. */
const runsAtOnce = 20;

/** Forgets runs that finished before a time (milliseconds since the epoch), their jobs and results. Returns how many. */
export async function purgeRuns(db: Db, before: number): Promise<number> {
  let purged = 0;
  for (;;) {
    const old = await db
      .selectFrom('probe_run')
      .select('id')
      .where('finished_at', '<', before)
      .orderBy('id')
      .limit(runsAtOnce)
      .execute();
    if (old.length === 0) return purged;
    const ids = old.map(({ id }) => id);
    await db.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('result').where('run_id', 'in', ids).execute();
      await transaction.deleteFrom('job').where('run_id', 'in', ids).execute();
      await transaction.deleteFrom('probe_run').where('id', 'in', ids).execute();
    });
    purged += ids.length;
  }
}
