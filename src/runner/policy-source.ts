import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Policy } from '../wire/policy.ts';
import { readPolicyFile } from './policy-file.ts';
import type { ReadPolicy } from './policy-text.ts';

/** Where a runner's policy comes from. */
export interface PolicySource {
  /** The policy as it stands, or why there is none: then everything is refused. */
  current(): ReadPolicy;
  /** Calls `changed` after each change, until the returned function is called. */
  onChange(changed: () => void): () => void;
}

/** A policy that nobody changes. */
export function fixedPolicy(policy: Policy): PolicySource {
  const read = { kind: 'policy', policy } as const;
  return { current: () => read, onChange: () => () => undefined };
}

/** Network shares and some containers tell of no changes, so the file is looked at besides (milliseconds). */
const lookEveryMs = 5_000;

/** Follows a policy file until `signal` ends it. A change counts at once, a file that got broken included. */
export async function watchPolicy(
  path: string,
  { signal, everyMs = lookEveryMs }: { readonly signal: AbortSignal; readonly everyMs?: number },
): Promise<PolicySource> {
  let current = await readPolicyFile(path);
  const listeners = new Set<() => void>();
  let looking = false;
  let again = false;

  async function look(): Promise<void> {
    again = true;
    if (looking) return;
    looking = true;
    while (again && !signal.aborted) {
      again = false;
      const read = await readPolicyFile(path);
      if (JSON.stringify(read) === JSON.stringify(current)) continue;
      current = read;
      for (const changed of listeners) changed();
    }
    looking = false;
  }

  // The folder, since an edited file is a new file under the old name.
  const watcher = startWatching(dirname(path), (name) => {
    if (name === null || name === basename(path)) void look();
  });
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  signal.addEventListener(
    'abort',
    () => {
      clearInterval(timer);
      watcher?.close();
    },
    { once: true },
  );
  return {
    current: () => current,
    onChange(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

/** Watches a folder; null where the system has no more watches to give, which looking makes up for. */
function startWatching(folder: string, seen: (name: string | null) => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, (_, name) => seen(name));
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}
