/**
 * What there is to hear of.
 * - `work`: a runner has jobs due. The id is the runner's.
 * - `standing`: a runner was revoked, or connected elsewhere. The id is the runner's.
 * - `run`: something in a run changed. The id is the run's.
 * - `cancel`: a run was cancelled while runners worked on it. The id is the run's.
 */
export const topics = ['work', 'standing', 'run', 'cancel'] as const;

export type Topic = (typeof topics)[number];

/** Hears of ids of one topic. */
export type Listener = (id: string) => void;

/**
 * Wakes whoever waits for something in the database, in this process and in the others that share it. A hint and no
 * more: one may be lost, so whoever waits also looks by himself from time to time.
 */
export interface Wake {
  /** Tells everyone, this process at once. Never fails, and is not waited for. */
  tell(topic: Topic, ids: readonly string[]): void;
  /** Listens until the returned function is called. */
  on(topic: Topic, listener: Listener): () => void;
  /** Is called whenever hints may have been lost, so that everything must be looked at. */
  onGap(listener: () => void): () => void;
  stop(): Promise<void>;
}

/** The listeners of one process. */
export interface Ears extends Pick<Wake, 'on' | 'onGap'> {
  hear(topic: Topic, id: string): void;
  gap(): void;
}

/** Ears that nobody listens with yet. */
export function createEars(): Ears {
  const listeners = new Map<Topic, Set<Listener>>(topics.map((topic) => [topic, new Set()]));
  const gaps = new Set<() => void>();
  return {
    on(topic, listener) {
      listeners.get(topic)?.add(listener);
      return () => listeners.get(topic)?.delete(listener);
    },
    onGap(listener) {
      gaps.add(listener);
      return () => gaps.delete(listener);
    },
    hear(topic, id) {
      for (const listener of [...(listeners.get(topic) ?? [])]) listener(id);
    },
    gap() {
      for (const listener of [...gaps]) listener();
    },
  };
}
