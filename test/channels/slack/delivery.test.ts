import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { type Bench, openBench } from './bench.ts';

/** Long enough for a second message that should not come. */
const quietMs = 200;

describe('Slack’s posting layer', () => {
  let bench: Bench;
  let hold: Promise<void> = Promise.resolve();

  before(async () => {
    // Waits a twentieth of the time that it is told, so that pauses of seconds can be tested.
    const wait = (ms: number, signal: AbortSignal) => delay(ms / 20, undefined, { signal });
    bench = await openBench({ mode: 'http', before: () => hold, parts: { wait } });
  });

  after(() => bench.close());

  beforeEach(async () => {
    hold = Promise.resolve();
    bench.slack.clear();
    bench.asked.length = 0;
    await bench.database.db.deleteFrom('replay').execute();
  });

  const firstMessage = () => bench.slack.until(() => bench.slack.messages()[0]);

  for (const [what, fault] of [
    ['a lost reply', { kind: 'lost' }],
    ['a 500 after it was posted', { kind: 'status', status: 500, applied: true }],
    ['a connection that was cut before it was posted', { kind: 'cut' }],
    ['a 503 before it was posted', { kind: 'status', status: 503, applied: false }],
    ['an internal error', { kind: 'error', error: 'internal_error' }],
  ] as const)
    for (const threadTs of [undefined, '1700000000.000100'])
      it(`posts exactly one message after ${what}${threadTs === undefined ? '' : ', in a thread'}`, async () => {
        bench.slack.fail('chat.postMessage', fault);
        await bench.slack.sendDm('ports adfs wap', threadTs === undefined ? {} : { threadTs });
        await firstMessage();
        await delay(quietMs);
        assert.equal(bench.slack.messages().length, 1);
      });

  it('posts exactly one message after two lost replies and a search that fails', async () => {
    bench.slack.fail('chat.postMessage', { kind: 'lost' });
    bench.slack.fail('conversations.history', { kind: 'cut' }, 2);
    await bench.slack.sendDm('ports adfs wap');
    await bench.slack.until(() => bench.slack.calls('conversations.history').length === 3);
    await delay(quietMs);
    assert.equal(bench.slack.messages().length, 1);
    assert.equal(bench.slack.calls('chat.postMessage').length, 1);
  });

  it('posts no second time when it cannot know whether the first arrived', async () => {
    bench.slack.fail('chat.postMessage', { kind: 'lost' });
    bench.slack.fail('conversations.history', { kind: 'cut' }, 9);
    await bench.slack.sendDm('ports adfs wap');
    await bench.slack.until(() => bench.slack.calls('conversations.history').length === 3);
    await delay(quietMs);
    assert.equal(bench.slack.calls('chat.postMessage').length, 1);
    assert.match(bench.logged(), /Slack did not take an answer/);
  });

  it('leaves a channel alone for as long as Retry-After says, and others not', async () => {
    const from = Date.now();
    bench.slack.fail('chat.postMessage', { kind: 'limited', retryAfter: 1 });
    await bench.slack.sendMention('ports adfs wap', { channel: 'C0ONE' });
    await bench.slack.sendMention('ports adfs wap', { channel: 'C0ONE' });
    await bench.slack.sendMention('ports adfs wap', { channel: 'C0TWO' });
    await bench.slack.until(() => bench.slack.messages('C0TWO')[0]);
    const free = Date.now() - from;
    await bench.slack.until(() => bench.slack.messages('C0ONE').length === 2);
    const tries = bench.slack.calls('chat.postMessage').filter(({ args }) => Object.values(args).includes('C0ONE'));
    assert.equal(tries.length, 3);
    const [first, second] = tries;
    assert.ok((second?.at ?? 0) - (first?.at ?? 0) >= 1_000);
    assert.ok(free < 1_000);
  });

  it('tells once whoever asked that it is not in the channel', async () => {
    bench.slack.fail('chat.postMessage', { kind: 'error', error: 'not_in_channel' });
    await bench.slack.sendSlash('/ports', 'adfs wap --share');
    const told = await bench.slack.until(() => bench.slack.ephemerals()[0]);
    assert.match(JSON.stringify(told.blocks), /Invite me with \/invite/);
    await delay(quietMs);
    assert.equal(bench.slack.ephemerals().length, 1);
    assert.equal(bench.slack.calls('chat.postMessage').length, 1);
  });

  it('tells a person who mentioned it in a direct message, once', async () => {
    bench.slack.fail('chat.postMessage', { kind: 'error', error: 'is_archived' });
    await bench.slack.sendMention('ports adfs wap', { channel: 'C0OLD' });
    const told = await firstMessage();
    assert.equal(told.channel, 'D0ANNA');
    assert.match(told.text, /archived/);
    bench.slack.fail('chat.postMessage', { kind: 'error', error: 'is_archived' });
    await bench.slack.sendMention('ports adfs wap', { channel: 'C0OLD' });
    await delay(quietMs);
    assert.equal(bench.slack.messages().length, 1);
  });

  it('logs a token that was revoked once and tells nobody', async () => {
    bench.slack.fail('chat.postMessage', { kind: 'error', error: 'token_revoked' }, 2);
    await bench.slack.sendMention('ports adfs wap', { channel: 'C0GONE' });
    await bench.slack.sendMention('ports adfs wap', { channel: 'C0GONE' });
    await bench.slack.until(() => bench.slack.calls('chat.postMessage').length === 2);
    await delay(quietMs);
    assert.equal(bench.slack.messages().length, 0);
    assert.equal(bench.logged().split('"code":"token_revoked"').length - 1, 1);
  });

  it('acknowledges within three seconds though the answer takes longer', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    hold = promise;
    const slash = await bench.slack.sendSlash('/ports', 'adfs wap');
    const mention = await bench.slack.sendMention('ports adfs wap');
    for (const { status, ms } of [slash, mention]) {
      assert.equal(status, 200);
      assert.ok(ms < 1_000);
    }
    resolve();
    await bench.slack.until(() => bench.slack.ephemerals()[0]);
    await firstMessage();
  });

  it('acknowledges within three seconds though Slack is slow to tell the language', async () => {
    bench.slack.fail('users.info', { kind: 'slow', ms: 3_000 });
    const { status, ms } = await bench.slack.sendSlash('/ports', 'adfs wap', { user: 'U0SLOW' });
    assert.equal(status, 200);
    assert.ok(ms < 1_000);
    await bench.slack.until(() => bench.slack.ephemerals('U0SLOW')[0], 2_500);
  });

  it('changes one message at most once a second, and the last change wins', async () => {
    await bench.slack.sendMention('prereqs connect');
    const answer = await firstMessage();
    await bench.slack.click(answer, 'page-next');
    await bench.slack.until(() => answer.updates === 1);
    await bench.slack.click(answer, 'page-next');
    await bench.slack.click(answer, 'page-previous');
    await bench.slack.until(() => /Page 1 of/.test(JSON.stringify(answer.blocks)), 6_000);
    const [, second = 0, third = 0] = answer.changedAt;
    assert.equal(answer.updates, 2);
    assert.ok(third - second >= 1_000);
  });

  it('keeps secrets out of its log, whatever happened', () => {
    const { botToken, signingSecret } = bench.slack;
    for (const secret of [botToken, signingSecret, '/response/']) assert.ok(!bench.logged().includes(secret));
  });

  it('finishes what runs when it stops', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    hold = promise;
    await bench.slack.sendMention('ports adfs wap');
    await bench.slack.until(() => bench.asked[0]);
    const stopped = bench.restart();
    await delay(quietMs);
    resolve();
    await stopped;
    assert.equal(bench.slack.messages().length, 1);
  });
});
