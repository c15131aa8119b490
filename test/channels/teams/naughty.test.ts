import assert from 'node:assert/strict';
import * as v from 'valibot';
import { manual } from '../../../src/commands/manual.ts';
import { startTeamsBot, type TeamsBot } from '../../fakes/teams/bot.ts';
import { type Connector, startConnector } from '../../fakes/teams/connector.ts';
import { assertInert, naughty } from '../../fakes/teams/naughty.ts';

const message = v.object({ attachments: v.array(v.object({ content: v.unknown() })), text: v.optional(v.string()) });

describe('naughty strings in Teams', () => {
  let connector: Connector;
  let bot: TeamsBot;
  let count = 0;

  before(async () => {
    connector = await startConnector();
    bot = await startTeamsBot();
  });

  after(async () => {
    await bot.stop();
    await connector.close();
  });

  const say = async (text: string, parts: object = {}) => {
    count += 1;
    const response = await fetch(bot.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: `activity-${count}`,
        channelId: 'msteams',
        serviceUrl: connector.serviceUrl,
        from: { id: '29:person' },
        recipient: { id: '28:bot' },
        conversation: { id: 'a:chat', tenantId: 'tenant' },
        text,
        ...parts,
      }),
    });
    assert.equal(response.status, 200, text);
    const posted = v.parse(v.pipe(v.string(), v.parseJson(), message), connector.posted.at(-1)?.body);
    assert.equal(posted.text, undefined, 'the message itself has no text that could be read as markup');
    return posted.attachments[0]?.content ?? null;
  };

  for (const { name } of manual)
    it(`shows nothing alive of what is typed after ${name}`, async () => {
      for (const text of naughty) assertInert(await say(`${name} ${text}`), text);
    });

  it('shows nothing alive of what is typed alone, in a button’s data, in a name or in an id', async () => {
    for (const text of naughty) {
      assertInert(await say(text), text);
      assertInert(await say('', { text: undefined, value: { command: text }, replyToId: `m${count}` }), text);
      assertInert(await say('help', { from: { id: '29:person', name: text } }), text);
      // An id longer than any of Teams’ is refused before it is asked for.
      if (text !== '' && text.length < 2_000) assertInert(await say('help', { from: { id: text } }), text);
    }
  });

  it('met no fault in all this', () => assert.deepEqual(bot.faults, []));
});
