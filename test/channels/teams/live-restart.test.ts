import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { createFakeEstate, type FakeEstate, filtered, open, runner } from '../../fakes/estate.ts';
import { startTeamsBot, type TeamsBot } from '../../fakes/teams/bot.ts';
import { type Behaviour, type Connector, type Posted, startConnector } from '../../fakes/teams/connector.ts';
import { createPlayground, type Playground, readingOf } from '../../fakes/teams/playground.ts';

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

async function until<Value>(look: () => Value | null | undefined | false | Promise<Value | null | false>) {
  const giveUp = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    assert.ok(Date.now() < giveUp, `waited ${patienceMs} ms in vain for ${look}`);
    await sleep(5);
  }
}

const untilForgotten = ({ database }: TeamsBot) =>
  until(async () => (await database.db.selectFrom('live_message').selectAll().execute()).length === 0);

const refusing =
  (status: number): Behaviour =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end('{"error":{"code":"Gone"}}');

describe('work that goes on in Teams when the bot restarts', () => {
  let connector: Connector;
  let estate: FakeEstate;
  let bot: TeamsBot;

  beforeEach(async () => {
    connector = await startConnector();
    estate = createFakeEstate({ runners: [runner({ name: 'sync01', roles: ['connect'] })] });
    const principal = { kind: 'user', platform: 'teams', tenant, id: user } as const;
    estate.grants.push({ principal, level: 'operator', by: 'configuration', at: null });
    bot = await startTeamsBot({ estate });
  });

  afterEach(async () => {
    await bot.stop();
    await connector.close();
  });

  const posts = () => connector.posted.filter(({ method }) => method === 'POST');
  const changes = () => connector.posted.filter(({ method }) => method === 'PUT');
  const lastChange = () => changes().at(-1);
  const changedTo = (pattern: RegExp) => until(() => changes().find((change) => pattern.test(shown(change))));
  const isKept = async () => (await bot.database.db.selectFrom('live_message').selectAll().execute()).length === 1;

  async function probing(line = 'probe connect to dc01.corp.contoso.com as dc', conversation: object = {}) {
    const response = await fetch(bot.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: 'activity-1',
        channelId: 'msteams',
        serviceUrl: connector.serviceUrl,
        from: { id: '29:person', aadObjectId: user },
        recipient: { id: '28:bot', name: 'Portolan' },
        conversation: { id: 'a:chat', conversationType: 'personal', tenantId: tenant, ...conversation },
        locale: 'en-US',
        text: line,
      }),
    });
    assert.equal(response.status, 200);
    assert.match(shown(posts()[0] ?? assert.fail('nothing was posted')), /Probing/);
    await until(isKept);
  }

  it('goes on in the same message, and ends there', async () => {
    await probing();
    await bot.restart();
    estate.finish('run1', filtered);
    const last = await changedTo(/What fails/);
    assert.equal(last.path, '/v3/conversations/a%3Achat/activities/message-1');
    await untilForgotten(bot);
    assert.equal(posts().length, 1);
  });

  it('goes on in its thread of a channel', async () => {
    const id = '19:c@thread.tacv2;messageid=1';
    await probing('<at>Portolan</at> probe connect to dc01.corp.contoso.com as dc', {
      id,
      conversationType: 'channel',
    });
    await bot.restart();
    estate.finish('run1', open);
    const last = await changedTo(/17 of 17 work/);
    assert.equal(last.path, `/v3/conversations/${encodeURIComponent(id)}/activities/message-1`);
    assert.equal(posts().length, 1);
  });

  it('ends in the same message where the work ended while no bot ran', async () => {
    await probing();
    await bot.restart(async () => estate.finish('run1', open));
    await changedTo(/17 of 17 work/);
    await untilForgotten(bot);
    assert.equal(posts().length, 1);
  });

  it('ends with how to go on, and shows no result, where its asker lost the right meanwhile', async () => {
    await probing();
    await bot.restart(async () => void estate.grants.splice(0));
    const last = await changedTo(/may not see it any more/);
    assert.match(last.body, /probe status run1/);
    await untilForgotten(bot);
    estate.finish('run1', filtered);
    await sleep(quietMs);
    assert.equal(lastChange(), last);
  });

  for (const status of [403, 404])
    it(`is left alone after Teams said ${status}`, async () => {
      await probing();
      connector.behave(refusing(status));
      await bot.restart();
      await untilForgotten(bot);
      estate.finish('run1', open);
      await sleep(quietMs);
      assert.equal(changes().length, 1);
      assert.equal(posts().length, 1);
    });

  it('is ended later where the reply to its last state was lost', async () => {
    await probing();
    connector.behave((response) => response.destroy());
    estate.finish('run1', open);
    await until(() => changes().length === 1);
    await until(() => bot.logged.some((line) => /progress not delivered/.test(line)));
    assert.ok(await isKept());
    await bot.restart(async () => {
      await bot.database.db.updateTable('live_message').set({ lease_until: 0 }).execute();
    });
    await until(() => changes().length === 2);
    assert.match(shown(lastChange() ?? assert.fail()), /17 of 17 work/);
    await untilForgotten(bot);
    assert.equal(posts().length, 1);
  });
});

/** Two processes start: the bot within a second, the Playground within two; a slow machine takes ten times as long. */
const startAllowanceMs = 60_000;

describe('work that goes on, seen from the Agents Playground when the bot restarts', () => {
  let estate: FakeEstate;
  let bot: TeamsBot;
  let teams: Playground;

  before('start the bot and the Playground', async function () {
    this.timeout(startAllowanceMs);
    estate = createFakeEstate({ runners: [runner({ name: 'sync01', roles: ['connect'] })] });
    const levelOf = async () => 'operator' as const;
    bot = await startTeamsBot({ estate: { ...estate, rights: { ...estate.rights, levelOf } } });
    teams = await createPlayground(bot.endpoint);
  });

  after('stop both', async () => {
    await teams?.close();
    await bot?.stop();
  });

  for (const [nth, place] of (['personal', 'group', 'channel'] as const).entries())
    it(`is one message in a ${place} chat, which ends with the verdict`, async () => {
      const first = await teams.say(place, 'probe connect to dc01.corp.contoso.com as dc ldap');
      assert.match(readingOf(first.card), /Probing/);
      const before = teams.messages(first.conversation).length;
      await bot.restart();
      estate.finish(`run${nth + 1}`, filtered);
      let last = await teams.changed(first);
      while (!/What fails/.test(readingOf(last.card))) last = await teams.changed(last);
      assert.equal(teams.messages(first.conversation).length, before);
      assert.equal(before, place === 'channel' ? 1 : before);
      await untilForgotten(bot);
    });
});
