import type { Prove } from '../probe/prove.ts';
import type { HostFacts } from '../wire/facts.ts';
import type { HubFrame, RunnerFrame } from '../wire/frames.ts';
import { createAdmission } from './admission.ts';
import { usualBackoff } from './backoff.ts';
import { createCourier } from './courier.ts';
import { factsEveryMs, watchFacts } from './facts/watch.ts';
import type { Parties } from './greeting.ts';
import type { Journal } from './journal.ts';
import { keepConnected } from './keep-connected.ts';
import type { Link, OpenLink } from './link.ts';
import { createLoop, type Limits, usualLimits } from './loop.ts';
import type { Nonces } from './nonces.ts';
import type { Outbox } from './outbox.ts';
import type { Scope } from './permit.ts';
import type { PolicySource } from './policy-source.ts';
import type { Patience } from './retry.ts';
import type { Ending, RunnerState, RunnerStatus } from './state.ts';
import { closedPolicy } from './usual-policy.ts';

/** How long a runner waits for what (milliseconds). */
export interface Timing extends Patience {
  /** Challenge and welcome together. */
  readonly handshakeMs: number;
  /** Between two `working` frames: a third of any sensible lease. */
  readonly workingEveryMs: number;
  /** A result that was sent and not stored after so long is sent again. */
  readonly againAfterMs: number;
  /** Between two collections of facts. */
  readonly factsEveryMs: number;
  /** When it stops: for the probes that run, and then for the hub to store the last results. */
  readonly drainMs: number;
  readonly flushMs: number;
}

/** Stopping takes 10 s + 5 s and the good-bye at most, well within the 25 s that a service is given. */
export const usualTiming: Timing = {
  backoff: usualBackoff,
  replacedMs: 300_000,
  handshakeMs: 10_000,
  workingEveryMs: 10_000,
  againAfterMs: 15_000,
  factsEveryMs,
  drainMs: 10_000,
  flushMs: 5_000,
};

/** Everything that a runner stands on. */
export interface RunnerParts {
  readonly parties: Parties;
  readonly open: OpenLink;
  readonly prove: Prove;
  readonly scope: Scope;
  readonly policy: PolicySource;
  readonly nonces: Nonces;
  readonly outbox: Outbox;
  readonly journal: Journal;
  /** Reads what is known of the server; never rejects. */
  collectFacts(): Promise<HostFacts>;
  /** Milliseconds since the epoch, and of a clock that never goes back. */
  now(): number;
  monotonic(): number;
  /** In [0, 1). */
  random(): number;
  readonly limits?: Limits;
  readonly timing?: Partial<Timing>;
  /** Told of each change of state. */
  told?(status: RunnerStatus): void;
  /** Told of what should not happen; the runner goes on. */
  fault(error: unknown): void;
}

/** A runner: proves what its hub asks and its policy permits. */
export interface Runner {
  start(): void;
  /** Takes nothing more, lets what runs end, reports, says good-bye. Resolves when it is done. */
  stop(): Promise<void>;
  /** Resolves when it ended, by itself or not. Never rejects. */
  readonly done: Promise<Ending>;
  readonly status: RunnerStatus;
}

/** Makes a runner. Nothing happens before `start`. */
export function createRunner(parts: RunnerParts): Runner {
  const { policy, outbox, journal, now, monotonic } = parts;
  const timing: Timing = { ...usualTiming, ...parts.timing };
  const halt = new AbortController();
  const ended = Promise.withResolvers<Ending>();
  let link: Link | null = null;
  let started = false;
  let stopping: Promise<void> | null = null;
  let state: { readonly name: RunnerState; readonly since: number; readonly why: string | null } = {
    name: 'connecting',
    since: now(),
    why: null,
  };
  let lastContactAt: number | null = null;
  let skewMs: number | null = null;
  let facts: HostFacts | null = null;
  /** What the hub believes of our room: what it was told less the jobs that came since. */
  let promised = 0;
  let announcing = false;

  function note(...line: Parameters<Journal['write']>): void {
    try {
      journal.write(...line);
    } catch (error) {
      parts.fault(error);
    }
  }

  function fault(error: unknown): void {
    parts.fault(error);
    try {
      journal.write('fault', { detail: error instanceof Error ? error.message : String(error) });
    } catch {
      // The journal may be what failed; it was told above.
    }
  }

  async function say(frame: RunnerFrame): Promise<boolean> {
    return link === null ? false : link.send(frame);
  }

  const courier = createCourier({ outbox, say, monotonic, againAfterMs: timing.againAfterMs, fault });
  const { runner, hubKey } = parts.parties;
  const loop = createLoop({
    ...parts,
    admission: createAdmission({ runner, hubKey, nonces: parts.nonces, now }),
    courier,
    limits: parts.limits ?? usualLimits,
    say,
    changed: announce,
    fault,
  });

  function enter(name: RunnerState, why: string | null): void {
    // While it stops it may still connect, to deliver what is left.
    if (stopping !== null && name !== 'stopped' && name !== 'sent-away') return;
    state = { name, since: now(), why };
    parts.told?.(status());
  }

  function status(): RunnerStatus {
    const { name, since, why } = state;
    const { counts: jobs, held } = loop;
    return { state: name, since, why, lastContactAt, skewMs, jobs, held: held.length, outbox: outbox.size };
  }

  /** Says how many jobs it takes, once a turn, where that is not what the hub believes already. */
  function announce(): void {
    if (announcing) return;
    announcing = true;
    setImmediate(() => {
      announcing = false;
      const { free } = loop;
      if (link === null || free === promised) return;
      promised = free;
      void say({ type: 'free', jobs: free });
    });
  }

  /** Says what the hub may know of this server, once that is known itself. */
  function introduce(): void {
    if (facts === null) return;
    const read = policy.current();
    const shown = read.kind === 'policy' ? read.policy : closedPolicy;
    void say({ type: 'about', facts: { ...facts, skewMs }, policy: shown });
  }

  function heard(frame: HubFrame): void {
    switch (frame.type) {
      case 'job':
        promised -= 1;
        void loop.take(frame).catch(fault).finally(announce);
        break;
      case 'cancel':
        void loop.cancel(frame).catch(fault);
        break;
      case 'stored':
        void courier.stored(frame.job).finally(announce);
        break;
      case 'challenge':
      case 'welcome':
      case 'denied':
        // A greeting has its time, and that is over.
        note('rejected', { job: null, why: `a ${frame.type} after the welcome` });
    }
  }

  function welcomed(open: Link, skew: number): void {
    link = open;
    skewMs = skew;
    promised = -1;
    enter('connected', null);
    note('connected', { skewMs: skew });
    introduce();
    courier.sendAll();
    announce();
  }

  function serve(): Promise<Ending> {
    return keepConnected(
      {
        ...parts,
        handshakeMs: timing.handshakeMs,
        patience: timing,
        welcomed,
        heard,
        alive() {
          lastContactAt = now();
        },
        strange: (what) => note('rejected', { job: null, why: `no frame: ${what}` }),
        left() {
          link = null;
        },
        enter,
        note,
        fault,
      },
      halt.signal,
    );
  }

  /** Renews the leases of the jobs that it has, and looks after results that the hub did not store. */
  function mention(): void {
    const jobs = [...loop.held];
    if (link === null) return;
    if (jobs.length > 0) void say({ type: 'working', jobs });
    courier.sendLate();
  }

  async function finish(): Promise<void> {
    await loop.drain(timing.drainMs);
    if (link !== null) await courier.empty(AbortSignal.timeout(timing.flushMs));
    halt.abort();
    link?.close('the runner stops');
    await ended.promise;
  }

  async function live(): Promise<void> {
    const watched = watchFacts({
      collect: parts.collectFacts,
      publish(learned) {
        facts = learned;
        introduce();
      },
      everyMs: timing.factsEveryMs,
    });
    const mentioning = setInterval(mention, timing.workingEveryMs);
    const unsubscribe = policy.onChange(() => {
      const read = policy.current();
      const why = read.kind === 'policy' ? null : (read.faults[0] ?? null);
      note('policy', { usable: read.kind === 'policy', why });
      introduce();
    });
    note('started', { runner });
    const ending = await serve();
    // Whatever ended it: nothing more is done for this hub.
    loop.abandon();
    watched.stop();
    clearInterval(mentioning);
    unsubscribe();
    enter(ending.kind, ending.kind === 'stopped' ? null : ending.message);
    note('stopped', { why: ending.kind });
    ended.resolve(ending);
  }

  return {
    start() {
      started = true;
      void live();
    },
    async stop() {
      if (!started) return ended.resolve({ kind: 'stopped' });
      if (stopping === null) {
        enter('stopping', null);
        stopping = finish();
      }
      await stopping;
    },
    done: ended.promise,
    get status() {
      return status();
    },
  };
}
