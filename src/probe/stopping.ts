/** Waits this many milliseconds, or until the signal. Never fails: who waited looks at the signal. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** `Wait` by the clock of this process. */
export const pause: Wait = (ms, signal) =>
  new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish, { once: true });
    if (signal.aborted) finish();
  });

/** What `work` comes to, or null as soon as the signal aborts; the work itself goes on, for others may wait for it too. */
export async function unlessStopped<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value | null> {
  const stop = Promise.withResolvers<null>();
  const onAbort = () => stop.resolve(null);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, stop.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
