import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import express from 'express';
import { pino } from 'pino';
import { createDesk, type Desk } from '../../../src/channels/desk.ts';
import { slackPath } from '../../../src/channels/slack/app-surface.ts';
import { createSlack, type SlackChannel, type SlackParts } from '../../../src/channels/slack/slack.ts';
import type { Estate } from '../../../src/commands/estate.ts';
import type { SlackConfig } from '../../../src/config/slack.ts';
import { type Database, openDatabase } from '../../../src/store/database.ts';
import type { Installations } from '../../../src/store/installations.ts';
import { createLiveMessages } from '../../../src/store/live-messages.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { createPreferences } from '../../../src/store/preferences.ts';
import { createRecentQuestions } from '../../../src/store/recent-questions.ts';
import { createReplay } from '../../../src/store/replay.ts';
import type { Db } from '../../../src/store/schema.ts';
import { createFakeSlack, type FakeSlack } from '../../fakes/slack/fake-slack.ts';

export type Mode = 'http' | 'socket';

/** A bot with Slack alone, over the real command core and a store of its own. */
export interface Bench {
  readonly slack: FakeSlack;
  readonly endpoint: string;
  readonly channel: SlackChannel;
  readonly database: Database;
  /** Every line that was logged, as one text. */
  logged(): string;
  /** Lines that reached the desk. */
  readonly asked: string[];
  /** Stops the bot and starts another over the same store; in between, nothing runs but `meanwhile`. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  /** What the clock of the bot runs ahead, in milliseconds. */
  readonly clock: { offset: number };
  close(): Promise<void>;
}

export interface BenchOptions {
  readonly mode: Mode;
  /** Stands before the desk, for one that is slow. */
  readonly before?: () => Promise<void>;
  /** The desk over the bench's store, for tests that listen in; the real one where it is left out. */
  readonly desk?: (database: Database) => Desk;
  /** What lies beyond the catalog; nothing where it is left out. */
  readonly estate?: Estate;
  readonly parts?: Partial<Pick<SlackParts, 'wait'>>;
  readonly installations?: (db: Db, now: () => number) => Installations;
  readonly config?: (slack: FakeSlack) => Exclude<SlackConfig, { readonly kind: 'off' }>;
}

interface Running {
  readonly channel: SlackChannel;
  readonly endpoint: string;
  close(): Promise<void>;
}

export function configOf(slack: FakeSlack, mode: Mode): Exclude<SlackConfig, { readonly kind: 'off' }> {
  const { apiUrl, signingSecret, appToken, botToken } = slack;
  const installs = { kind: 'single', botToken } as const;
  return mode === 'http'
    ? { kind: 'http', signingSecret, apiUrl, installs }
    : { kind: 'socket', appToken, apiUrl, installs };
}

export async function openBench(options: BenchOptions): Promise<Bench> {
  const { estate = null } = options;
  const slack = await createFakeSlack();
  const folder = mkdtempSync(join(tmpdir(), 'portolan-slack-'));
  const database = await openDatabase({ kind: 'sqlite', file: join(folder, 'portolan.db') });
  await migrate(database);
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = pino({ level: 'trace' }, sink);
  const clock = { offset: 0 };
  const now = () => Date.now() + clock.offset;
  const asked: string[] = [];
  const real =
    options.desk?.(database) ??
    createDesk({
      now,
      report: (error) => `fault: ${error}`,
      preferences: createPreferences(database.db, now),
      recentQuestions: createRecentQuestions(database.db, now, 10),
      estate: estate === null ? null : async () => estate,
    });
  const desk: Desk = {
    ...real,
    async ask(request) {
      asked.push(request.text);
      await options.before?.();
      return real.ask(request);
    },
  };
  const config = options.config?.(slack) ?? configOf(slack, options.mode);

  const installations = options.installations?.(database.db, now) ?? null;

  async function run(): Promise<Running> {
    const web = express();
    const replay = createReplay(database.db, now);
    const parts = {
      config,
      desk,
      replay,
      liveMessages: createLiveMessages(database, now),
      installations,
      web,
      log,
      now,
      language: 'en',
      ...options.parts,
    } as const;
    const channel = createSlack(parts);
    const server = createServer(web).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await channel.start().catch((error: unknown) => {
      server.close();
      throw error;
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new TypeError('no port');
    const endpoint = `http://127.0.0.1:${address.port}${slackPath}`;
    slack.use(config.kind === 'http' ? { kind: 'http', endpoint } : { kind: 'socket' });
    return {
      channel,
      endpoint,
      async close() {
        await channel.stop();
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      },
    };
  }

  async function release(): Promise<void> {
    await slack.close();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }

  let running = await run().catch(async (error: unknown) => {
    await release();
    throw error;
  });
  return {
    slack,
    get endpoint() {
      return running.endpoint;
    },
    get channel() {
      return running.channel;
    },
    database,
    logged: () => lines.join(''),
    asked,
    clock,
    async restart(meanwhile) {
      await running.close();
      await meanwhile?.();
      running = await run();
    },
    async close() {
      await running.close();
      await release();
    },
  };
}
