import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startAgentsPlayground } from './agents-playground.ts';

/*
 * `npm run playground`: the bot as Teams sees it, without Teams. Starts the bot on 127.0.0.1 without an app ID and the
 * Microsoft 365 Agents Playground in front of it, both offline, and prints where to look. Ctrl-C ends both.
 */

/** The ports that the bot and the Playground have by themselves. */
const botPort = process.env['PORT'] ?? '3978';
const playgroundPort = Number(process.env['PLAYGROUND_PORT'] ?? '56150');

const endpoint = `http://127.0.0.1:${botPort}/api/messages`;

/** The bot opens its store and loads the SDKs within 2 s; a slow machine may take ten times as long. */
const startMs = 30_000;

/** Chat keys of the environment would make it another bot; the rest (folder, language, log level) is kept. */
const kept = Object.entries(process.env).filter(([key]) => !/^(SLACK|TEAMS)_/.test(key));

const bot = spawn(process.execPath, [fileURLToPath(new URL('../bin/portolan.js', import.meta.url)), 'start'], {
  stdio: 'inherit',
  env: {
    ...Object.fromEntries(kept),
    // A blank value counts as absent, and stands before what a `.env` file says.
    ...Object.fromEntries(
      ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_CLIENT_ID', 'TEAMS_APP_ID'].map((key) => [
        key,
        '',
      ]),
    ),
    PORT: botPort,
    TEAMS_LOOPBACK: '1',
  },
});
const exited = once(bot, 'exit');

async function untilListening(): Promise<void> {
  const giveUp = Date.now() + startMs;
  while (Date.now() < giveUp && bot.exitCode === null) {
    // Any answer will do; the bot has none for a GET.
    const answered = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await sleep(100);
  }
  throw new Error(`the bot does not listen on 127.0.0.1:${botPort}`);
}

try {
  await untilListening();
  const playground = await startAgentsPlayground({ endpoint, port: playgroundPort });
  process.stdout.write(`\nPlayground: ${playground.address}\nBot:        ${endpoint}\nCtrl-C ends both.\n`);
  // A terminal sends Ctrl-C to both processes, a supervisor SIGTERM to this one alone.
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await Promise.race([asked, exited]);
  await playground.stop();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  bot.kill();
  await exited;
}
