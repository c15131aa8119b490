import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import * as v from 'valibot';

/** A PostgreSQL server for tests: the URL of its `postgres` database, whose account may create others. */
export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

const report = v.pipe(
  v.string(),
  v.parseJson(),
  v.union([v.object({ url: v.string() }), v.object({ failure: v.string() })]),
);

/**
 * The server of `url`, or one of our own where there is none. Fails with one sentence that says why there is no server
 * and how to name one: the tests of the store must not pass on one engine alone.
 */
export async function startPostgres(url: string | undefined): Promise<Server> {
  if (url !== undefined && url !== '') return serverOf(url);
  // Detached, so that Ctrl-C in a terminal reaches the tests first; the host ends when its input does.
  const host = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./host.ts'))], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(host, 'exit');
  const [line] = await Promise.race([
    once(createInterface(host.stdout), 'line'),
    ended.then(() => ['{"failure":"its host ended early"}']),
  ]);
  const result = v.parse(report, line);
  if ('url' in result)
    return {
      url: result.url,
      async stop() {
        host.stdin.end();
        await ended;
      },
    };
  throw new Error(
    `No PostgreSQL server could be started for the tests (${result.failure}); set TEST_DATABASE_URL to one whose account may create databases.`,
  );
}

async function serverOf(url: string): Promise<Server> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.end();
  } catch (cause) {
    throw new Error('The server that TEST_DATABASE_URL names cannot be used; unset it to have the tests start one.', {
      cause,
    });
  }
  return { url, stop: async () => undefined };
}
