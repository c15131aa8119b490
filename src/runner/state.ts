import type { JobCounts } from './loop.ts';

/** What a runner is doing about its hub. */
export type RunnerState =
  | 'connecting'
  | 'connected'
  /** It will try again; `why` says what happened. */
  | 'waiting'
  | 'stopping'
  | 'stopped'
  /** The hub knows it no more; it tries no more. */
  | 'sent-away';

/** How a runner is. Times are milliseconds since the epoch. */
export interface RunnerStatus {
  readonly state: RunnerState;
  readonly since: number;
  /** Why it is not connected, for the person at the server; null where there is nothing to say. */
  readonly why: string | null;
  /** When the hub was heard last; null where it never was. */
  readonly lastContactAt: number | null;
  /** The hub's clock less this one's, at the last welcome. */
  readonly skewMs: number | null;
  readonly jobs: JobCounts;
  /** Jobs that it has now. */
  readonly held: number;
  /** Results that the hub has not stored yet. */
  readonly outbox: number;
}

/** How a runner ended. */
export type Ending =
  | { readonly kind: 'stopped' }
  /** The hub sent it away for good: it was revoked, or is not known there. */
  | { readonly kind: 'sent-away'; readonly code: 'revoked' | 'unknown-runner'; readonly message: string };
