import assert from 'node:assert/strict';
import { roles } from '../../../src/catalog/role.ts';
import type { Estate } from '../../../src/commands/estate.ts';
import { manual } from '../../../src/commands/manual.ts';
import { createFakeEstate, runner } from '../../fakes/estate.ts';
import { startTeamsBot, type TeamsBot } from '../../fakes/teams/bot.ts';
import { assertInert, naughty } from '../../fakes/teams/naughty.ts';
import {
  buttonsOf,
  createPlayground,
  type Place,
  type Playground,
  places,
  readingOf,
} from '../../fakes/teams/playground.ts';

/** Two processes start: the bot within a second, the Playground within two; a slow machine takes ten times as long. */
const startAllowanceMs = 60_000;

/** Titles of what is no answer. */
const refused = /I did not understand|Something went wrong|You may not|Not here|cannot be done|niet begrepen/;

/** An estate in which whoever asks may do everything, with the runners that examples name. */
function estateOf(): Estate {
  const estate = createFakeEstate({
    runners: [
      runner({ name: 'sync01', roles: ['connect'] }),
      runner({ name: 'wap01', roles: ['wap'] }),
      runner({ name: 'local', local: true, roles: roles.map(({ id }) => id) }),
    ],
  });
  return { ...estate, rights: { ...estate.rights, levelOf: async () => 'admin' } };
}

describe('Teams, seen from the Agents Playground', () => {
  let bot: TeamsBot;
  let teams: Playground;

  before('start the bot and the Playground', async function () {
    this.timeout(startAllowanceMs);
    bot = await startTeamsBot({ estate: estateOf() });
    teams = await createPlayground(bot.endpoint);
  });

  after('stop both', async () => {
    await teams?.close();
    await bot?.stop();
  });

  const posted = (place: Place) => teams.messages(places[place]).length;

  it('introduces itself once in each chat that it is added to', async () => {
    for (const place of ['personal', 'group', 'channel'] as const) {
      await teams.install(place);
      const message = await teams.next(places[place], 0);
      assert.match(readingOf(message.card), /hybrid identity/);
      assert.deepEqual(
        buttonsOf(message.card).map(({ command }) => command),
        ['ports adfs wap', 'sizing 250000', 'help'],
      );
    }
    const present = await bot.conversations.present('teams');
    assert.deepEqual(present.map(({ scope }) => scope).toSorted(), ['channel', 'group', 'personal']);
  });

  for (const place of ['personal', 'group', 'channel'] as const)
    it(`answers in a ${place} chat, where it was asked`, async () => {
      const answer = await teams.say(place, 'ports adfs wap');
      assert.match(readingOf(answer.card), /443[\s\S]*TCP[\s\S]*HTTPS/);
      if (place === 'channel') assert.match(answer.conversation, /^channel-readiness;messageid=\d+$/);
      else assert.equal(answer.conversation, places[place]);
    });

  for (const { name, examples } of manual)
    it(`answers ${name}`, async () => {
      for (const { line } of examples) {
        const answer = await teams.say('personal', line);
        assert.notEqual(answer.card, null, line);
        assert.doesNotMatch(readingOf(answer.card), refused, line);
      }
      if (name === 'lang') await teams.say('personal', 'lang en');
    });

  it('offers what was meant when it was mistyped, and the offer works', async () => {
    const answer = await teams.say('personal', 'ports adsf wpa');
    assert.match(readingOf(answer.card), /I did not understand that/);
    const before = posted('personal');
    const [offer] = buttonsOf(answer.card);
    assert.ok(offer !== undefined);
    assert.equal(await teams.click(answer, offer.command), 'Answered in a new message.');
    assert.match(readingOf((await teams.next(places.personal, before)).card), /AD FS ↔ WAP/);
  });

  it('turns pages in place for a client that knows Action.Execute', async () => {
    const answer = await teams.say('personal', 'prereqs all');
    const before = posted('personal');
    assert.match(readingOf(answer.card), /Page 1 of \d+/);
    const second = await teams.click(answer, 'prereqs all --page 2');
    assert.match(readingOf(second), /Page 2 of \d+/);
    assert.deepEqual(
      buttonsOf(second)
        .map(({ command }) => command)
        .filter((command) => command.includes('--page')),
      ['prereqs all --page 1', 'prereqs all --page 3'],
    );
    assert.equal(posted('personal'), before, 'posts nothing');
  });

  it('turns pages in place for a client that knows Action.Submit alone', async () => {
    const answer = await teams.say('group', 'prereqs all');
    const before = posted('group');
    await teams.submit(answer, 'prereqs all --page 2');
    assert.match(readingOf((await teams.changed(answer)).card), /Page 2 of \d+/);
    assert.equal(posted('group'), before, 'posts nothing');
  });

  it('changes a message at most once a second, however fast pages are turned', async () => {
    const answer = await teams.say('group', 'prereqs all');
    for (const page of [2, 3, 2, 3, 2, 3]) await teams.submit(answer, `prereqs all --page ${page}`);
    await teams.changed(answer);
    assert.equal(teams.updates(answer), 1);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    assert.equal(teams.updates(answer), 2);
    const last = teams.messages(answer.conversation).find(({ id }) => id === answer.id);
    assert.match(readingOf(last?.card), /Page 3 of \d+/);
  });

  it('shows the last page and says so when there are not so many', async () => {
    const answer = await teams.say('personal', 'prereqs all --page 99');
    const last = /There is no page 99; this is the last of (\d+)\./.exec(readingOf(answer.card))?.[1];
    assert.ok(last !== undefined);
    assert.ok(readingOf(answer.card).includes(`Page ${last} of ${last}`));
  });

  it('answers a button that asks another question in a message of its own', async () => {
    const answer = await teams.say('channel', 'ports adfs wap');
    await teams.submit(answer, 'ports adfs wap --required');
    const next = await teams.next(answer.conversation, 1);
    assert.match(readingOf(next.card), /AD FS ↔ WAP/);
  });

  it('finds what is typed into the message extension, with the card to insert', async () => {
    const found = await teams.search('ldap');
    assert.ok(found.length >= 2);
    assert.match(found[0]?.title ?? '', /Ports · LDAP/);
    assert.match(readingOf(found[0]?.card), /389/);
  });

  it('suggests questions before anything is typed', async () => assert.ok((await teams.search('')).length > 0));

  it('finds nothing where there is nothing, and changes nothing by searching', async () => {
    assert.deepEqual(await teams.search('zzzzqqqq'), []);
    await teams.search('lang nl');
    assert.match(readingOf((await teams.say('personal', 'help')).card), /ports/);
    assert.match(JSON.stringify((await teams.say('personal', 'help')).card), /"lang":"en"/);
  });

  it('inserts a sizing answer with growth from its dialog', async () => {
    assert.match(JSON.stringify(await teams.openDialog('sizing')), /"id":"objects"/);
    const answer = JSON.stringify(await teams.fillDialog('sizing', { objects: '80k', growth: 20, years: 3 }));
    assert.match(answer, /"composeExtension":\{"type":"result"/);
    assert.match(answer, /80,000/);
  });

  it('offers the dialog under a sizing answer', async () => {
    const answer = await teams.say('personal', 'sizing 80k');
    assert.match(JSON.stringify(answer.card), /"msteams":\{"type":"task\/fetch"\},"dialog":"sizing"/);
  });

  it('hands over a long export in full', async () => {
    const before = posted('personal');
    const answer = await teams.say('personal', 'export --as csv');
    assert.match(readingOf(answer.card), /attached as/);
    const file = await teams.next(places.personal, before + 1);
    assert.match(readingOf(file.card), /\.csv/);
  });

  it('works on after a restart, and its old buttons too', async () => {
    const answer = await teams.say('personal', 'prereqs all');
    await bot.restart();
    assert.match(readingOf(await teams.click(answer, 'prereqs all --page 2')), /Page 2 of \d+/);
    assert.match(readingOf((await teams.say('personal', 'sizing 250000')).card), /250,000/);
  });

  it('forgets a chat that it was removed from', async () => {
    await teams.uninstall('group');
    const key = {
      platform: 'teams',
      tenant: '00000000-0000-0000-0000-000000000001',
      conversation: 'group-chat',
    } as const;
    while ((await bot.conversations.find(key))?.leftAt === null)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.notEqual((await bot.conversations.find(key))?.leftAt, null);
  });

  it('shows nothing alive of what is typed', async () => {
    for (const text of naughty) assertInert((await teams.say('personal', `ports ${text}`)).card, text);
  });

  it('met no fault in all this', () => assert.deepEqual(bot.faults, []));
});
