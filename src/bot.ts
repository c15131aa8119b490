import { openProving } from './bot/proving.ts';
import { openStore } from './bot/store.ts';
import { createDesk, type Desk, type DeskParts } from './channels/desk.ts';
import type { Principal } from './commands/access.ts';
import type { Actor } from './commands/actor.ts';
import type { Config } from './config.ts';
import { createMetrics } from './http/metrics.ts';
import { createHttpServer } from './http/server.ts';
import type { RootLog } from './log.ts';
import { createConversations } from './store/conversations.ts';
import type { Database } from './store/database.ts';
import { createInstallations } from './store/installations.ts';
import { createLiveMessages } from './store/live-messages.ts';
import { createPreferences } from './store/preferences.ts';
import { createRecentQuestions } from './store/recent-questions.ts';
import { createReplay } from './store/replay.ts';
import { connectPath } from './wire/version.ts';

/** What the process around the bot gives it. */
export interface Surroundings {
  /** Of Portolan. */
  readonly version: string;
  /** Who owns the process, and so is an admin at its own terminal; null where there is no terminal. */
  readonly owner: Principal | null;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Logs a fault and gives the reference under which it stands in the log. */
  report(error: unknown): string;
}

/** A chat platform, as the bot runs it. */
interface Channel {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  ready(): boolean;
}

/** The running bot. */
export interface Bot {
  /** Where questions are asked, for a channel that the bot does not run itself. */
  readonly desk: Desk;
  /** Where its HTTP server listens. */
  readonly url: string;
  /** Takes no more work, finishes what runs, and gives everything back. */
  stop(): Promise<void>;
}

/** Questions that are remembered of each person: what fits a start page. */
const rememberedQuestions = 10;

/** Of the 25 s that a stop may take, what is left for connections after the channels have finished (milliseconds). */
const serverDrain = 5_000;

/** How often request keys that have expired are forgotten (milliseconds): they live for minutes. What else is old goes with them. */
const purgeEvery = 600_000;

/** The desk that every channel asks, over an open store and what lies beyond the catalog. */
export function deskOver(
  { db }: Database,
  { now, report, estate }: Pick<Surroundings, 'now' | 'report'> & Pick<DeskParts, 'estate'>,
): Desk {
  return createDesk({
    now,
    report,
    preferences: createPreferences(db, now),
    recentQuestions: createRecentQuestions(db, now, rememberedQuestions),
    estate,
  });
}

/** Whether the bot is meant for this machine alone. */
function isLoopbackUrl(url: string | null): boolean {
  return url !== null && new URL(url).protocol === 'http:';
}

/** Whether the configuration asks for a chat platform at all. */
export function hasChannels({ slack, teams }: Config): boolean {
  return slack.kind !== 'off' || teams.kind !== 'off';
}

/**
 * Starts what the configuration asks for: one HTTP server, the store, and each configured chat platform, whose SDK is
 * loaded only then. Without an app id Teams accepts anyone, so then the server listens on loopback alone.
 */
export async function startBot(
  config: Config,
  log: RootLog,
  { now, report, version, owner }: Surroundings,
): Promise<Bot> {
  const store = await openStore(config);
  const metrics = createMetrics();
  const groups = new Map<Actor['platform'], (actor: Actor) => Promise<readonly string[]>>();
  const proving = await openProving({
    config,
    store,
    log: log.child({ part: 'hub' }),
    version,
    now,
    report,
    owner,
    reachable: true,
    local: owner !== null,
    groupsOf: async (actor) => (await groups.get(actor.platform)?.(actor)) ?? [],
    dispatched: metrics.dispatched,
  }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  metrics.watch(proving.hub);
  const desk = metrics.measured(deskOver(store, { now, report, estate: async () => proving.estate }));
  const replay = createReplay(store.db, now);
  const liveMessages = createLiveMessages(store, now);
  const channels: Channel[] = [];
  let stopping = false;

  const http = createHttpServer({
    log,
    metrics,
    async ready() {
      if (stopping) return 'stopping';
      const waiting = channels.filter((channel) => !channel.ready()).map(({ name }) => name);
      if (waiting.length > 0) return `not connected: ${waiting.join(', ')}`;
      return (await store.answers()) ? null : 'the store does not answer';
    },
  });

  http.app.use(proving.hub.routes);
  http.onUpgrade(connectPath, proving.hub.upgrade);

  const { slack, teams } = config;
  if (slack.kind !== 'off') {
    const { createSlack } = await import('./channels/slack/slack.ts');
    const installations =
      slack.installs.kind === 'oauth' ? createInstallations(store.db, now, slack.installs.secretKey) : null;
    const channel = createSlack({
      config: slack,
      desk,
      replay,
      liveMessages,
      installations,
      web: http.app,
      log: log.child({ channel: 'slack' }),
      now,
      language: config.language,
    });
    channels.push({ name: 'slack', ...channel });
    groups.set('slack', channel.groupsOf);
  }
  if (teams.kind !== 'off') {
    const { createTeams } = await import('./channels/teams/teams.ts');
    let started = false;
    const channel = createTeams({
      config: teams,
      desk,
      conversations: createConversations(store.db, now),
      replay,
      liveMessages,
      language: config.language,
      app: http.app,
      log: log.child({ channel: 'teams' }),
      now,
      openIdMetadataUrl: null,
    });
    groups.set('teams', channel.groupsOf);
    channels.push({
      name: 'teams',
      ready: () => started,
      stop: () => channel.stop(),
      async start() {
        await channel.start();
        started = true;
      },
    });
  }

  const purge = setInterval(() => {
    replay.purge().catch(report);
    liveMessages.purge().catch(report);
  }, purgeEvery);
  purge.unref();

  async function stop(): Promise<void> {
    stopping = true;
    clearInterval(purge);
    await Promise.allSettled([...channels.map((channel) => channel.stop()), proving.stop()]);
    await http.close(serverDrain);
    await store.close();
  }

  const host = teams.kind === 'loopback' || isLoopbackUrl(config.publicUrl) ? '127.0.0.1' : null;
  try {
    const port = await http.listen(config.port, host);
    await Promise.all(channels.map((channel) => channel.start()));
    return { desk, url: `http://${host ?? 'localhost'}:${port}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
