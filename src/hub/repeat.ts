import { setTimeout as sleep } from 'node:timers/promises';

/** Something that is done over and over. */
export interface Repeated {
  /** Lets what runs end, and begins nothing more. */
  stop(): Promise<void>;
}

/**
 * Does `work` every `ms` milliseconds, counted from the end of one time to the start of the next. One that fails is told
 * of, though not again until one has succeeded: a database that is away for an hour is one line, not a thousand.
 */
export function repeat(ms: number, work: () => Promise<void>, failed: (error: unknown) => void): Repeated {
  const stopping = new AbortController();

  async function run(): Promise<void> {
    let failing = false;
    while (await sleep(ms, true, { signal: stopping.signal, ref: false }).catch(() => false))
      try {
        await work();
        failing = false;
      } catch (error) {
        if (!failing) failed(error);
        failing = true;
      }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
