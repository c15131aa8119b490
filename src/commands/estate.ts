import type { Need } from '../catalog/ports/row.ts';
import type { RoleId } from '../catalog/role.ts';
import type { Text } from '../catalog/text.ts';
import type { Outcome } from '../probe/outcome.ts';
import type { Probe } from '../probe/probe.ts';
import type { HostFacts } from '../wire/facts.ts';
import type { Software } from '../wire/frames.ts';
import type { Policy } from '../wire/policy.ts';
import type { Level, Principal } from './access.ts';
import type { Actor } from './actor.ts';

/*
 * What commands ask of the world beyond the catalog: runners, probes, rights and the audit. The hub fulfils it; nothing
 * here says how. Times are milliseconds since the epoch.
 */

/** A runner as people see it. A revoked one is no longer listed. */
export interface RunnerView {
  readonly name: string;
  readonly roles: readonly RoleId[];
  /** `lost`: enrolled and seen before, and not connected now. */
  readonly state: 'connected' | 'lost' | 'never-seen';
  /** The one inside the bot's own process, which may probe loopback and nothing else. */
  readonly local: boolean;
  readonly enrolledAt: number;
  /** Who enrolled it, spelt as a principal; empty for the local one. */
  readonly enrolledBy: string;
  readonly lastSeen: number | null;
  readonly software: Software | null;
  readonly facts: HostFacts | null;
  readonly policy: Policy | null;
  /** Jobs that wait for it or run on it. */
  readonly open: number;
}

/** What the person who enrols a runner needs, once. */
export interface Invitation {
  readonly name: string;
  readonly roles: readonly RoleId[];
  /** A secret: shown to the asker alone, never logged, never stored. */
  readonly token: string;
  readonly expiresAt: number;
  /** Where the runner must connect to, such as `https://bot.contoso.com`; null where the bot does not know its own address. */
  readonly hubUrl: string | null;
}

export type Invited =
  | { readonly kind: 'invited'; readonly invitation: Invitation }
  | { readonly kind: 'name-taken' }
  /** This bot serves no runners; `reason` says what its operator must do. */
  | { readonly kind: 'unavailable'; readonly reason: Text };

export interface Runners {
  list(): Promise<readonly RunnerView[]>;
  invite(request: { readonly name: string; readonly roles: readonly RoleId[]; readonly by: Actor }): Promise<Invited>;
  /** Closes its connection within five seconds and hands it no job afterwards. */
  revoke(name: string, by: Actor): Promise<'revoked' | 'unknown' | 'local'>;
}

/** One probe that is to be made: by which runner, and what it proves. */
export interface Task {
  readonly runner: string;
  /** The catalog's flows or endpoints that it proves; the first one names it on the wire. */
  readonly flows: readonly string[];
  readonly from: RoleId;
  readonly to: RoleId;
  readonly need: Need;
  readonly probe: Probe;
  /** What the host stands for, where it is not the host itself that matters; null where there is nothing to say. */
  readonly note: Text | null;
}

/** A task and what became of it. */
export interface TaskView extends Task {
  readonly state: 'waiting' | 'running' | 'done';
  /** Null until it is done. */
  readonly outcome: Outcome | null;
}

/** A run: what one command line asked of runners. */
export interface RunView {
  /** Short and typable. */
  readonly id: string;
  readonly command: string;
  /** Who asked, spelt as a principal. */
  readonly by: string;
  readonly createdAt: number;
  readonly finishedAt: number | null;
  readonly cancelled: boolean;
  readonly tasks: readonly TaskView[];
}

export type Started =
  | { readonly kind: 'started'; readonly run: RunView }
  | { readonly kind: 'queue-full'; readonly runner: string; readonly most: number }
  | { readonly kind: 'too-often'; readonly retryAfterMs: number };

export interface Runs {
  start(request: {
    readonly by: Actor;
    /** The conversation that asked. */
    readonly place: string;
    readonly command: string;
    readonly tasks: readonly Task[];
  }): Promise<Started>;
  read(id: string): Promise<RunView | null>;
  /** The last runs, newest first. */
  recent(count: number): Promise<readonly RunView[]>;
  /** Stops what has not ended; what runs is told so. */
  cancel(id: string, by: Actor): Promise<'cancelled' | 'finished' | 'unknown'>;
  /**
   * The run whenever something in it changed, at most ten times a second, and last of all finished; ends when it is or when
   * `signal` is aborted. Works from every replica.
   */
  follow(id: string, signal: AbortSignal): AsyncIterable<RunView>;
}

/** A right that somebody was given. */
export interface Grant {
  readonly principal: Principal;
  readonly level: Level;
  /** Spelt as a principal, or `configuration`. */
  readonly by: string;
  /** Null for those of the configuration. */
  readonly at: number | null;
}

export interface Rights {
  /** The highest level that this person holds, by id or through a group; null where there is none. */
  levelOf(actor: Actor): Promise<Level | null>;
  list(): Promise<readonly Grant[]>;
  grant(principal: Principal, level: Level, by: Actor): Promise<void>;
  /** Takes a right away; one of the configuration stays. */
  withdraw(principal: Principal, by: Actor): Promise<'withdrawn' | 'unknown' | 'configured'>;
}

/** One act in the audit trail. */
export interface AuditEntry {
  readonly seq: number;
  readonly at: number;
  readonly who: string;
  readonly where: string;
  readonly what: string;
  readonly outcome: string;
}

export interface AuditTrail {
  /** Writes one row. When it fails, the act must not happen. */
  append(act: Pick<AuditEntry, 'who' | 'where' | 'what' | 'outcome'>): Promise<void>;
  /** The last acts, newest first. */
  recent(count: number): Promise<readonly AuditEntry[]>;
  verify(): Promise<
    | { readonly kind: 'intact'; readonly rows: number; readonly head: string }
    | { readonly kind: 'broken'; readonly seq: number; readonly reason: string }
  >;
}

/** Everything beyond the catalog. */
export interface Estate {
  readonly runners: Runners;
  readonly runs: Runs;
  readonly rights: Rights;
  readonly audit: AuditTrail;
}
