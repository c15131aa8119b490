import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type SignedHttp, sendHttp, sign, signedHttp } from '../../fakes/slack/transport.ts';
import { type Bench, openBench } from './bench.ts';

/** Long enough for anything that would wrongly run to reach the desk. */
const quietMs = 100;

/** Texts that break careless bots: markup, mentions, controls, other scripts, templates, very long words. */
const hostile = [
  '<!channel> <!here> <@U0BEN> <https://evil.example|contoso.com>',
  '&lt;!channel&gt; &lt;@U0BEN&gt; &amp;lt;!everyone&amp;gt;',
  '*bold* _it_ ~no~ `code` ```block```',
  '\u202egnp.exe\u202c \u0000 \u0007 \u001b[31m',
  '😀 💣 ﷽ Z̷̢̛͔a̵l̶g̷o',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text itself
  '${process.exit(1)} {{7*7}} __proto__ constructor',
  '../../etc/passwd; rm -rf / | cat \' " \\',
  `${'a'.repeat(3_000)}`,
  '--page 999999999999 --lang xx --__proto__=1',
  '"',
] as const;

/** Nothing in the message is a mention or a link, in whichever way Slack could be told of one. */
function assertInert(blocks: unknown, notification: string): void {
  const json = JSON.stringify(blocks);
  assert.doesNotMatch(notification, /<[^>]*>/);
  assert.doesNotMatch(json, /"type":"(?:user|usergroup|channel|broadcast|link)"/);
  assert.doesNotMatch(json, /\u202e|\\u0000|\\u0007|\\u001b/);
  for (const [, markup = ''] of json.matchAll(/"type":"mrkdwn","text":"((?:[^"\\]|\\.)*)"/g))
    assert.doesNotMatch(markup, /<|_it_|~no~|`code`|@|evil/);
}

describe('Slack’s request check', () => {
  let bench: Bench;

  before(async () => {
    bench = await openBench({ mode: 'http' });
  });

  after(() => bench.close());

  beforeEach(() => {
    bench.slack.clear();
    bench.asked.length = 0;
  });

  const now = () => Math.floor(Date.now() / 1000);
  let count = 0;

  function command(seconds = now()): SignedHttp {
    count += 1;
    const fields = {
      team_id: 'T0FAKE',
      channel_id: 'C0GENERAL',
      user_id: 'U0ANNA',
      command: '/ports',
      text: 'adfs wap',
      response_url: `${bench.slack.url}/response/none`,
      trigger_id: `own-${count}`,
    };
    return signedHttp({ kind: 'form', fields }, bench.slack.signingSecret, seconds);
  }

  function signed(body: string, type: string): SignedHttp {
    return { headers: { 'content-type': type, ...sign(bench.slack.signingSecret, body, now()) }, body };
  }

  async function expect(request: SignedHttp, status: number, asked: number): Promise<void> {
    const delivery = await sendHttp(bench.endpoint, request);
    assert.equal(delivery.status, status);
    if (status !== 200) assert.equal(delivery.body, '');
    await delay(quietMs);
    assert.equal(bench.asked.length, asked);
  }

  it('lets a signed request through', () => expect(command(), 200, 1));

  it('takes a request that is 299 seconds old or early', async () => {
    await expect(command(now() - 299), 200, 1);
    await expect(command(now() + 299), 200, 2);
  });

  it('refuses one that is older than 300 seconds', () => expect(command(now() - 301), 401, 0));

  it('refuses one that is stamped more than 300 seconds ahead', () => expect(command(now() + 302), 401, 0));

  it('refuses a signature made with another secret', async () => {
    const { body, headers } = command();
    await expect({ body, headers: { ...headers, ...sign('0'.repeat(32), body, now()) } }, 401, 0);
  });

  it('refuses a body that was changed', async () => {
    const { body, headers } = command();
    await expect({ headers, body: body.replace('adfs', 'pta') }, 401, 0);
  });

  it('refuses a timestamp that was changed', async () => {
    const { body, headers } = command();
    await expect({ body, headers: { ...headers, 'x-slack-request-timestamp': String(now() - 1) } }, 401, 0);
  });

  for (const header of ['x-slack-signature', 'x-slack-request-timestamp'])
    for (const value of ['', 'v0=', 'v1=00', 'NaN', '1e3', `v0=${'0'.repeat(63)}`, `v0=${'é'.repeat(20)}`])
      it(`refuses ${header}: ${value === '' ? 'nothing' : value}`, async () => {
        const { body, headers } = command();
        const changed = { ...headers, [header]: encodeURI(value) };
        await expect({ body, headers: changed }, 401, 0);
      });

  it('refuses a request without signature', async () => {
    const { body } = command();
    await expect({ body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 401, 0);
  });

  it('refuses a signature of another version', async () => {
    const { body, headers } = command();
    const hmac = createHmac('sha256', bench.slack.signingSecret).update(`v1:${now()}:${body}`).digest('hex');
    await expect({ body, headers: { ...headers, 'x-slack-signature': `v1=${hmac}` } }, 401, 0);
  });

  it('runs an exact replay no second time', async () => {
    const request = command();
    await expect(request, 200, 1);
    await expect(request, 200, 1);
  });

  it('runs a trigger no second time, however it is signed', async () => {
    const { body } = command();
    await expect(signed(body, 'application/x-www-form-urlencoded'), 200, 1);
    const later = sign(bench.slack.signingSecret, body, now() + 5);
    await expect({ body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...later } }, 200, 1);
  });

  it('runs one of fifty that arrive at once', async () => {
    const request = command();
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async () => (await sendHttp(bench.endpoint, request)).status),
    );
    assert.deepEqual(new Set(statuses), new Set([200]));
    await delay(quietMs);
    assert.equal(bench.asked.length, 1);
  });

  for (const [what, body, type, status] of [
    ['an empty object', '{}', 'application/json', 400],
    ['no body', '', 'application/json', 400],
    ['malformed JSON', '{"type":', 'application/json', 400],
    ['a JSON text', '"event"', 'application/json', 400],
    ['null', 'null', 'application/json', 400],
    ['a list', '[{"event":{"type":"message"}}]', 'application/json', 400],
    ['an event that is a text', '{"event":"message"}', 'application/json', 400],
    ['a payload that is no JSON', 'payload=%7B', 'application/x-www-form-urlencoded', 400],
    ['a payload given twice', 'payload=%7B%7D&payload=%7B%7D', 'application/x-www-form-urlencoded', 400],
    ['actions of nobody', 'payload=%7B%22type%22%3A%22block_actions%22%7D', 'application/x-www-form-urlencoded', 400],
    ['plain text', 'hello', 'text/plain', 415],
    ['XML', '<a/>', 'application/xml', 415],
    ['no media type at all', '{}', '', 415],
  ] as const)
    it(`refuses ${what} with ${status}, though it is signed`, () => expect(signed(body, type), status, 0));

  it('takes a form whose media type names its character set', async () => {
    const { body } = command();
    await expect(signed(body, 'application/x-www-form-urlencoded; charset=utf-8'), 200, 1);
  });

  it('refuses ten megabytes before it reads them, and lives on', async () => {
    const delivery = await sendHttp(bench.endpoint, signed('x'.repeat(10_000_000), 'application/json'));
    assert.equal(delivery.status, 413);
    await expect(command(), 200, 1);
  });

  it('refuses ten megabytes that come without their length', async () => {
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    const request = httpRequest(bench.endpoint, { method: 'POST' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', () => resolve(413));
    for (let sent = 0; sent < 10; sent++) request.write('x'.repeat(1_000_000));
    request.end();
    assert.equal(await promise, 413);
  });

  it('answers Slack’s own check of the address', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c-1' });
    const delivery = await sendHttp(bench.endpoint, signed(body, 'application/json'));
    assert.deepEqual(delivery.body, { challenge: 'c-1' });
  });

  it('acknowledges a click that nothing listens to', async () => {
    const payload = {
      type: 'block_actions',
      trigger_id: 't-x',
      user: { id: 'U0ANNA' },
      team: { id: 'T0FAKE' },
      actions: [{}],
    };
    const parcel = { kind: 'interactive', payload } as const;
    const delivery = await sendHttp(bench.endpoint, signedHttp(parcel, bench.slack.signingSecret, now()));
    assert.equal(delivery.status, 200);
    assert.ok(delivery.ms < 1_000);
  });

  it('has no other method', async () => {
    assert.equal((await fetch(bench.endpoint)).status, 404);
  });
});

for (const mode of ['http', 'socket'] as const)
  describe(`hostile text over ${mode}`, () => {
    let bench: Bench;

    before(async () => {
      bench = await openBench({ mode });
    });

    after(() => bench.close());

    beforeEach(() => bench.slack.clear());

    for (const command of ['ports', 'sizing', 'prereqs', 'endpoints', 'explain', 'changes', 'export', 'portolan'])
      it(`comes back from /${command} as inert text`, async () => {
        await Promise.all(hostile.map((text) => bench.slack.sendSlash(`/${command}`, text)));
        await bench.slack.until(() => bench.slack.ephemerals().length === hostile.length);
        for (const { blocks, text: notification } of bench.slack.ephemerals()) assertInert(blocks, notification);
      });

    it('comes back from a mention and a direct message as inert text', async () => {
      await Promise.all(hostile.flatMap((text) => [bench.slack.sendMention(text), bench.slack.sendDm(text)]));
      await bench.slack.until(() => bench.slack.messages().length === 2 * hostile.length);
      for (const { blocks, text: notification } of bench.slack.messages()) assertInert(blocks, notification);
    });
  });
