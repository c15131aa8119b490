/** What `work` gives, or null where it throws. */
export function attempt<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** What `work` gives within `ms` milliseconds, or null where it fails or is not done by then. Never rejects. */
export async function within<Value>(ms: number, work: () => Promise<Value>): Promise<Value | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), ms);
  try {
    return await Promise.race([work(), late.promise]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
