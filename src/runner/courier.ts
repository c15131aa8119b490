import type { RunnerFrame } from '../wire/frames.ts';
import type { Outbox, Report } from './outbox.ts';

/** Brings results to the hub, as often as it takes. */
export interface Courier {
  /** Keeps a result and sends it. When this resolves it outlives a crash. */
  post(report: Report): Promise<void>;
  /** Sends a kept result again, from now on as the answer to this attempt. */
  repeat(job: string, attempt: number): Promise<void>;
  /** Sends everything that is kept: a connection was made, and what was sent over the one before may be lost. */
  sendAll(): void;
  /** Sends again what was sent a while ago and is not stored yet: a reply may have been lost. To be called now and then. */
  sendLate(): void;
  /** The hub stored the result of this job. */
  stored(job: string): Promise<void>;
  /** Resolves when nothing is kept any more, or when `signal` ends. */
  empty(signal: AbortSignal): Promise<void>;
}

export interface CourierParts {
  readonly outbox: Outbox;
  /** Sends a frame; false where there is no link. */
  say(frame: RunnerFrame): Promise<boolean>;
  /** Milliseconds of a clock that never goes back. */
  monotonic(): number;
  /** A result that was not stored after so long is sent again (milliseconds). */
  readonly againAfterMs: number;
  fault(error: unknown): void;
}

/** Results that are under way at once: whoever comes back with 10,000 must neither fill the memory nor flood the hub. */
const window = 200;

/** A courier over an outbox. */
export function createCourier({ outbox, say, monotonic, againAfterMs, fault }: CourierParts): Courier {
  /** When each result that the hub has not stored was sent; those that are late count no more. */
  const underWay = new Map<string, number>();
  /** Results whose turn to be sent comes, in order. */
  const waiting = new Set<string>();
  let emptied: (() => void) | null = null;
  let sending = false;

  async function send(report: Report): Promise<boolean> {
    underWay.set(report.job, monotonic());
    return say({ type: 'result', ...report });
  }

  async function keepAndSend(report: Report): Promise<void> {
    const { fault: why } = await outbox.put(report);
    if (why !== null) fault(why);
    await send(report);
  }

  /** Sends what waits, one after the other, as far as the window allows. */
  async function sendWaiting(): Promise<void> {
    if (sending) return;
    sending = true;
    try {
      for (const job of waiting) {
        if (underWay.size >= window) break;
        waiting.delete(job);
        const report = await outbox.read(job);
        // The hub stored it meanwhile, or its file can be read no more.
        if (report === null) await outbox.remove(job);
        else if (!(await send(report))) waiting.clear();
      }
    } catch (error) {
      fault(error);
    } finally {
      sending = false;
    }
  }

  return {
    post: keepAndSend,
    async repeat(job, attempt) {
      const report = await outbox.read(job);
      if (report !== null) await keepAndSend({ ...report, attempt });
    },
    sendAll() {
      underWay.clear();
      for (const job of outbox.jobs()) waiting.add(job);
      void sendWaiting();
    },
    sendLate() {
      const before = monotonic() - againAfterMs;
      for (const [job, sentAt] of underWay) {
        if (sentAt > before) continue;
        underWay.delete(job);
        if (outbox.has(job)) waiting.add(job);
      }
      void sendWaiting();
    },
    async stored(job) {
      underWay.delete(job);
      waiting.delete(job);
      await outbox.remove(job).catch(fault);
      if (outbox.size === 0) emptied?.();
      await sendWaiting();
    },
    empty(signal) {
      if (outbox.size === 0 || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        emptied = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
  };
}
