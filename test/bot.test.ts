import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFakeSlack, type FakeSlack } from './fakes/slack/fake-slack.ts';

const program = fileURLToPath(new URL('../bin/portolan.js', import.meta.url));

/** How long one step may take (milliseconds): a start with both SDKs, the longest, takes a second. */
const patience = 30_000;

/** A bot as people run it: a process with an environment. */
interface RunningBot {
  readonly process: ChildProcess;
  readonly url: string;
  /** All that it has printed so far, both streams. */
  printed(): string;
  /** Its exit code, once it has ended. */
  ended(): Promise<number | null>;
}

function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([key]) => !/^(SLACK|TEAMS|DATABASE|PORTOLAN)_/.test(key));
  return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8', PORT: '0', ...settings };
}

async function start(folder: string, settings: Readonly<Record<string, string>>): Promise<RunningBot> {
  const child = spawn(process.execPath, [program], { cwd: folder, env: environment(settings) });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  const exit = once(child, 'exit', { signal: AbortSignal.timeout(4 * patience) });
  const giveUp = Date.now() + patience;
  for (;;) {
    const url = /serves .* at (http:\S+)/.exec(printed)?.[1];
    if (url !== undefined)
      return {
        process: child,
        url: url.replace('localhost', '127.0.0.1'),
        printed: () => printed,
        ended: async () => {
          await exit;
          return child.exitCode;
        },
      };
    assert.ok(Date.now() < giveUp && child.exitCode === null, `the bot did not start:\n${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the bot', function () {
  this.timeout(3 * patience);
  let folder = '';
  let slack: FakeSlack;
  let bot: RunningBot;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portolan-bot-'));
    slack = await createFakeSlack();
    bot = await start(folder, {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      TEAMS_LOOPBACK: '1',
    });
    slack.use({ kind: 'http', endpoint: `${bot.url}/slack/events` });
  });

  after(async () => {
    bot?.process.kill('SIGKILL');
    await slack?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('serves Slack and Teams from one server', async () => {
    assert.match(bot.printed(), /serves Slack over HTTP and Teams without an app ID/);
    await slack.sendSlash('/ports', 'adfs wap');
    await slack.until(() => slack.ephemerals().length > 0);
    const teams = await fetch(`${bot.url}/api/messages`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(teams.status, 400);
  });

  it('says that it lives, and that it can work', async () => {
    const healthy = await fetch(`${bot.url}/healthz`);
    assert.deepEqual([healthy.status, await healthy.json()], [200, { status: 'ok' }]);
    const ready = await fetch(`${bot.url}/readyz`);
    assert.deepEqual([ready.status, await ready.json()], [200, { status: 'ready' }]);
  });

  it('counts questions for Prometheus', async () => {
    const metrics = await fetch(`${bot.url}/metrics`);
    assert.match(metrics.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    assert.match(
      await metrics.text(),
      /^portolan_questions_total\{platform="slack",command="ports",outcome="answer"\} 1$/m,
    );
  });

  it('answers what it does not know, and what is malformed, without a trace of its insides', async () => {
    const unknown = await fetch(`${bot.url}/nothing`);
    assert.deepEqual([unknown.status, await unknown.json()], [404, { error: 'not found' }]);
    assert.equal(unknown.headers.get('x-powered-by'), null);
    for (const path of ['/slack/events', '/api/messages']) {
      const malformed = await fetch(`${bot.url}${path}`, {
        method: 'POST',
        body: '{"a":',
        headers: { 'content-type': 'application/json' },
      });
      assert.ok(malformed.status >= 400 && malformed.status < 500, `${path} ${malformed.status}`);
      assert.doesNotMatch(await malformed.text(), /at |node_modules|SyntaxError/);
    }
    assert.equal((await fetch(`${bot.url}/healthz`)).status, 200);
  });

  it('finishes what runs when it is told to stop, and ends with 0', async () => {
    const before = slack.ephemerals().length;
    slack.fail('response_url', { kind: 'slow', ms: 800 });
    await slack.sendSlash('/sizing', '250000');
    bot.process.kill('SIGTERM');
    assert.equal(await bot.ended(), 0);
    assert.equal(slack.ephemerals().length, before + 1);
    assert.match(bot.printed(), /"msg":"stopped"/);
  });

  it('never printed a token or a secret', () => {
    for (const secret of [slack.botToken, slack.signingSecret]) assert.ok(!bot.printed().includes(secret));
  });

  it('does not start on a faulty configuration, and tells every fault at once', async () => {
    const child = spawn(process.execPath, [program], {
      cwd: folder,
      env: environment({ PORT: '99999', SLACK_BOT_TOKEN: 'hunter2-not-a-token', TEAMS_APP_ID: 'nonsense' }),
    });
    let printed = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    const [code] = await once(child, 'close', { signal: AbortSignal.timeout(patience) });
    assert.equal(code, 1);
    for (const key of [
      'PORT',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'TEAMS_APP_ID',
      'TEAMS_APP_PASSWORD',
      'TEAMS_TENANT_ID',
    ])
      assert.match(printed, new RegExp(`^  ${key} `, 'm'));
    assert.doesNotMatch(printed, /hunter2|nonsense/);
  });
});
