import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

/** A running Microsoft 365 Agents Playground: Teams' client as a web page, on this machine alone. */
export interface AgentsPlayground {
  /** Where it is to be seen: `http://127.0.0.1:PORT`. */
  readonly address: string;
  /** Ends it and forgets its log. */
  stop(): Promise<void>;
}

export interface AgentsPlaygroundParts {
  /** The bot's messaging endpoint. */
  readonly endpoint: string;
  /** TCP port of the web page; null is any free one. */
  readonly port: number | null;
}

/** The Playground reads 5 MB of script and listens within 2 s; a slow machine may take ten times as long. */
const startMs = 30_000;

/** It holds no state worth a long goodbye. */
const stopMs = 3_000;

/**
 * Starts the Playground, offline: on loopback, without telemetry, without a browser, with the chats and people of
 * `manifests/playground`. Fails when it ends or says nothing within 30 s.
 */
export async function startAgentsPlayground({ endpoint, port }: AgentsPlaygroundParts): Promise<AgentsPlayground> {
  const chosen = port ?? (await freePort());
  const address = `http://127.0.0.1:${chosen}`;
  const folder = mkdtempSync(join(tmpdir(), 'portolan-playground-'));
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const child = spawn(
    process.execPath,
    [
      '--require',
      here('./loopback-only.cjs'),
      createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js'),
      'start',
      ...['--app-endpoint', endpoint],
      ...['--channel-id', 'msteams'],
      ...['--port', String(chosen)],
      ...['--service-url', `${address}/_connector`],
      '--disable-telemetry',
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: here('../manifests/playground/.m365agentsplayground.yml'),
        M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground.log'),
      },
    },
  );
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill();
    const late = setTimeout(() => child.kill('SIGKILL'), stopMs);
    await exited;
    clearTimeout(late);
    rmSync(folder, { recursive: true, force: true });
  };
  const listening = new Promise<string>((resolve, reject) => {
    const tooLate = setTimeout(() => reject(new Error('the Playground did not start')), startMs);
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      const [, got] = /^Listening on (\d+)$/.exec(line) ?? [];
      if (got === undefined) return;
      clearTimeout(tooLate);
      // Where its port was taken it moves on to the next, and the bot would answer to the wrong one.
      if (got === String(chosen)) resolve(address);
      else reject(new Error(`port ${chosen} is taken`));
    });
    lines.on('close', () => {
      clearTimeout(tooLate);
      reject(new Error('the Playground ended before it listened'));
    });
  });
  try {
    return { address: await listening, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
