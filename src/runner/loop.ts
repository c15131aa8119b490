import type { Outcome } from '../probe/outcome.ts';
import type { Prove } from '../probe/prove.ts';
import type { RunnerFrame } from '../wire/frames.ts';
import type { Job, Signed } from '../wire/job.ts';
import type { Admission } from './admission.ts';
import type { Courier } from './courier.ts';
import { cancelledOutcome, execute } from './execute.ts';
import { plainHost } from './hosts.ts';
import type { Journal } from './journal.ts';
import { judge, type Refusal } from './judge.ts';
import type { Outbox } from './outbox.ts';
import { hostsOf, refusalOutcome, type Scope } from './permit.ts';
import type { PolicySource } from './policy-source.ts';
import { noStarts } from './rate.ts';

/** How much a runner does at once. */
export interface Limits {
  /** Probes that run at the same time. */
  readonly concurrency: number;
  /** Of them against one host: with more, a server looks filtered that is only busy. */
  readonly perHost: number;
}

export const usualLimits: Limits = { concurrency: 32, perHost: 5 };

/** Most jobs that it has, running and waiting: what a `working` frame may name. A hub that keeps to `free` never gets there. */
const mostHeld = 1_000;

export interface LoopParts {
  readonly prove: Prove;
  readonly scope: Scope;
  readonly policy: PolicySource;
  readonly admission: Admission;
  readonly outbox: Outbox;
  readonly courier: Courier;
  readonly journal: Journal;
  readonly limits: Limits;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds of a clock that never goes back. */
  monotonic(): number;
  say(frame: RunnerFrame): Promise<boolean>;
  /** Told when the jobs that it has, or the room for more, changed. */
  changed(): void;
  fault(error: unknown): void;
}

/** How many jobs came to what since the start. */
export interface JobCounts {
  readonly done: number;
  /** Refused by the policy. */
  readonly refused: number;
  /** Not believed. */
  readonly rejected: number;
}

/** The part of a runner that takes jobs, does them and reports. It outlives connections. */
export interface Loop {
  take(signed: Signed): Promise<void>;
  cancel(signed: Signed): Promise<void>;
  /** The jobs that it has, by id. */
  readonly held: readonly string[];
  /** How many more it takes. */
  readonly free: number;
  readonly counts: JobCounts;
  /** Takes no more, gives back what has not begun, and after `ms` what has not ended. */
  drain(ms: number): Promise<void>;
  /** Ends everything at once and reports nothing: the hub wants no more of this runner. */
  abandon(): void;
}

interface Held {
  readonly job: Job;
  readonly hosts: readonly string[];
  /** The newest that the hub handed out. */
  attempt: number;
  state: 'waiting' | 'running' | 'dropped';
  /** By the clock that never goes back: the rate allows it no sooner. */
  notBefore: number;
  readonly ending: AbortController;
}

/** Makes the loop. It does what it is asked only where the policy permits it, and no job twice. */
export function createLoop(parts: LoopParts): Loop {
  const { admission, outbox, courier, journal, limits, now, monotonic, say, fault } = parts;
  const held = new Map<string, Held>();
  const incoming = new Set<Promise<void>>();
  const counts = { done: 0, refused: 0, rejected: 0 };
  let starts = noStarts;
  let stopping = false;
  let alarm: NodeJS.Timeout | null = null;
  let idle: (() => void) | null = null;

  /** Writes a line that the work does not wait for. */
  function note(...line: Parameters<Journal['write']>): void {
    try {
      journal.write(...line);
    } catch (error) {
      fault(error);
    }
  }

  function giveBack(jobs: readonly string[], why: string): void {
    if (jobs.length === 0) return;
    note('returned', { jobs: jobs.slice(0, 20).join(' '), count: jobs.length, why });
    void say({ type: 'returned', jobs: [...jobs], why });
  }

  function leave(one: Held): void {
    if (held.get(one.job.job) === one) held.delete(one.job.job);
    if (held.size === 0) idle?.();
    pump();
  }

  function drop(one: Held): void {
    one.state = 'dropped';
    one.ending.abort(new Error('given back'));
    held.delete(one.job.job);
  }

  function discard(one: Held, why: string): Held['state'] {
    drop(one);
    giveBack([one.job.job], why);
    return one.state;
  }

  async function report(one: Held, outcome: Outcome): Promise<void> {
    const { job, attempt } = { job: one.job.job, attempt: one.attempt };
    if (one.state !== 'dropped') {
      await courier.post({ job, attempt, at: now(), outcome });
      if (one.attempt !== attempt) await courier.repeat(job, one.attempt);
    }
    leave(one);
  }

  async function run(one: Held, permits: (address: string) => boolean): Promise<void> {
    const { job, ending } = one;
    const began = monotonic();
    const outcome = await execute(job, { prove: parts.prove, permits, signal: ending.signal, now, fault });
    if (outcome.verdict === 'refused-by-policy') counts.refused += 1;
    else counts.done += 1;
    const detail = outcome.verdict === 'refused-by-policy' ? outcome.detail : null;
    note('probed', { job: job.job, verdict: outcome.verdict, detail, ms: Math.round(monotonic() - began) });
    await report(one, outcome);
  }

  async function refuse(one: Held, refusal: Refusal): Promise<void> {
    const { job, flow, role, probe } = one.job;
    const { kind, host, port } = probe;
    counts.refused += 1;
    note('refused', { job, rule: refusal.rule, detail: refusal.detail, flow, role, kind, host, port });
    await report(one, refusalOutcome(refusal));
  }

  /** Writes that a job begins. What cannot be put on record is not done. */
  function record({ job, attempt, flow, role, probe }: Job): boolean {
    const { kind, host, port } = probe;
    const destination = probe.kind === 'proxy' ? `${probe.destination.host}:${probe.destination.port}` : null;
    try {
      journal.write('probing', { job, attempt, flow, role, kind, host, port, destination });
      return true;
    } catch (error) {
      fault(error);
      return false;
    }
  }

  /** Gives a waiting job its turn, and says what has become of it. */
  function begin(one: Held): Held['state'] {
    const { policy, scope } = parts;
    const judged = judge(one.job, { policy: policy.current(), scope, starts, now: now(), monotonic: monotonic() });
    switch (judged.kind) {
      case 'wait':
        one.notBefore = judged.notBefore;
        return 'waiting';
      case 'expired':
        return discard(one, 'it expired before its turn');
      case 'refuse':
        one.state = 'running';
        void refuse(one, judged.refusal);
        return 'running';
      case 'do':
        if (!record(one.job)) return discard(one, 'the journal of the runner cannot be written');
        starts = judged.starts;
        one.state = 'running';
        void run(one, judged.permits);
        return 'running';
    }
  }

  /** Begins what may begin, in the order in which it came. */
  function pump(): void {
    if (alarm !== null) clearTimeout(alarm);
    alarm = null;
    if (stopping) return;
    const busy = new Map<string, number>();
    let running = 0;
    let soonest = Infinity;
    const count = (hosts: readonly string[]) => {
      running += 1;
      for (const host of hosts) busy.set(host, (busy.get(host) ?? 0) + 1);
    };
    for (const { hosts, state } of held.values()) if (state === 'running') count(hosts);
    for (const one of held.values()) {
      if (running >= limits.concurrency) break;
      if (one.state !== 'waiting' || one.hosts.some((host) => (busy.get(host) ?? 0) >= limits.perHost)) continue;
      const state = one.notBefore > monotonic() ? 'waiting' : begin(one);
      if (state === 'running') count(one.hosts);
      else if (state === 'waiting') soonest = Math.min(soonest, one.notBefore);
    }
    if (soonest < Infinity) alarm = setTimeout(pump, Math.max(1, soonest - monotonic()));
    parts.changed();
  }

  function keep(job: Job): void {
    held.set(job.job, {
      job,
      hosts: hostsOf(job.probe).map(plainHost),
      attempt: job.attempt,
      state: 'waiting',
      notBefore: 0,
      ending: new AbortController(),
    });
    pump();
  }

  function reject(job: string | null, why: string): void {
    counts.rejected += 1;
    note('rejected', { job, why });
    if (job !== null) void say({ type: 'returned', jobs: [job], why });
  }

  async function take(signed: Signed): Promise<void> {
    const admitted = await admission.admit(signed);
    if (admitted.kind === 'rejected') {
      if (admitted.cause !== null) fault(admitted.cause);
      return reject(admitted.job, admitted.why);
    }
    const { job } = admitted;
    const known = held.get(job.job);
    if (outbox.has(job.job)) return courier.repeat(job.job, job.attempt);
    if (known !== undefined) known.attempt = Math.max(known.attempt, job.attempt);
    else if (admitted.kind === 'again') reject(job.job, 'replayed');
    else if (stopping) giveBack([job.job], 'the runner stops');
    else if (outbox.full || held.size >= mostHeld) giveBack([job.job], 'the runner has no room');
    else keep(job);
  }

  return {
    async take(signed) {
      const taking = take(signed);
      incoming.add(taking);
      await taking.finally(() => incoming.delete(taking));
    },

    async cancel(signed) {
      const cancelled = admission.admitCancellation(signed);
      if (cancelled === null) return reject(null, 'a cancellation that is not from its hub');
      // The job that it means may be on its way to the disk.
      await Promise.allSettled(incoming);
      const one = held.get(cancelled.job);
      if (one?.state === 'running') one.ending.abort(new Error('cancelled'));
      if (one?.state !== 'waiting') return;
      one.state = 'running';
      note('probed', { job: one.job.job, verdict: 'error', detail: 'cancelled before it began', ms: 0 });
      await report(one, cancelledOutcome);
    },

    get held() {
      return [...held.keys()];
    },
    get free() {
      return stopping || outbox.full ? 0 : Math.max(0, limits.concurrency - held.size);
    },
    get counts() {
      return { ...counts };
    },

    async drain(ms) {
      stopping = true;
      if (alarm !== null) clearTimeout(alarm);
      const giveBackThose = (state: Held['state'], why: string) => {
        const those = [...held.values()].filter((one) => one.state === state);
        for (const one of those) drop(one);
        giveBack(
          those.map(({ job }) => job.job),
          why,
        );
      };
      giveBackThose('waiting', 'the runner stops');
      parts.changed();
      if (held.size > 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          idle = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      giveBackThose('running', 'the runner stopped before it ended');
    },

    abandon() {
      stopping = true;
      if (alarm !== null) clearTimeout(alarm);
      for (const one of [...held.values()]) drop(one);
      idle?.();
    },
  };
}
