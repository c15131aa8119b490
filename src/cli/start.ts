import { join } from 'node:path';
import { type Bot, deskOver, hasChannels, openStore, startBot } from '../bot.ts';
import { runTerminal } from '../channels/terminal/terminal.ts';
import { type Config, loadConfig } from '../config.ts';
import { shellActor, shellLanguage } from './ask.ts';
import { reportTo } from './fault.ts';
import type { Streams } from './streams.ts';

/** Runs what the configuration asks for: Slack and Teams, or without chat tokens a prompt in this terminal. */
export async function start(streams: Streams): Promise<number> {
  const config = loadConfig();
  return hasChannels(config) ? serve(config, streams) : startTerminal(config, streams);
}

async function startTerminal(config: Config, { input, output, error }: Streams): Promise<number> {
  const store = await openStore(config);
  try {
    return await runTerminal({
      input,
      output,
      actor: shellActor(),
      language: shellLanguage(),
      desk: deskOver(store, { now: Date.now, report: reportTo(error) }),
      historyFile: join(config.dataFolder, 'history'),
    });
  } finally {
    await store.close();
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
  const bot: Bot = await startBot(config, log, { now: Date.now, report });
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
