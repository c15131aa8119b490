import type { Wait } from './lanes.ts';

/** Slack's advice for changes of one message. */
export const updateIntervalMs = 1_000;

interface Slot<Value> {
  /** The change that goes out next; a newer one takes its place. */
  next: (() => Promise<Value>) | null;
  /** Settles with the change that went out instead of all that were asked for meanwhile. */
  pending: Promise<Value> | null;
  running: Promise<unknown>;
  last: number;
}

export interface Pacer<Value> {
  /**
   * Changes a message, at most once a second; of several changes in that time the last one counts, and everyone who
   * asked for one gets its outcome.
   */
  run(key: string, change: () => Promise<Value>): Promise<Value>;
}

/** Keeps changes of each message a second apart. `now` is in milliseconds since the epoch. */
export function createPacer<Value>(parts: {
  now(): number;
  readonly wait: Wait;
  readonly signal: AbortSignal;
}): Pacer<Value> {
  const { now, wait, signal } = parts;
  const slots = new Map<string, Slot<Value>>();

  async function turn(key: string, slot: Slot<Value>): Promise<Value> {
    await slot.running;
    const due = slot.last + updateIntervalMs;
    while (due > now()) await wait(due - now(), signal);
    const change = slot.next;
    slot.next = null;
    slot.pending = null;
    if (change === null) throw new TypeError('a turn without a change');
    const done = change();
    slot.running = done.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await done;
    } finally {
      slot.last = now();
      forget(key, slot);
    }
  }

  /** Slots of messages that nobody changes any more go when the next message is changed. */
  function forget(current: string, slot: Slot<Value>): void {
    for (const [key, other] of slots)
      if (key !== current && other !== slot && other.pending === null && other.last + updateIntervalMs < now())
        slots.delete(key);
  }

  return {
    run(key, change) {
      const slot = slots.get(key) ?? { next: null, pending: null, running: Promise.resolve(), last: 0 };
      slots.set(key, slot);
      slot.next = change;
      slot.pending ??= turn(key, slot);
      return slot.pending;
    },
  };
}
