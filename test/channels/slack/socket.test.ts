import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { PortolanError } from '../../../src/errors.ts';
import { type Bench, configOf, openBench } from './bench.ts';

describe('Socket Mode', () => {
  let bench: Bench;
  const rejections: unknown[] = [];
  const note = (error: unknown) => void rejections.push(error);

  before(async () => {
    process.on('unhandledRejection', note);
    const wait = (ms: number, signal: AbortSignal) => delay(ms / 20, undefined, { signal });
    bench = await openBench({ mode: 'socket', parts: { wait } });
  });

  after(async () => {
    await bench.close();
    process.off('unhandledRejection', note);
  });

  beforeEach(() => bench.slack.clear());

  afterEach(async () => {
    await delay(20);
    assert.deepEqual(rejections.splice(0), []);
  });

  const connectedAgain = (before: number) =>
    bench.slack.until(() => bench.slack.link.accepted() > before && bench.slack.link.connections() === 1);

  async function answers(): Promise<void> {
    await bench.slack.sendSlash('/ports', 'adfs wap');
    await bench.slack.until(() => bench.slack.ephemerals()[0]);
  }

  it('connects anew within a second when Slack asks for it', async () => {
    const before = bench.slack.link.accepted();
    const from = Date.now();
    bench.slack.link.refresh();
    await connectedAgain(before);
    assert.ok(Date.now() - from < 1_000);
    await answers();
  });

  it('connects anew when the connection is cut', async () => {
    const before = bench.slack.link.accepted();
    bench.slack.link.cut();
    await connectedAgain(before);
    await answers();
  });

  it('connects anew after Slack was away for some attempts', async () => {
    const before = bench.slack.link.accepted();
    bench.slack.fail('apps.connections.open', { kind: 'cut' }, 2);
    bench.slack.fail('apps.connections.open', { kind: 'status', status: 503, applied: false });
    bench.slack.link.cut();
    await connectedAgain(before);
    await answers();
  });

  it('leaves Slack alone for as long as Retry-After says', async () => {
    const before = bench.slack.link.accepted();
    bench.slack.fail('apps.connections.open', { kind: 'limited', retryAfter: 20 });
    bench.slack.link.cut();
    await connectedAgain(before);
    const [first, second] = bench.slack.calls('apps.connections.open');
    // The waiting of this suite runs twenty times as fast.
    assert.ok((second?.at ?? 0) - (first?.at ?? 0) >= 990);
  });

  it('survives a token that is revoked while it runs, and says so once', async () => {
    const before = bench.slack.link.accepted();
    bench.slack.fail('apps.connections.open', { kind: 'error', error: 'invalid_auth' });
    bench.slack.link.cut();
    await bench.slack.until(() => bench.logged().includes('"code":"invalid_auth"'));
    assert.equal(bench.logged().split('"code":"invalid_auth"').length - 1, 1);
    await bench.restart();
    await connectedAgain(before);
    await answers();
  });

  for (const text of ['{"type":"events_api"}', 'null', '[]', '{', '{"type":"events_api","payload":{"event":null}}'])
    it(`lives on after an envelope like ${text}`, async () => {
      bench.slack.link.sendRaw(text);
      await answers();
    });

  it('runs an envelope that comes twice once', async () => {
    await bench.slack.sendMention('ports adfs wap');
    await bench.slack.send(bench.slack.last(), { retry: 1 });
    await bench.slack.until(() => bench.slack.messages()[0]);
    await delay(150);
    assert.equal(bench.slack.messages().length, 1);
  });

  it('keeps its tokens out of the log', () => {
    for (const secret of [bench.slack.appToken, bench.slack.botToken]) assert.ok(!bench.logged().includes(secret));
  });

  for (const [what, change] of [
    ['SLACK_APP_TOKEN', { appToken: 'xapp-1-wrong' }],
    ['SLACK_BOT_TOKEN', { installs: { kind: 'single', botToken: 'xoxb-wrong' } }],
  ] as const)
    it(`does not start with a wrong ${what}, names it and keeps its value to itself`, async () => {
      await assert.rejects(
        openBench({ mode: 'socket', config: (slack) => Object.assign(configOf(slack, 'socket'), change) }),
        (error: unknown) => {
          assert.ok(error instanceof PortolanError);
          assert.equal(error.code, 'config-invalid');
          assert.match(error.message, new RegExp(what));
          assert.doesNotMatch(error.message, /wrong/);
          return true;
        },
      );
    });
});
