import { join } from 'node:path';
import { openStore } from '../bot/store.ts';
import { type Bot, deskOver, hasChannels, startBot } from '../bot.ts';
import type { Desk } from '../channels/desk.ts';
import { runTerminal } from '../channels/terminal/terminal.ts';
import { type Config, loadConfig } from '../config.ts';
import { reportTo } from './fault.ts';
import { shellLanguage } from './language.ts';
import { shellActor } from './shell-actor.ts';
import { createShellEstate } from './shell-estate.ts';
import type { Streams } from './streams.ts';
import { version } from './version.ts';

/** Runs what the configuration asks for: Slack and Teams, or without chat tokens a prompt in this terminal. */
export async function start(streams: Streams): Promise<number> {
  const config = loadConfig();
  if (hasChannels(config)) return serve(config, streams);
  return config.publicUrl === null ? startPrompt(config, streams) : startServingPrompt(config, streams);
}

function prompt(config: Config, desk: Desk, { input, output }: Streams): Promise<number> {
  return runTerminal({
    input,
    output,
    actor: shellActor(),
    language: shellLanguage(),
    desk,
    historyFile: join(config.dataFolder, 'history'),
  });
}

/** A prompt alone: nothing listens, and what proves is opened when it is first asked for. */
async function startPrompt(config: Config, streams: Streams): Promise<number> {
  const store = await openStore(config);
  const beyond = createShellEstate(async () => store, streams);
  try {
    const desk = deskOver(store, { now: Date.now, report: reportTo(streams.error), estate: beyond.estate });
    return await prompt(config, desk, streams);
  } finally {
    await beyond.close();
    await store.close();
  }
}

/** A prompt, and behind it a bot that serves runners at the address that the configuration gives it. */
async function startServingPrompt(config: Config, streams: Streams): Promise<number> {
  const { createLog } = await import('../log.ts');
  const { platform, tenant, user } = shellActor();
  const owner = { kind: 'user', platform, tenant, id: user } as const;
  const report = reportTo(streams.error);
  const bot = await startBot(config, createLog('error'), { now: Date.now, report, version, owner });
  streams.output.write(`Portolan serves runners at ${bot.url}\n`);
  try {
    return await prompt(config, bot.desk, streams);
  } finally {
    await bot.stop();
  }
}

/** Longest that a stop may take (milliseconds); then the process ends whatever still runs. */
const stopWithin = 25_000;

function signalled(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(signal));
  });
}

function channelNames({ slack, teams }: Config): string {
  return [
    ...(slack.kind === 'off' ? [] : [slack.kind === 'http' ? 'Slack over HTTP' : 'Slack over Socket Mode']),
    ...(teams.kind === 'off'
      ? []
      : [teams.kind === 'on' ? 'Teams' : 'Teams without an app ID, for the Agents Playground']),
  ].join(' and ');
}

async function serve(config: Config, { output }: Streams): Promise<number> {
  const { createFaultReport, createLog } = await import('../log.ts');
  const log = createLog(config.logLevel);
  const report = createFaultReport(log);
  // The SDKs let promises float; one that fails must not take everybody's bot down.
  process.on('unhandledRejection', report);
  const asked = signalled();
  const bot: Bot = await startBot(config, log, { now: Date.now, report, version, owner: null });
  output.write(`Portolan serves ${channelNames(config)} at ${bot.url}\n`);
  log.info({ url: bot.url, store: config.database.kind }, 'started');
  const signal = await asked;
  log.info({ signal }, 'stopping');
  const late = setTimeout(() => {
    log.error({}, 'work was still running at the end of the stop');
    process.exit(1);
  }, stopWithin);
  await bot.stop();
  clearTimeout(late);
  log.info({}, 'stopped');
  return 0;
}
