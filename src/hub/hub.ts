import type { Router } from 'express';
import { fingerprintOf } from '../wire/keys.ts';
import { createEnrolRoutes, type EnrolLimits } from './enrol-routes.ts';
import type { HubLink } from './link.ts';
import type { HubParts } from './parts.ts';
import { createReception } from './reception.ts';
import { type Rounds, startRounds } from './rounds.ts';
import { createUpgrade, type Upgrade } from './upgrade.ts';

/** Links that may be about to show whose they are: a thousand at once, as after a restart, and not without end. */
const mostGreeting = 2_000;

/** How much there is of what, for metrics. */
export interface Figures {
  /** Runners that are connected to this replica. */
  readonly connected: number;
  /** Jobs of all runners that wait, and that were handed out. */
  readonly queued: number;
  readonly leased: number;
}

/** The bot's side of its runners. */
export interface Hub {
  /** Fingerprint of its key. */
  readonly id: string;
  /** Where servers enrol: to be mounted at the root. */
  readonly routes: Router;
  /** Takes over connections to `connectPath` that ask to become WebSockets. */
  readonly upgrade: Upgrade;
  /** Serves a runner over any link, such as one in memory. */
  serve(link: HubLink): void;
  /**
   * Lets a runner of this process in under its name. Returns its id, or null when a real runner bears the name. Replicas
   * that share a database must not share such a name.
   */
  adoptLocal(runner: {
    readonly name: string;
    readonly roles: readonly string[];
    readonly publicKey: string;
  }): Promise<string | null>;
  figures(): Promise<Figures>;
  start(): void;
  /** Hands out nothing more, tells runners, stores what they reported and closes; within 10 s. */
  stop(): Promise<void>;
}

/** Makes the hub of one process. Several may share a database, and a runner may connect to any of them. */
export function createHub(parts: HubParts, limits: EnrolLimits): Hub {
  const { store, random } = parts;
  const identity = { hub: fingerprintOf(parts.key.publicKey), replica: random(12).toString('base64url') };
  const reception = createReception(parts, identity);
  let rounds: Rounds | null = null;
  return {
    id: identity.hub,
    routes: createEnrolRoutes(parts, limits),
    upgrade: createUpgrade(reception.serve, () => reception.greeting >= mostGreeting),
    serve: reception.serve,
    adoptLocal: (runner) => store.runners.adoptLocal({ ...runner, id: random(16).toString('base64url') }),
    async figures() {
      return { connected: reception.guests.size, ...(await store.jobs.waiting()) };
    },
    start() {
      rounds ??= startRounds(parts, reception, identity);
    },
    async stop() {
      await reception.leave();
      await rounds?.stop();
    },
  };
}
