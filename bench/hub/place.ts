import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { DatabaseLocation } from '../../src/store/database.ts';
import { startPostgres } from '../../test/store/postgres/server.ts';

/** An empty database, and how to be rid of it. */
export interface Place {
  readonly name: string;
  readonly location: DatabaseLocation;
  remove(): Promise<void>;
}

/** A file in a temporary folder: on the disk, with every commit waited for. */
export function sqlitePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-bench-'));
  return {
    name: 'SQLite',
    location: { kind: 'sqlite', file: join(folder, 'portolan.db') },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function say(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database on the server of `url`, or on one of our own, whose data lie in memory. Fails with one sentence. */
export async function postgresPlace(url: string | undefined): Promise<Place> {
  const server = await startPostgres(url);
  const name = `portolan_bench_${randomBytes(6).toString('hex')}`;
  const own = new URL(server.url);
  own.pathname = `/${name}`;
  try {
    await say(server.url, `create database ${name}`);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    name: url === undefined || url === '' ? 'PostgreSQL (in memory, no fsync)' : 'PostgreSQL',
    location: { kind: 'postgres', url: own.href },
    async remove() {
      await say(server.url, `drop database ${name} with (force)`).finally(() => server.stop());
    },
  };
}
