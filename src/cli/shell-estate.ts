import type { Estate } from '../commands/estate.ts';
import type { Database } from '../store/database.ts';
import { reportTo } from './fault.ts';
import { shellActor } from './shell-actor.ts';
import type { Streams } from './streams.ts';
import { version } from './version.ts';

/** What lies beyond the catalog, for a process at a shell: opened when it is first asked for. */
export interface ShellEstate {
  estate(): Promise<Estate>;
  /** Gives back what was opened, if anything was. */
  close(): Promise<void>;
}

/**
 * The estate over the store that the configuration names, with a runner of its own for loopback. No server listens, so
 * that no other runner can come here: those of a running bot work on what is asked all the same, over the same store.
 */
export function createShellEstate(store: () => Promise<Database>, { error }: Pick<Streams, 'error'>): ShellEstate {
  async function open() {
    const [{ openProving }, { createLog }, { loadConfig }] = await Promise.all([
      import('../bot/proving.ts'),
      import('../log.ts'),
      import('../config.ts'),
    ]);
    const { platform, tenant, user } = shellActor();
    return openProving({
      config: loadConfig(),
      store: await store(),
      log: createLog('error'),
      version,
      now: Date.now,
      report: reportTo(error),
      owner: { kind: 'user', platform, tenant, id: user },
      reachable: false,
      local: true,
      groupsOf: async () => [],
      dispatched: () => undefined,
    });
  }

  let opened: ReturnType<typeof open> | null = null;
  return {
    async estate() {
      opened ??= open();
      return (await opened).estate;
    },
    async close() {
      const proving = await opened?.catch(() => null);
      await proving?.stop();
    },
  };
}
