import { createAllowance } from './allowance.ts';
import type { HubLink, Received } from './link.ts';

/**
 * What a runner may say: a thousand messages a second in the long run, and twenty thousand at once, since it may come
 * back with 10,000 results that it could not deliver. Whoever says more floods.
 */
const speech = { most: 20_000, perSecond: 1_000 } as const;

/** What a message costs of that: a result one, one that always makes the database write more. */
const costs = { hello: 1, about: 200, free: 1, working: 10, result: 1, returned: 10 } as const;

/** Characters that cost one more. */
const charactersPerCost = 2_048;

/** Messages that wait before the link is told to wait, and those that are left when it may go on. */
const pauseAt = 200;
const resumeAt = 50;

/** What came over a link, in order, one at a time. */
export interface Inbox {
  /** The next message; `flood` where the other side says too much, and `closed` when nothing more comes. */
  next(): Promise<Received | { readonly kind: 'flood' | 'closed' }>;
  /** When the last sign of life came (milliseconds, by the clock that was given). */
  heardAt(): number;
  /** Lets nothing more out: `next` says `closed` from here on. */
  end(): void;
}

/** Listens to a link. `now` is in milliseconds. */
export function openInbox(link: HubLink, now: () => number): Inbox {
  const waiting: Received[] = [];
  const allowance = createAllowance(speech, now);
  let ended = false;
  let flooded = false;
  let paused = false;
  let heard = now();
  let waiter: (() => void) | null = null;

  function wake(): void {
    waiter?.();
    waiter = null;
  }

  function end(): void {
    ended = true;
    wake();
  }

  function charge(amount: number): void {
    heard = now();
    if (!flooded && !allowance.take(amount)) {
      flooded = true;
      wake();
    }
  }

  link.listen({
    received(what) {
      charge(what.kind === 'frame' ? costs[what.frame.type] + what.size / charactersPerCost : 1);
      if (flooded || ended) return;
      waiting.push(what);
      if (!paused && waiting.length >= pauseAt) {
        paused = true;
        link.pause();
      }
      wake();
    },
    heard: () => charge(1),
    closed: end,
  });

  return {
    async next() {
      for (;;) {
        if (ended) return { kind: 'closed' };
        if (flooded) return { kind: 'flood' };
        const first = waiting.shift();
        if (first !== undefined) {
          // What was waiting to be read is a sign of life too, however long it waited.
          heard = now();
          if (paused && waiting.length <= resumeAt) {
            paused = false;
            link.resume();
          }
          return first;
        }
        await new Promise<void>((resolve) => {
          waiter = resolve;
        });
      }
    },
    heardAt: () => heard,
    end,
  };
}
