import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { type Bench, type Mode, openBench } from './bench.ts';

/** Long enough for anything that would wrongly be sent to arrive. */
const quietMs = 150;

for (const mode of ['http', 'socket'] satisfies Mode[])
  describe(`Slack over ${mode === 'http' ? 'HTTP' : 'Socket Mode'}`, () => {
    let bench: Bench;

    before(async () => {
      bench = await openBench({ mode });
    });

    after(() => bench.close());

    beforeEach(async () => {
      bench.slack.clear();
      bench.asked.length = 0;
      // Clicks of one test must not count as double clicks of another.
      await bench.database.db.deleteFrom('replay').execute();
    });

    const firstEphemeral = () => bench.slack.until(() => bench.slack.ephemerals()[0]);
    const firstMessage = () => bench.slack.until(() => bench.slack.messages()[0]);

    for (const [command, text, line] of [
      ['/ports', 'adfs wap', 'ports adfs wap'],
      ['/sizing', '250000', 'sizing 250000'],
      ['/changes', '2017 2023', 'changes 2017 2023'],
      ['/export', 'connect dc --as csv', 'export connect dc --as csv'],
      ['/portolan', 'ports adfs wap', 'ports adfs wap'],
      ['/portolan', '', 'help'],
      ['/ports', '', 'ports'],
    ] as const)
      it(`answers ${command} ${text} to the asker alone`, async () => {
        const delivery = await bench.slack.sendSlash(command, text);
        assert.equal(delivery.status, 200);
        assert.ok(delivery.ms < 3_000);
        const answer = await firstEphemeral();
        assert.deepEqual(bench.asked, [line]);
        assert.equal(answer.user, 'U0ANNA');
        assert.notEqual(answer.blocks.length, 0);
        assert.deepEqual(bench.slack.messages('C0GENERAL'), []);
      });

    for (const command of ['prereqs', 'endpoints', 'explain'])
      it(`hands /${command} to the desk under its own name`, async () => {
        await bench.slack.sendSlash(`/${command}`, 'connect');
        await firstEphemeral();
        assert.deepEqual(bench.asked, [`${command} connect`]);
      });

    it('answers a mention in a thread under it, for everyone', async () => {
      await bench.slack.sendMention('ports adfs wap');
      const answer = await firstMessage();
      assert.equal(answer.channel, 'C0GENERAL');
      assert.notEqual(answer.threadTs, null);
      assert.deepEqual(bench.asked, ['ports adfs wap']);
    });

    it('answers in the thread in which it is mentioned', async () => {
      await bench.slack.sendMention('sizing 250000', { threadTs: '1700000000.000100' });
      assert.equal((await firstMessage()).threadTs, '1700000000.000100');
    });

    it('answers a direct message in the conversation, and one in a thread in the thread', async () => {
      await bench.slack.sendDm('ports adfs wap');
      assert.equal((await firstMessage()).threadTs, null);
      await bench.slack.sendDm('ports adfs wap', { threadTs: '1700000000.000200' });
      const second = await bench.slack.until(() => bench.slack.messages()[1]);
      assert.equal(second.threadTs, '1700000000.000200');
      assert.equal(second.channel, 'D0ANNA');
    });

    it('marks its own messages with the answer they are and keeps links quiet', async () => {
      await bench.slack.sendMention('ports adfs wap');
      const { metadata, unfurl } = await firstMessage();
      assert.match(JSON.stringify(metadata), /^\{"event_type":"portolan_answer","event_payload":\{"id":"Ev\d+"\}\}$/);
      assert.deepEqual(unfurl, { links: 'false', media: 'false' });
    });

    for (const [what, event] of [
      ['another bot', { bot_id: 'B0OTHER' }],
      ['an edit', { edited: { user: 'U0ANNA', ts: '1.2' } }],
      ['a change', { subtype: 'message_changed' }],
      ['somebody joining', { subtype: 'channel_join' }],
      ['itself', { user: 'U0BOT', bot_id: 'B0BOT' }],
    ] as const)
      it(`does not answer ${what}`, async () => {
        await bench.slack.sendEvent({
          type: 'message',
          channel_type: 'im',
          channel: 'D0ANNA',
          user: 'U0ANNA',
          text: 'help',
          ts: '1700000000.000300',
          ...event,
        });
        await delay(quietMs);
        assert.deepEqual(bench.asked, []);
      });

    it('leaves messages in channels alone that do not mention it', async () => {
      await bench.slack.sendEvent({
        type: 'message',
        channel_type: 'channel',
        channel: 'C0GENERAL',
        user: 'U0ANNA',
        text: 'help',
        ts: '1700000000.000400',
      });
      await delay(quietMs);
      assert.deepEqual(bench.asked, []);
    });

    it('reads what Slack made of the typed text', async () => {
      await bench.slack.sendMention('ports adfs -&gt; wap <https://contoso.com|contoso.com>');
      await firstMessage();
      assert.deepEqual(bench.asked, ['ports adfs -> wap contoso.com']);
    });

    it('shares at once with --share, and takes the word out of the question', async () => {
      await bench.slack.sendSlash('/ports', 'adfs wap --share');
      const answer = await firstMessage();
      assert.deepEqual(bench.asked, ['ports adfs wap']);
      assert.equal(answer.channel, 'C0GENERAL');
      assert.match(JSON.stringify(answer.blocks[0]), /"user_id":"U0ANNA"/);
      assert.deepEqual(bench.slack.ephemerals(), []);
    });

    it('does not share a question that it does not understand', async () => {
      await bench.slack.sendSlash('/ports', 'adsf wpa --share');
      await firstEphemeral();
      assert.deepEqual(bench.slack.messages(), []);
    });

    it('shares an answer by its button and says so to the asker', async () => {
      await bench.slack.sendSlash('/ports', 'adfs wap');
      const own = await firstEphemeral();
      await bench.slack.click(own, 'Share in channel');
      const shared = await firstMessage();
      assert.equal(shared.channel, 'C0GENERAL');
      await bench.slack.until(() => own.updates === 1);
      assert.match(JSON.stringify(own.blocks), /Shared in the channel/);
      assert.doesNotMatch(JSON.stringify(own.blocks), /"action_id":"share"/);
    });

    it('turns the page of an ephemeral answer in place, forth and back', async () => {
      await bench.slack.sendSlash('/prereqs', '');
      const answer = await firstEphemeral();
      assert.match(JSON.stringify(answer.blocks), /Page 1 of /);
      await bench.slack.click(answer, 'page-next');
      await bench.slack.until(() => /Page 2 of /.test(JSON.stringify(answer.blocks)));
      await bench.slack.click(answer, 'page-previous');
      await bench.slack.until(() => /Page 1 of /.test(JSON.stringify(answer.blocks)));
      assert.equal(bench.slack.ephemerals().length, 1);
    });

    it('turns the page of a posted answer in place', async () => {
      await bench.slack.sendMention('prereqs');
      const answer = await firstMessage();
      await bench.slack.click(answer, 'page-next', { user: 'U0BEN' });
      await bench.slack.until(() => answer.updates === 1);
      assert.match(JSON.stringify(answer.blocks), /Page 2 of /);
      assert.equal(bench.slack.messages().length, 1);
    });

    it('shows the last page and says so when a later one is asked for', async () => {
      await bench.slack.sendSlash('/prereqs', '--page 99');
      assert.match(JSON.stringify((await firstEphemeral()).blocks), /no more than \d+ pages; this is the last/);
    });

    it('switches the edition of an answer', async () => {
      await bench.slack.sendSlash('/ports', 'connect dc');
      const answer = await firstEphemeral();
      await bench.slack.choose(answer, 'edition', '2017-02');
      await bench.slack.until(() => answer.updates === 1);
      assert.deepEqual(bench.asked, ['ports connect dc', 'ports connect dc --edition 2017-02']);
      await bench.slack.choose(answer, 'edition', 'All editions');
      await bench.slack.until(() => answer.updates === 2);
      assert.equal(bench.asked[2], 'ports connect dc');
    });

    it('asks for the explanation of a port that is chosen', async () => {
      await bench.slack.sendSlash('/ports', 'adfs wap');
      const answer = await firstEphemeral();
      await bench.slack.choose(answer, 'explain', '443');
      await bench.slack.until(() => bench.asked[1]);
      assert.equal(bench.asked[1], 'explain 443');
    });

    it('uploads an export that everyone sees into the thread of its answer', async () => {
      await bench.slack.sendMention('export connect dc --as csv');
      const answer = await firstMessage();
      const file = await bench.slack.until(() => bench.slack.files()[0]);
      assert.match(file.filename, /\.csv$/);
      assert.match(file.content, /\b389\b/);
      assert.deepEqual(file.shared, { channel: 'C0GENERAL', threadTs: answer.threadTs });
    });

    it('sends an export that only the asker sees to the asker', async () => {
      await bench.slack.sendSlash('/export', 'connect dc --as csv');
      const file = await bench.slack.until(() => bench.slack.files()[0]);
      assert.deepEqual(file.shared, { channel: 'D0ANNA', threadTs: null });
      assert.match(JSON.stringify((await firstEphemeral()).blocks), /direct messages/);
    });

    it('answers one double click once', async () => {
      await bench.slack.sendSlash('/ports', 'adfs wap');
      const own = await firstEphemeral();
      await Promise.all([bench.slack.click(own, 'share'), bench.slack.click(own, 'share')]);
      await firstMessage();
      await delay(quietMs);
      assert.equal(bench.slack.messages().length, 1);
      assert.equal(bench.asked.length, 2);
    });

    it('answers a retried event once', async () => {
      await bench.slack.sendMention('ports adfs wap');
      const retry = await bench.slack.send(bench.slack.last(), { retry: 1 });
      assert.equal(retry.status, 200);
      await firstMessage();
      await delay(quietMs);
      assert.equal(bench.slack.messages().length, 1);
    });

    it('answers an event that is retried after a restart once, and goes on with older messages', async () => {
      await bench.slack.sendMention('prereqs');
      const answer = await firstMessage();
      const event = bench.slack.last();
      await bench.restart();
      await bench.slack.send(event, { retry: 2 });
      await bench.slack.click(answer, 'page-next');
      await bench.slack.until(() => answer.updates === 1);
      await delay(quietMs);
      assert.equal(bench.slack.messages().length, 1);
    });

    it('opens a form for sizes and answers what is filled in', async () => {
      await bench.slack.sendSlash('/sizing', '250000');
      const answer = await firstEphemeral();
      await bench.slack.click(answer, 'open-sizing');
      const form = await bench.slack.until(() => bench.slack.modals()[0]);
      const refused = await bench.slack.submitView(form, { objects: 'many', growth: '', years: '' });
      assert.match(JSON.stringify(refused.body), /"response_action":"errors","errors":\{"objects":/);
      const taken = await bench.slack.submitView(form, { objects: '80k', growth: '20%', years: '3' });
      assert.equal(taken.status, 200);
      await bench.slack.until(() => bench.slack.ephemerals()[1]);
      assert.equal(bench.asked.at(-1), 'sizing 80k +20%/y 3y');
    });

    it('opens a form by the global shortcut and answers in direct messages', async () => {
      await bench.slack.sendShortcut('ask_portolan');
      const form = await bench.slack.until(() => bench.slack.modals()[0]);
      await bench.slack.submitView(form, { question: 'ports adfs wap' });
      assert.equal((await firstMessage()).channel, 'D0ANNA');
      assert.deepEqual(bench.asked, ['ports adfs wap']);
    });

    it('shows on the start page what this person asked last, as buttons that ask it again', async () => {
      await bench.slack.sendSlash('/ports', 'adfs wap', { user: 'U0CARLA' });
      await firstEphemeral();
      await bench.slack.openHome({ user: 'U0CARLA' });
      const home = await bench.slack.until(() => bench.slack.home('U0CARLA'));
      await bench.slack.click(home, 'recent-0', { user: 'U0CARLA' });
      assert.equal((await firstMessage()).channel, 'D0CARLA');
      assert.deepEqual(bench.asked, ['ports adfs wap', 'ports adfs wap']);
    });

    it('answers in the language of the asker’s Slack', async () => {
      bench.slack.setLocale('U0DAAN', 'nl-NL');
      await bench.slack.sendSlash('/portolan', 'help', { user: 'U0DAAN' });
      assert.match(JSON.stringify((await firstEphemeral()).blocks), /Wat Portolan beantwoordt/);
      await bench.slack.sendSlash('/portolan', 'help', { user: 'U0DAAN' });
      await bench.slack.until(() => bench.slack.ephemerals()[1]);
      assert.equal(
        bench.slack.calls('users.info').filter(({ args }) => Object.values(args).includes('U0DAAN')).length,
        1,
      );
    });
  });
