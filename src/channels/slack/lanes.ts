/** Waits this many milliseconds, or until the signal, which makes it fail. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** More calls wait in a lane than it may hold, or for longer than it may, or the bot stops. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

/** What a call asks of its lane after it failed: to be left alone this long and tried again, or nothing. */
export type Pause = (error: unknown) => number | null;

/** Calls that wait in one lane. A lane is one method in one conversation, where a person waits for each answer. */
const maxWaiting = 50;
/** The longest that a call waits in all: nobody looks for an answer after that. */
const maxWaitMs = 5 * 60_000;

interface Lane {
  waiting: number;
  /** The end of the line: settles when the last call that stands in it is done. */
  tail: Promise<void>;
  /** Milliseconds since the epoch before which nothing may be called. */
  notBefore: number;
}

export interface Lanes {
  /**
   * Calls when the lane is free: one at a time, in order, never before a pause that a call of it was told is over. A
   * call that is told to pause stays first in line. Fails with what the call fails with, or `QueueFull`.
   */
  run<Value>(key: string, call: () => Promise<Value>): Promise<Value>;
  /** Turns away everything that waits. */
  stop(): void;
}

/** Waiting lines for calls that may be limited in number. `pause` reads from an error how long to wait. */
export function createLanes(parts: { now(): number; readonly wait: Wait; readonly pause: Pause }): Lanes {
  const { now, wait, pause } = parts;
  const lanes = new Map<string, Lane>();
  const stopping = new AbortController();

  async function patiently(ms: number): Promise<void> {
    try {
      await wait(ms, stopping.signal);
    } catch (cause) {
      throw new QueueFull('stopping', { cause });
    }
  }

  async function attempt<Value>(lane: Lane, call: () => Promise<Value>): Promise<Value> {
    const patience = now() + maxWaitMs;
    for (;;) {
      while (lane.notBefore > now()) {
        if (lane.notBefore > patience) throw new QueueFull('waited long enough');
        await patiently(lane.notBefore - now());
      }
      if (stopping.signal.aborted) throw new QueueFull('stopping');
      try {
        return await call();
      } catch (error) {
        const ms = pause(error);
        if (ms === null) throw error;
        lane.notBefore = now() + ms;
      }
    }
  }

  return {
    async run(key, call) {
      const lane = lanes.get(key) ?? { waiting: 0, tail: Promise.resolve(), notBefore: 0 };
      if (lane.waiting >= maxWaiting) throw new QueueFull('too many wait');
      lanes.set(key, lane);
      lane.waiting += 1;
      const result = lane.tail.then(() => attempt(lane, call));
      lane.tail = result.then(
        () => undefined,
        () => undefined,
      );
      try {
        return await result;
      } finally {
        lane.waiting -= 1;
        // A lane that must still pause is kept, or the next call would undercut the pause.
        if (lane.waiting === 0 && lane.notBefore <= now()) lanes.delete(key);
      }
    },
    stop: () => stopping.abort(),
  };
}
