import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Database, type DatabaseLocation, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type Server, startPostgres } from './postgres/server.ts';

/** The two databases that every test of the store runs on. */
export const engines = ['sqlite', 'postgres'] as const;

export type Engine = (typeof engines)[number];

/** An empty database that is one test's own, and how to be rid of it. */
export interface Place {
  readonly location: DatabaseLocation;
  remove(): Promise<void>;
}

/** What a suite works on: a migrated database, open, and where it lives, for other processes and a second opening. */
export interface Bench {
  readonly engine: Engine;
  readonly location: DatabaseLocation;
  readonly database: Database;
}

/** Making the data folder and starting the server takes 1-2 s, on a slow machine 10. */
const startAllowanceMs = 60_000;

let server: Promise<Server> | null = null;

after('stop PostgreSQL', async () => {
  await (await server?.catch(() => null))?.stop();
});

/** An empty place for a database of this engine. The first one for PostgreSQL starts the server of this run. */
export function emptyPlace(engine: Engine): Promise<Place> {
  return places[engine]();
}

const places: Readonly<Record<Engine, () => Promise<Place>>> = {
  async sqlite() {
    const folder = mkdtempSync(join(tmpdir(), 'portolan-store-'));
    return {
      location: { kind: 'sqlite', file: join(folder, 'data', 'portolan.db') },
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },

  async postgres() {
    const { TEST_DATABASE_URL } = process.env;
    server ??= startPostgres(TEST_DATABASE_URL);
    const { url } = await server;
    const name = `portolan_test_${randomBytes(6).toString('hex')}`;
    await ask(url, `create database ${name}`);
    const own = new URL(url);
    own.pathname = `/${name}`;
    return {
      location: { kind: 'postgres', url: own.href },
      remove: () => ask(url, `drop database ${name} with (force)`),
    };
  },
};

async function ask(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Declares a suite once for each engine. Each time it has one fresh database, migrated and open; `bench()` gives it
 * inside tests and hooks.
 */
export function onBothEngines(title: string, suite: (bench: () => Bench) => void): void {
  for (const engine of engines)
    describe(`${title} (${engine})`, () => {
      let place: Place | null = null;
      let bench: Bench | null = null;

      before('open a fresh database', async function () {
        this.timeout(startAllowanceMs);
        place = await emptyPlace(engine);
        const database = await openDatabase(place.location);
        bench = { engine, location: place.location, database };
        await migrate(database);
      });

      after('remove the database', async () => {
        await bench?.database.close();
        await place?.remove();
      });

      suite(() => {
        if (bench === null) throw new TypeError('the bench stands only while tests run');
        return bench;
      });
    });
}
