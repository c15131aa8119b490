import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import pino from 'pino';
import { deskOver } from '../../../src/bot.ts';
import type { Desk } from '../../../src/channels/desk.ts';
import { createTeams, type TeamsChannel, teamsPath } from '../../../src/channels/teams/teams.ts';
import type { Estate } from '../../../src/commands/estate.ts';
import type { TeamsConfig } from '../../../src/config/teams.ts';
import { type Conversations, createConversations } from '../../../src/store/conversations.ts';
import { type Database, openDatabase } from '../../../src/store/database.ts';
import { createLiveMessages } from '../../../src/store/live-messages.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { createReplay } from '../../../src/store/replay.ts';

/** A bot with Teams alone, over a store of its own, listening on a free loopback port. */
export interface TeamsBot {
  /** The messaging endpoint. */
  readonly endpoint: string;
  readonly conversations: Conversations;
  readonly database: Database;
  readonly desk: Desk;
  /** Posts a card unasked. */
  post: TeamsChannel['post'];
  /** Every line it logged, as JSON. */
  readonly logged: readonly string[];
  /** Faults that the desk met: none, in a sound bot. */
  readonly faults: readonly unknown[];
  /** Ends the channel and its server and starts them again on the same port over the same store; `meanwhile` runs in between. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

export interface TeamsBotParts {
  readonly config?: Exclude<TeamsConfig, { kind: 'off' }>;
  readonly openIdMetadataUrl?: string;
  /** The desk over the bot's store, for tests that listen in; the real one where it is left out. */
  readonly desk?: (database: Database) => Desk;
  /** What lies beyond the catalog; nothing where it is left out. */
  readonly estate?: Estate;
}

/** The configuration that a Playground needs. */
const loopback = { kind: 'loopback', serviceHosts: [] } as const satisfies TeamsConfig;

/** Starts the real channel over the real store and desk. */
export async function startTeamsBot(parts: TeamsBotParts = {}): Promise<TeamsBot> {
  const { config = loopback, openIdMetadataUrl, estate } = parts;
  const folder = mkdtempSync(join(tmpdir(), 'portolan-teams-'));
  const database = await openDatabase({ kind: 'sqlite', file: join(folder, 'portolan.db') });
  await migrate(database);
  const faults: unknown[] = [];
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) });
  const conversations = createConversations(database.db, Date.now);
  const desk =
    parts.desk?.(database) ??
    deskOver(database, {
      now: Date.now,
      report: (error) => {
        faults.push(error);
        return 'TEST';
      },
      estate: estate === undefined ? null : async () => estate,
    });

  const listen = async (port: number) => {
    const app = express();
    const channel = createTeams({
      config,
      desk,
      conversations,
      replay: createReplay(database.db, Date.now),
      liveMessages: createLiveMessages(database, Date.now),
      language: 'en',
      app,
      log,
      now: Date.now,
      openIdMetadataUrl: openIdMetadataUrl ?? null,
    });
    const server = createServer(app).listen(port, '127.0.0.1');
    await once(server, 'listening');
    await channel.start();
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new TypeError('no port');
    return {
      port: address.port,
      post: channel.post,
      async stop() {
        await channel.stop();
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      },
    };
  };

  let running = await listen(0);
  return {
    endpoint: `http://127.0.0.1:${running.port}${teamsPath}`,
    conversations,
    database,
    desk,
    logged,
    faults,
    post: (...args) => running.post(...args),
    async restart(meanwhile) {
      const { port } = running;
      await running.stop();
      await meanwhile?.();
      running = await listen(port);
    },
    async stop() {
      await running.stop();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
