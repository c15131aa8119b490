import { Pool, types } from 'pg';

/** Connections of one process. PostgreSQL allows 100 in all by default, so that several bots fit beside each other. */
const poolSize = 10;
/** A server that does not take a connection within this time counts as down. */
const connectTimeoutMs = 10_000;
/**
 * The deadline of one statement: far above any that Portolan sends, and the longest a process waits for another one's
 * migration. A migration that needs more begins with `set local statement_timeout`.
 */
const statementTimeoutMs = 30_000;
/** A process that died inside a transaction gives its locks back after this time. */
const idleTransactionTimeoutMs = 15_000;

/** PostgreSQL's type number of int8, which pg gives as text by default. Times and counts stay below 2^53. */
const int8 = 20;

/** A pool of connections that gives int8 as number. Connects at the first query. */
export function createPostgresPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleTransactionTimeoutMs,
    application_name: 'portolan',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 && format !== 'binary' ? Number : types.getTypeParser(oid, format),
    },
  });
  // A connection lost while idle: the pool drops it, and the next query connects anew or fails with the cause.
  pool.on('error', () => undefined);
  return pool;
}
