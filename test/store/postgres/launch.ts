import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Account } from './account.ts';
import { program } from './binaries.ts';

/** Several times what a slow machine takes. */
const initDeadlineMs = 20_000;
const startDeadlineMs = 15_000;

/** The data is thrown away, so nothing waits for the disk; 60 connections are six processes with full pools. */
const settings = [
  'fsync=off',
  'full_page_writes=off',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=60',
];

/** A server that answers. */
export interface Launched {
  readonly url: string;
  stop(): Promise<void>;
}

/** Makes a data folder in this empty one and runs a server on a free port of the loopback address. */
export async function launch(bin: string, folder: string, account: Account): Promise<Launched> {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  const password = randomBytes(12).toString('hex');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account !== null) for (const path of [data, passwordFile]) chownSync(path, account.uid, account.gid);
  const identity = { cwd: folder, ...account };

  const access = ['-U', 'portolan', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const form = ['--encoding=UTF8', '--locale=C', '--no-sync'];
  const init = spawnSync(program(bin, 'initdb'), ['-D', data, ...access, ...form], {
    ...identity,
    timeout: initDeadlineMs,
    encoding: 'utf8',
  });
  if (init.status !== 0) throw new Error(`initdb failed: ${init.error?.message ?? lastLine(init.stderr)}`);

  const port = await freePort();
  const options = settings.flatMap((setting) => ['-c', setting]);
  const server = spawn(program(bin, 'postgres'), ['-D', data, '-p', String(port), ...options], {
    ...identity,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  server.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const url = `postgres://portolan:${password}@127.0.0.1:${port}/postgres`;
  const outcome = await Promise.race([untilItAnswers(url), once(server, 'exit').then(() => 'ended' as const)]);
  if (outcome === 'answers') return { url, stop: () => stop(server) };
  await stop(server);
  throw new Error(`the server ${outcome === 'silent' ? 'did not answer in time' : 'ended at once'}: ${lastLine(log)}`);
}

/** SIGQUIT is PostgreSQL's immediate shutdown: no checkpoint of data that is thrown away. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.kill('SIGQUIT')) await once(server, 'exit');
}

async function untilItAnswers(url: string): Promise<'answers' | 'silent'> {
  const deadline = performance.now() + startDeadlineMs;
  while (performance.now() < deadline) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
    try {
      await client.connect();
      return 'answers';
    } catch {
      await sleep(30);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return 'silent';
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  return address.port;
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
