import { lostAfterMs, pingEveryMs } from '../wire/version.ts';

/** How long the hub waits for what (milliseconds). */
export interface Intervals {
  /** Whoever connects must have shown who he is within this time. */
  readonly helloMs: number;
  /** Between two signs of life that are asked for. */
  readonly pingMs: number;
  /** Without any for this long, a runner counts as lost. */
  readonly lostMs: number;
  /** A job that its runner does not mention for this long is handed out again. */
  readonly leaseMs: number;
  /** Between looks at the database for what no hint told of. */
  readonly pollMs: number;
  /** Between looks for leases and jobs whose time is over. */
  readonly sweepMs: number;
  /** Between notes of who was heard of. */
  readonly presenceMs: number;
  /** Between clearings of what is too old. */
  readonly purgeMs: number;
  /** A stop that takes longer cuts the connections that are left. */
  readonly stopMs: number;
}

/**
 * A revocation has to close a connection within 5 s even when its hint is lost, so the poll takes 2. A lease of 30 s is
 * what three missed reports of a runner, 10 s apart, leave.
 */
export const usualIntervals: Intervals = {
  helloMs: 10_000,
  pingMs: pingEveryMs,
  lostMs: lostAfterMs,
  leaseMs: 30_000,
  pollMs: 2_000,
  sweepMs: 1_000,
  presenceMs: 15_000,
  purgeMs: 3_600_000,
  stopMs: 10_000,
};
