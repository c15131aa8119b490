import { type SqlBool, sql } from 'kysely';

/** States of a job. The first two are open. */
export type JobState = 'queued' | 'leased' | 'done' | 'dead' | 'expired' | 'cancelled';

/*
 * Conditions on jobs, word by word as the partial indexes have them: SQLite takes such an index only for a query that
 * repeats its condition, and sees no value of a parameter.
 */

/** Jobs that have not ended. */
export const isOpen = sql<SqlBool>`state in ('queued', 'leased')`;

/** Open jobs that wait for their runner. Both conditions, so that the index of either kind serves. */
export const isQueued = sql<SqlBool>`state = 'queued' and state in ('queued', 'leased')`;

/** Open jobs that were handed out. */
export const isLeased = sql<SqlBool>`state = 'leased' and state in ('queued', 'leased')`;
