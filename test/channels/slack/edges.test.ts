import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { webApi } from '@slack/bolt';
import { slashCommands } from '../../../src/channels/slack/app-surface.ts';
import { failureOf } from '../../../src/channels/slack/failure.ts';
import { createLocales, languageOfLocale } from '../../../src/channels/slack/language.ts';
import { lineOfSlash } from '../../../src/channels/slack/listeners/commands.ts';
import { createResponseUrls } from '../../../src/channels/slack/response-url.ts';
import { askerOf } from '../../../src/channels/slack/workspace.ts';
import { createFakeSlack, type FakeSlack } from '../../fakes/slack/fake-slack.ts';

describe('slash commands', () => {
  for (const name of slashCommands)
    it(`/${name} puts its own name before the text`, () => {
      assert.equal(lineOfSlash(`/${name}`, 'adfs wap'), `${name} adfs wap`);
      assert.equal(lineOfSlash(`/${name}`, ''), name);
    });

  for (const name of ['/portolan', '/portolan-test'])
    it(`${name} takes the text as the line, and help for none`, () => {
      assert.equal(lineOfSlash(name, 'ports adfs'), 'ports adfs');
      assert.equal(lineOfSlash(name, ''), 'help');
    });
});

describe('who asks in Slack', () => {
  const client = new webApi.WebClient();

  for (const [where, context, tenant] of [
    ['a workspace', { teamId: 'T1', isEnterpriseInstall: false }, 'T1'],
    ['a workspace of an organisation', { teamId: 'T1', enterpriseId: 'E1', isEnterpriseInstall: false }, 'T1'],
    ['an organisation that installed the app', { teamId: 'T1', enterpriseId: 'E1', isEnterpriseInstall: true }, 'E1'],
  ] as const)
    it(`is a user id within ${where}`, () => {
      const { actor, workspace } = askerOf({ client, context }, 'U1');
      assert.deepEqual(actor, { platform: 'slack', tenant, user: 'U1' });
      assert.equal(workspace.id, tenant);
    });
});

describe('what an error of the Web API means', () => {
  const platform = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error });

  for (const [what, error, failure] of [
    ['a rate limit', new webApi.WebAPIRateLimitedError(7), { kind: 'limited', retryAfterMs: 7_000 }],
    ['a network error', new webApi.WebAPIRequestError(new Error('reset')), { kind: 'lost' }],
    ['a status of 500', new webApi.WebAPIHTTPError(500, '', {}), { kind: 'lost' }],
    ['an internal error', platform('internal_error'), { kind: 'lost' }],
    ['an error page', platform('<html>Bad gateway</html>'), { kind: 'lost' }],
    ['a refusal', platform('not_in_channel'), { kind: 'refused', code: 'not_in_channel' }],
    ['anything else', new TypeError('?'), { kind: 'lost' }],
  ] as const)
    it(`${what} is ${failure.kind}`, () => assert.deepEqual(failureOf(error), failure));
});

describe('the language of a person', () => {
  let slack: FakeSlack;

  before(async () => {
    slack = await createFakeSlack();
  });

  after(() => slack.close());

  beforeEach(() => slack.clear());

  for (const [locale, language] of [
    ['nl-NL', 'nl'],
    ['nl-BE', 'nl'],
    ['nl', 'nl'],
    ['NL-nl', 'nl'],
    ['en-GB', 'en'],
    ['de-DE', 'en'],
    ['nld', 'en'],
    ['', 'en'],
  ] as const)
    it(`is ${language} for ${locale || 'no locale'}`, () => assert.equal(languageOfLocale(locale), language));

  function asker(user: string) {
    const options = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
    const client = new webApi.WebClient(slack.botToken, options);
    return { actor: { platform: 'slack', tenant: 'T1', user }, workspace: { id: 'T1', client } } as const;
  }

  it('is asked for once an hour', async () => {
    let time = 0;
    const locales = createLocales({ now: () => time, otherwise: 'en' });
    slack.setLocale('U0A', 'nl-NL');
    assert.equal(await locales.languageOf(asker('U0A')), 'nl');
    slack.setLocale('U0A', 'en-US');
    time += 60 * 60_000 - 1;
    assert.equal(await locales.languageOf(asker('U0A')), 'nl');
    time += 1;
    assert.equal(await locales.languageOf(asker('U0A')), 'en');
    assert.equal(slack.calls('users.info').length, 2);
  });

  it('is the bot’s own where Slack refuses to tell, and is asked for again a minute later', async () => {
    let time = 0;
    const locales = createLocales({ now: () => time, otherwise: 'nl' });
    slack.fail('users.info', { kind: 'error', error: 'missing_scope' });
    assert.equal(await locales.languageOf(asker('U0B')), 'nl');
    assert.equal(await locales.languageOf(asker('U0B')), 'nl');
    time += 60_000;
    assert.equal(await locales.languageOf(asker('U0B')), 'en');
    assert.equal(slack.calls('users.info').length, 2);
  });
});

describe('a response_url', () => {
  const content = { blocks: [], text: 'hello' };
  const signal = new AbortController().signal;

  async function withServer(statuses: readonly number[], use: (url: string, hits: () => number) => Promise<void>) {
    let hits = 0;
    const server = createServer((request, response) => {
      request.resume();
      const status = statuses[hits] ?? 200;
      hits += 1;
      response.writeHead(status, status === 429 ? { 'retry-after': '3' } : {}).end('ok');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new TypeError('no port');
    await use(`http://127.0.0.1:${address.port}/`, () => hits);
    server.closeAllConnections();
    server.close();
  }

  it('is used five times and no more', () =>
    withServer([], async (url, hits) => {
      const urls = createResponseUrls({ now: () => 0, wait: async () => undefined, signal });
      for (let use = 0; use < 5; use++) assert.equal(await urls.respond(url, 'ephemeral', content), null);
      assert.deepEqual(await urls.respond(url, 'ephemeral', content), { kind: 'refused', code: 'used_url' });
      assert.equal(hits(), 5);
    }));

  it('is not used after thirty minutes', () =>
    withServer([], async (url, hits) => {
      let time = 0;
      const urls = createResponseUrls({ now: () => time, wait: async () => undefined, signal });
      await urls.respond(url, 'ephemeral', content);
      time = 30 * 60_000 + 1;
      assert.deepEqual(await urls.respond(url, 'replace', content), { kind: 'refused', code: 'used_url' });
      assert.equal(hits(), 1);
    }));

  it('is left alone for as long as Retry-After says', () =>
    withServer([429], async (url, hits) => {
      const waits: number[] = [];
      const wait = async (ms: number) => void waits.push(ms);
      const urls = createResponseUrls({ now: () => 0, wait, signal });
      assert.equal(await urls.respond(url, 'ephemeral', content), null);
      assert.deepEqual(waits, [3_000]);
      assert.equal(hits(), 2);
    }));

  it('is not tried again after a reply that says nothing', () =>
    withServer([500], async (url, hits) => {
      const urls = createResponseUrls({ now: () => 0, wait: async () => undefined, signal });
      assert.deepEqual(await urls.respond(url, 'ephemeral', content), { kind: 'lost' });
      assert.equal(hits(), 1);
    }));
});
