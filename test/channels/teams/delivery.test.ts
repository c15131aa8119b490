import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { card } from '../../../src/card/card.ts';
import { startTeamsBot, type TeamsBot } from '../../fakes/teams/bot.ts';
import { type Behaviour, type Connector, startConnector } from '../../fakes/teams/connector.ts';

const tenant = '22222222-2222-4222-8222-222222222222';

/** Answers with a status and an error code, as Teams does. */
function failing(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Behaviour {
  return (response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ error: { code } }));
}

/** Takes the message and lets the answer get lost. */
const dropping: Behaviour = (response) => response.destroy();

describe('delivery to Teams', () => {
  let connector: Connector;
  let bot: TeamsBot;
  let count = 0;

  beforeEach(async () => {
    connector = await startConnector();
    bot = await startTeamsBot();
  });

  afterEach(async () => {
    await bot.stop();
    await connector.close();
  });

  const activity = (parts: object = {}) => {
    count += 1;
    return {
      type: 'message',
      id: `activity-${count}`,
      channelId: 'msteams',
      serviceUrl: connector.serviceUrl,
      from: { id: '29:person' },
      recipient: { id: '28:bot', name: 'Portolan' },
      conversation: { id: 'a:chat', conversationType: 'personal', tenantId: tenant },
      locale: 'en-US',
      text: 'help',
      ...parts,
    };
  };
  const send = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    fetch(bot.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('posts an answer once, as a reply', async () => {
    assert.equal((await send(activity())).status, 200);
    assert.deepEqual(
      connector.posted.map(({ method }) => method),
      ['POST'],
    );
    assert.match(connector.posted[0]?.path ?? '', /^\/v3\/conversations\/a%3Achat\/activities\/activity-\d+$/);
  });

  it('waits out a throttled post and sends it again', async () => {
    connector.behave(failing(429, 'Throttled', { 'retry-after': '1' }));
    const begin = Date.now();
    await send(activity());
    assert.equal(connector.posted.length, 2);
    assert.ok(Date.now() - begin >= 1_000);
  });

  for (const [title, behaviour] of [
    ['its answer was lost', dropping],
    ['Teams failed with 500', failing(500, 'ServiceError')],
    ['Teams failed with 502', failing(502, 'BadGateway')],
    ['Teams refused it', failing(403, 'BotNotInConversationRoster')],
  ] as const)
    it(`does not send a message again when ${title}, and logs that`, async () => {
      connector.behave(behaviour);
      assert.equal((await send(activity())).status, 200);
      assert.equal(connector.posted.length, 1);
      assert.match(bot.logged.join(''), /answer not delivered/);
    });

  it('does not follow a redirect, which would take the token elsewhere', async () => {
    connector.behave((response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end());
    await send(activity());
    assert.equal(connector.posted.length, 1);
  });

  it('answers an activity that is delivered twice once, also when both come at the same time', async () => {
    const twice = activity();
    const statuses = await Promise.all([send(twice), send(twice), send(twice)]);
    assert.deepEqual(
      statuses.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(connector.posted.length, 1);
  });

  it('answers an activity that is delivered again after a restart once', async () => {
    const twice = activity();
    await send(twice);
    await bot.restart();
    await send(twice);
    assert.equal(connector.posted.length, 1);
  });

  it('takes two presses of a double click for one', async () => {
    const press = () => activity({ text: undefined, value: { command: 'ports adfs wap' }, replyToId: 'message-1' });
    await Promise.all([send(press()), send(press())]);
    assert.equal(connector.posted.length, 1);
  });

  it('greets once where the arrival is told twice, and forgets the chat when the app is removed', async () => {
    const key = { platform: 'teams', tenant, conversation: '19:team@thread.tacv2' } as const;
    const conversation = { id: key.conversation, conversationType: 'channel', tenantId: tenant };
    const parts = { conversation, text: undefined };
    await Promise.all([
      send(activity({ ...parts, type: 'installationUpdate', action: 'add' })),
      send(activity({ ...parts, type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] })),
    ]);
    assert.equal(connector.posted.length, 1);
    assert.equal((await bot.conversations.find(key))?.scope, 'channel');
    await send(activity({ ...parts, type: 'installationUpdate', action: 'remove' }));
    assert.notEqual((await bot.conversations.find(key))?.leftAt, null);
    assert.equal(connector.posted.length, 1, 'says nothing where it is not any more');
  });

  it('does not greet when somebody else joins', async () => {
    await send(activity({ type: 'conversationUpdate', text: undefined, membersAdded: [{ id: '29:other' }] }));
    assert.equal(connector.posted.length, 0);
  });

  it('stores a channel once, whichever thread asks', async () => {
    for (const thread of ['1', '2'])
      await send(
        activity({
          conversation: { id: `19:c@thread.tacv2;messageid=${thread}`, conversationType: 'channel', tenantId: tenant },
        }),
      );
    const present = await bot.conversations.present('teams');
    assert.deepEqual(
      present.map(({ conversation }) => conversation),
      ['19:c@thread.tacv2'],
    );
  });

  it('posts unasked to a chat that it stored, at the top of a channel', async () => {
    await send(
      activity({
        conversation: { id: '19:c@thread.tacv2;messageid=1', conversationType: 'channel', tenantId: tenant },
      }),
    );
    const [chat] = await bot.conversations.present('teams');
    assert.ok(chat !== undefined);
    const delivery = await bot.post(chat, card({ title: 'Ready', command: 'help' }), 'en');
    assert.deepEqual(delivery, { kind: 'sent', id: 'message-1' });
    assert.equal(connector.posted[1]?.path, '/v3/conversations/19%3Ac%40thread.tacv2/activities');
    assert.match(connector.posted[1]?.body ?? '', /Ready/);
  });

  it('posts nothing to a stored service URL that is not allowed any more', async () => {
    await send(activity());
    const [chat] = await bot.conversations.present('teams');
    assert.ok(chat !== undefined);
    const moved = { ...chat, serviceUrl: 'https://attacker.example/' };
    const delivery = await bot.post(moved, card({ title: 'Ready', command: 'help' }), 'en');
    assert.equal(delivery.kind, 'withheld');
  });

  it('answers in the language of the client', async () => {
    await send(activity({ locale: 'nl-BE', text: 'ports adfs wap' }));
    assert.match(connector.posted[0]?.body ?? '', /"lang":"nl"/);
  });

  it('opens the sizing dialog in a chat, says what is wrong in it, and posts its answer', async () => {
    const invoke = async (name: string, value: unknown) => {
      const response = await send(activity({ type: 'invoke', name, value, text: undefined }));
      return JSON.stringify(await response.json());
    };
    assert.match(await invoke('task/fetch', { data: { dialog: 'sizing' } }), /"id":"objects"/);
    const wrong = await invoke('task/submit', { data: { dialog: 'sizing', objects: 'plenty' } });
    assert.match(wrong, /"type":"continue"/);
    assert.match(wrong, /plenty/);
    assert.equal(connector.posted.length, 0);
    await invoke('task/submit', { data: { dialog: 'sizing', objects: '80k', growth: 20, years: 3 } });
    assert.match(connector.posted[0]?.body ?? '', /80,000/);
  });

  describe('what is no activity', () => {
    const cases: readonly (readonly [title: string, body: unknown, status: number])[] = [
      ['{}', {}, 400],
      ['[]', [], 400],
      ['null', 'null', 400],
      ['a number', '7', 400],
      ['nothing', '', 400],
      ['malformed JSON', '{"type":"message"', 400],
      ['an activity of no chat', { type: 'message', channelId: 'msteams' }, 400],
      ['a body of 10 MB', JSON.stringify({ type: 'message', text: 'x'.repeat(10_000_000) }), 413],
      ['300 KB of text', JSON.stringify({ type: 'message', text: 'x'.repeat(300_000) }), 413],
      ['deep nesting', '['.repeat(100_000) + ']'.repeat(100_000), 400],
      ['another prototype', '{"__proto__":{"type":"message"},"constructor":{"prototype":{}}}', 400],
    ];
    for (const [title, body, status] of cases)
      it(`answers ${status} to ${title}, and works on`, async () => {
        assert.equal((await send(body)).status, status);
        assert.equal((await send(activity())).status, 200);
        assert.equal(connector.posted.length, 1);
      });

    it('answers 400 to a form, which another site could make a browser send', async () =>
      assert.equal((await send(activity(), { 'content-type': 'text/plain' })).status, 400));

    it('answers 403 to a foreign host name, behind which another site could hide', async () => {
      const { request } = await import('node:http');
      const status = await new Promise((resolve) => {
        request(bot.endpoint, { method: 'POST', headers: { host: 'attacker.example' } }, (response) =>
          resolve(response.statusCode),
        ).end('{}');
      });
      assert.equal(status, 403);
    });

    it('answers 501 to an invoke that it knows nothing of', async () =>
      assert.equal((await send(activity({ type: 'invoke', name: 'fileConsent/invoke' }))).status, 501));
  });

  it('answers 503 while it stops, and finishes what is under way', async () => {
    connector.behave((response) => {
      void sleep(300).then(() => response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}'));
    });
    const underWay = send(activity());
    while (connector.posted.length === 0) await sleep(5);
    const stopping = bot.restart();
    assert.equal((await send(activity())).status, 503);
    assert.equal((await underWay).status, 200);
    await stopping;
    assert.equal((await send(activity())).status, 200);
  });
});
