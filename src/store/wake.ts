import type { DatabaseLocation } from './database.ts';
import { createEars, type Wake } from './wake-ears.ts';
import { openPostgresWake } from './wake-postgres.ts';

/** What wakes the processes that share this database: on SQLite this one alone, since the file tells nobody else. */
export function openWake(location: DatabaseLocation): Promise<Wake> {
  return location.kind === 'postgres' ? openPostgresWake(location.url) : Promise.resolve(createLocalWake());
}

/** Wakes this process only. */
export function createLocalWake(): Wake {
  const ears = createEars();
  return {
    tell(topic, ids) {
      for (const id of ids) ears.hear(topic, id);
    },
    on: ears.on,
    onGap: ears.onGap,
    stop: async () => undefined,
  };
}
