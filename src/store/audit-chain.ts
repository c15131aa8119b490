import { digest } from './digest.ts';

/** A privileged act. Each part is one line of text, written by the code that acts. */
export interface Act {
  /** Who did it, by id: `slack/T1/U1`. */
  readonly who: string;
  /** From where: the conversation, or the host of a runner. */
  readonly where: string;
  /** What was asked, such as the command line. */
  readonly what: string;
  /** How it ended: `done`, `refused: not an operator`. */
  readonly outcome: string;
}

/** One row of the chain. */
export interface AuditRow extends Act {
  /** 1 for the first act, and one more for each after it. */
  readonly seq: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `hash` of the row before, and `startHash` in the first. */
  readonly prevHash: string;
  readonly hash: string;
}

/** The end of a chain: the last row's number and hash, or 0 and `startHash` where there is none. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

/** What stands in for the hash before the first row. */
export const startHash = '0'.repeat(64);

/** Names the form below inside the hash, so that another form can follow one day. */
const form = 'portolan-audit-1';

/**
 * The hash of a row: SHA-256, in hexadecimal, over the UTF-8 bytes of the JSON array
 * `["portolan-audit-1", seq, at, who, where, what, outcome, prevHash]` as ECMAScript's JSON.stringify writes it without
 * white space. An array of texts and whole numbers has one spelling only, so that anyone can compute it again.
 */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  return digest(JSON.stringify([form, row.seq, row.at, row.who, row.where, row.what, row.outcome, row.prevHash]));
}
