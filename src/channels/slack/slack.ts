import { setTimeout as delay } from 'node:timers/promises';
import { App, type Authorize, ExpressReceiver, type Logger } from '@slack/bolt';
import type { Application } from 'express';
import type { Language } from '../../catalog/text.ts';
import type { Actor } from '../../commands/actor.ts';
import type { SlackConfig } from '../../config/slack.ts';
import type { Log } from '../../log.ts';
import type { Installations } from '../../store/installations.ts';
import type { LiveMessages } from '../../store/live-messages.ts';
import type { Replay } from '../../store/replay.ts';
import type { Desk } from '../desk.ts';
import { createLiveKeeper, type GoOn } from '../live-keeper.ts';
import { createAnswering } from './answering.ts';
import { slackPath } from './app-surface.ts';
import { createSingleToken } from './authorize.ts';
import { clientOptions } from './clients.ts';
import { failureOf } from './failure.ts';
import { createGroups } from './groups.ts';
import { createInstallationStore, listenToUninstalls, mountInstalls } from './installs.ts';
import { createLanes, type Wait } from './lanes.ts';
import { createLocales } from './language.ts';
import { listenToActions } from './listeners/actions.ts';
import { listenToCommands } from './listeners/commands.ts';
import { listenToForms } from './listeners/forms.ts';
import { guard } from './listeners/guard.ts';
import { listenToHome } from './listeners/home.ts';
import { listenToMessages } from './listeners/messages.ts';
import { livePostedOf } from './live-posted.ts';
import { createBoltLog, describe } from './log.ts';
import { createNotices } from './notices.ts';
import { createPacer } from './pacer.ts';
import { createPoster } from './posting.ts';
import { createRequestCheck } from './request-check.ts';
import { createResponseUrls } from './response-url.ts';
import { createSocket, type Socket } from './socket.ts';
import { createWork } from './work.ts';
import { createWorkspaces } from './workspaces.ts';

/** How long running requests may take when the bot stops; the whole stop must fit into 25 seconds. */
const finishMs = 15_000;

/** What the channel is made of. */
export interface SlackParts {
  readonly config: Exclude<SlackConfig, { readonly kind: 'off' }>;
  readonly desk: Desk;
  readonly replay: Replay;
  readonly liveMessages: LiveMessages;
  /** What workspaces granted; needed where they install the app by OAuth, null otherwise. */
  readonly installations: Installations | null;
  /**
   * The bot's Express application. No middleware may read the body of `/slack/events` before the channel does: the
   * signature covers its bytes.
   */
  readonly web: Application;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  now(): number;
  /** For people whose Slack tells no language. */
  readonly language: Language;
  /** How the channel waits; real time, unless a test says otherwise. */
  readonly wait?: Wait;
}

/** Slack, as the bot runs it. */
export interface SlackChannel {
  /** Fails with `config-invalid` when Slack refuses the token; goes on trying when it cannot be reached. */
  start(): Promise<void>;
  /** Takes nothing new, lets what runs finish for at most 15 seconds, and closes the connection. */
  stop(): Promise<void>;
  /** Ids of the user groups that a person is in. */
  groupsOf(actor: Actor): Promise<readonly string[]>;
  /** Whether questions can come in at this moment. */
  ready(): boolean;
}

const realWait: Wait = async (ms, signal) => {
  await delay(ms, undefined, { signal });
};

interface Reception {
  readonly receiver: ExpressReceiver | Socket['receiver'];
  start(): Promise<void>;
  stop(): Promise<void>;
  connected(): boolean;
}

function receive(parts: SlackParts, boltLog: Logger, wait: Wait, open: () => boolean): Reception {
  const { config, web, replay, log, now } = parts;
  if (config.kind === 'socket') {
    const { appToken, apiUrl } = config;
    return createSocket({ appToken, options: clientOptions(apiUrl), boltLog, log, wait });
  }
  const { signingSecret } = config;
  web.post(slackPath, createRequestCheck({ signingSecret, replay, log, now, open }));
  // The check has verified the signature already, against the injected clock and for both directions.
  const receiver = new ExpressReceiver({
    app: web,
    endpoints: slackPath,
    signingSecret,
    signatureVerification: false,
    logger: boltLog,
  });
  return { receiver, start: async () => undefined, stop: async () => undefined, connected: () => true };
}

/** Builds the channel and mounts its routes; nothing is received before `start`. */
export function createSlack(parts: SlackParts): SlackChannel {
  const { config, desk, replay, liveMessages, installations, web, log, now, language, wait = realWait } = parts;
  const { apiUrl, installs } = config;
  const boltLog = createBoltLog(log);
  const options = clientOptions(apiUrl);
  const stopping = new AbortController();
  const { signal } = stopping;
  const closing = new AbortController();
  const work = createWork();
  let open = false;

  const single =
    installs.kind === 'single' ? createSingleToken({ botToken: installs.botToken, options, boltLog, log, now }) : null;
  const store = installations === null ? null : createInstallationStore(installations);
  const authorize = single?.authorize ?? oauth();
  const reception = receive(parts, boltLog, wait, () => open);

  function oauth(): Authorize<boolean> {
    if (installs.kind !== 'oauth' || store === null) throw new TypeError('OAuth needs the store of installations');
    return mountInstalls({ installs, apiUrl, store, web, boltLog });
  }

  const app = new App({
    receiver: reception.receiver,
    authorize,
    clientOptions: options,
    logger: boltLog,
    convoStore: false,
    attachFunctionToken: false,
  });
  app.error(async (error) => log.error(describe(error), 'A Slack request failed'));

  const lanes = createLanes({
    now,
    wait,
    pause: (error) => {
      const failure = failureOf(error);
      return failure.kind === 'limited' ? failure.retryAfterMs : null;
    },
  });
  const poster = createPoster({ now, wait, lanes, pacer: createPacer({ now, wait, signal }), signal });
  const urls = createResponseUrls({ now, wait, signal });
  const groups = createGroups({ authorize, options, boltLog, log, now });
  const notices = createNotices({ now, poster, urls, log });
  const locales = createLocales({ now, otherwise: language });
  const keeper = createLiveKeeper({
    platform: 'slack',
    messages: liveMessages,
    desk,
    signal: closing.signal,
    background: (task) => void work.run(task),
    fault: (error) => log.error(describe(error), 'A message that fills in could not be kept'),
  });
  const answering = createAnswering({ desk, locales, poster, urls, notices, keeper, signal: closing.signal });
  const workspaces = createWorkspaces({ authorize, options, boltLog });
  const shared = { app, answering, desk, locales, poster, log };

  guard(app, { replay, work, socket: config.kind === 'socket' });
  listenToCommands(shared);
  listenToMessages(shared);
  listenToActions(shared);
  listenToForms(shared);
  listenToHome(shared);
  if (store !== null) listenToUninstalls(app, store, log);

  const goOn: GoOn = async (message, reply) => {
    const posted = livePostedOf(message);
    const isInstalled = installations === null || (await installations.find(message.tenant)) !== undefined;
    if (posted === null || !isInstalled) return 'done';
    const workspace = await workspaces.open(message.tenant);
    return answering.goOn(reply, { actor: message.asker, workspace }, posted);
  };

  return {
    async start() {
      await single?.verify();
      open = true;
      await reception.start();
      keeper.start(goOn);
    },
    async stop() {
      open = false;
      closing.abort();
      await reception.stop();
      if (!(await work.finish(finishMs))) log.warn({}, 'Slack requests were still running at the stop');
      lanes.stop();
      stopping.abort();
    },
    groupsOf: groups.of,
    ready: () => open && reception.connected(),
  };
}
