/** What the bot is doing at the moment, so that it can stop without breaking off. */
export interface Work {
  /** Does something and counts it while it lasts. */
  run<Value>(task: () => Promise<Value>): Promise<Value>;
  /** Waits until nothing is being done, at most this many milliseconds. Returns whether all was finished. */
  finish(ms: number): Promise<boolean>;
}

/** Counts what is being done. */
export function createWork(): Work {
  const running = new Set<Promise<unknown>>();

  async function drained(): Promise<boolean> {
    while (running.size > 0) await Promise.allSettled(running);
    return true;
  }

  return {
    async run(task) {
      const done = task();
      running.add(done);
      try {
        return await done;
      } finally {
        running.delete(done);
      }
    },
    async finish(ms) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const timer = setTimeout(() => resolve(false), ms);
      const finished = await Promise.race([drained(), promise]);
      clearTimeout(timer);
      return finished;
    },
  };
}
