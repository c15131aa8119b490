import type { Delivery } from '../transport.ts';

/** Teams allows more, but a card that changes faster than once a second cannot be read. */
export const updateIntervalMs = 1_000;

/** How often a throttled post is tried in all, and how long a post may wait for its turn. */
const maxTries = 4;
const maxWaitMs = 30_000;

/** Chats whose throttling is remembered; far more than are throttled at a time. */
const maxRemembered = 1_000;

export interface PostingParts {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export interface Posting {
  /** Posts to a chat, keeping every wait that Teams asked for there. Sends again only what surely did not arrive. */
  post(conversation: string, attempt: () => Promise<Delivery>): Promise<Delivery>;
  /** Changes a message at most once a second. Of several changes that wait, the last is made and all get its outcome. */
  update(conversation: string, id: string, attempt: () => Promise<Delivery>): Promise<Delivery>;
}

interface Waiting {
  attempt: () => Promise<Delivery>;
  readonly outcome: Promise<Delivery>;
}

/** The rules by which the channel posts, whatever carries the posts. */
export function createPosting({ now, sleep }: PostingParts): Posting {
  const notBefore = new Map<string, number>();
  const lastUpdate = new Map<string, number>();
  const waiting = new Map<string, Waiting>();
  /** Changes that were sent and not answered yet: what is sent beside one might arrive before it. */
  const underWay = new Map<string, Promise<void>>();

  const remember = (map: Map<string, number>, key: string, at: number) => {
    map.delete(key);
    map.set(key, at);
    const [oldest] = map.keys();
    if (map.size > maxRemembered && oldest !== undefined) map.delete(oldest);
  };

  const post: Posting['post'] = async (conversation, attempt) => {
    const giveUp = now() + maxWaitMs;
    for (let tries = 1; ; tries += 1) {
      const wait = (notBefore.get(conversation) ?? 0) - now();
      if (wait > 0 && now() + wait > giveUp) return { kind: 'throttled', retryAfterMs: wait };
      if (wait > 0) await sleep(wait);
      const delivery = await attempt();
      if (delivery.kind !== 'throttled') return delivery;
      remember(notBefore, conversation, Math.max(notBefore.get(conversation) ?? 0, now() + delivery.retryAfterMs));
      if (tries === maxTries) return delivery;
    }
  };

  const update: Posting['update'] = (conversation, id, attempt) => {
    const key = `${conversation} ${id}`;
    const pending = waiting.get(key);
    if (pending !== undefined) {
      pending.attempt = attempt;
      return pending.outcome;
    }
    const wait = (lastUpdate.get(key) ?? 0) + updateIntervalMs - now();
    const send = (change: () => Promise<Delivery>): Promise<Delivery> => {
      remember(lastUpdate, key, now());
      const sending = post(conversation, change);
      const settled = sending
        .then(
          () => undefined,
          () => undefined,
        )
        .then(() => {
          if (underWay.get(key) === settled) underWay.delete(key);
        });
      underWay.set(key, settled);
      return sending;
    };
    if (wait <= 0 && !underWay.has(key)) return send(attempt);
    const sendLatest = async () => {
      if (wait > 0) await sleep(wait);
      await underWay.get(key);
      const latest = waiting.get(key)?.attempt ?? attempt;
      waiting.delete(key);
      return send(latest);
    };
    const one: Waiting = { attempt, outcome: Promise.resolve().then(sendLatest) };
    waiting.set(key, one);
    return one.outcome;
  };

  return { post, update };
}
