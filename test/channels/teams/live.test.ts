import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import type { Level } from '../../../src/commands/access.ts';
import { createFakeEstate, type FakeEstate, filtered, open, runner } from '../../fakes/estate.ts';
import { startTeamsBot, type TeamsBot } from '../../fakes/teams/bot.ts';
import { type Behaviour, type Connector, type Posted, startConnector } from '../../fakes/teams/connector.ts';
import { readingOf } from '../../fakes/teams/playground.ts';

const tenant = '22222222-2222-4222-8222-222222222222';
const user = '33333333-3333-4333-8333-333333333333';

/** A change follows a result at once, or after the second that lies between two; a slow machine takes longer. */
const patienceMs = 8_000;

/** Long enough for a message that should not come. */
const quietMs = 200;

const message = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ attachments: v.array(v.object({ content: v.unknown() })) }),
);

/** What a posted or changed message shows. */
function shown({ body }: Posted): string {
  return readingOf(v.parse(message, body).attachments[0]?.content);
}

const secret = 's'.repeat(43);
const line = 'probe connect to dc01.corp.contoso.com as dc';

describe('work that goes on, in Teams', () => {
  let connector: Connector;
  let estate: FakeEstate;
  let bot: TeamsBot;
  let count = 0;

  beforeEach(async () => {
    connector = await startConnector();
    estate = createFakeEstate({ runners: [runner({ name: 'sync01', roles: ['connect'] })] });
    bot = await startTeamsBot({ estate });
  });

  afterEach(async () => {
    await bot.stop();
    await connector.close();
  });

  const allow = (level: Level) => {
    const principal = { kind: 'user', platform: 'teams', tenant, id: user } as const;
    estate.grants.push({ principal, level, by: 'configuration', at: null });
  };

  async function say(text: string, conversation: object = { id: 'a:chat', conversationType: 'personal' }) {
    count += 1;
    const response = await fetch(bot.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: `activity-${count}`,
        channelId: 'msteams',
        serviceUrl: connector.serviceUrl,
        from: { id: '29:person', aadObjectId: user },
        recipient: { id: '28:bot', name: 'Portolan' },
        conversation: { tenantId: tenant, ...conversation },
        locale: 'en-US',
        text,
      }),
    });
    assert.equal(response.status, 200);
  }

  const posts = () => connector.posted.filter(({ method }) => method === 'POST');
  const changes = () => connector.posted.filter(({ method }) => method === 'PUT');

  async function until<Value>(what: string, look: () => Value | undefined): Promise<Value> {
    const giveUp = Date.now() + patienceMs;
    for (;;) {
      const value = look();
      if (value !== undefined) return value;
      assert.ok(Date.now() < giveUp, `no ${what} within ${patienceMs} ms`);
      await sleep(5);
    }
  }

  const changedTo = (pattern: RegExp) =>
    until(`change to ${pattern}`, () => changes().find((change) => pattern.test(shown(change))));

  it('is one message that fills in, and ends with the verdict', async () => {
    allow('operator');
    await say(line);
    const [first] = posts();
    assert.ok(first !== undefined);
    assert.match(shown(first), /Probing · 0\/17 · run1/);
    estate.finish('run1', filtered);
    const last = await changedTo(/What fails/);
    assert.equal(last.path, '/v3/conversations/a%3Achat/activities/message-1');
    assert.match(shown(last), /Probe · 17 fail · 0 of 17 work/);
    assert.equal(posts().length, 1);
    assert.equal(changes().length, 1);
  });

  it('changes at most once a second, and ends with the last state', async () => {
    allow('operator');
    await say(line);
    for (let task = 0; task < 17; task += 1) {
      estate.finish('run1', open, 1);
      await sleep(2);
    }
    await changedTo(/Probe · 17 of 17 work/);
    // The first result at once, the others together a second later.
    assert.equal(changes().length, 2);
  });

  for (const [title, behaviour] of [
    ['Teams fails', (response) => response.writeHead(500).end()],
    ['its reply is lost', (response) => response.destroy()],
  ] as const satisfies readonly (readonly [string, Behaviour])[])
    it(`goes on after a change where ${title}, and only the log tells of it`, async () => {
      allow('operator');
      await say(line);
      connector.behave(behaviour);
      estate.finish('run1', open, 1);
      await until('log', () => bot.logged.find((logged) => /progress not delivered/.test(logged)));
      estate.finish('run1', open);
      await changedTo(/Probe · 17 of 17 work/);
      assert.equal(posts().length, 1, 'nothing is posted about it');
      assert.deepEqual(bot.faults, []);
    });

  it('is followed by nobody once the bot has stopped', async () => {
    allow('operator');
    await say(line);
    await bot.stop();
    const before = connector.posted.length;
    estate.finish('run1', open);
    await sleep(quietMs);
    assert.equal(connector.posted.length, before);
    bot = await startTeamsBot({ estate });
  });

  it('is refused to whoever has no right, and nothing runs', async () => {
    allow('reader');
    await say(line);
    const [first] = posts();
    assert.ok(first !== undefined);
    assert.match(shown(first), /You may not do that[\s\S]*This takes the level operator/);
    assert.match(shown(first), new RegExp(`grant teams:${tenant}/${user} operator`));
    assert.deepEqual(await estate.runs.recent(5), []);
  });

  describe('an answer for one person', () => {
    const enroll = 'runners enroll adfs01 --role adfs';

    it('is given in a chat of two', async () => {
      allow('admin');
      await say(enroll);
      const [first] = posts();
      assert.ok(first !== undefined);
      assert.ok(shown(first).includes(secret));
      assert.ok(!bot.logged.join('').includes(secret));
    });

    for (const [scope, conversation] of [
      ['a group chat', { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true }],
      ['a channel', { id: '19:c@thread.tacv2;messageid=1', conversationType: 'channel', isGroup: true }],
      ['a chat of a kind that nobody knows', { id: 'x' }],
    ] as const)
      it(`is refused in ${scope}, before anything is done`, async () => {
        allow('admin');
        await say(enroll, conversation);
        const [first] = posts();
        assert.ok(first !== undefined);
        assert.match(shown(first), /Not here[\s\S]*just the two of us/);
        assert.ok(!connector.posted.some(({ body }) => body.includes(secret)));
        assert.deepEqual(estate.acts, []);
      });
  });
});
