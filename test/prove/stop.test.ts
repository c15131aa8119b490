import assert from 'node:assert/strict';
import type { FakeMessage } from '../fakes/slack/world.ts';
import { cutting, globalCatalog, type Host, openHost, winrm } from './host.ts';
import { assertProven, outcomesOf, untilAllEnded } from './outcomes.ts';
import { type Program, patienceMs, until, within } from './program.ts';
import { type Bot, isProbing, openSite, people, type Server, type Site, untilEnd } from './site.ts';

/** How long a stop may take, whatever runs (milliseconds). */
const stopMs = 25_000;

/** How long the host takes to answer (milliseconds): a runner has five probes under way there, and the rest waits. */
const slowMs = 1_500;

describe('a stop in the middle of a probe', function () {
  this.timeout(4 * patienceMs);
  let site: Site;
  let host: Host;
  let bot: Bot;
  let server: Server;
  let runner: Program;

  before(async () => {
    site = await openSite();
    host = await openHost({ 3268: globalCatalog(slowMs), 5985: winrm(slowMs), 9389: cutting(slowMs) });
    bot = await site.startBot();
    server = await site.enrol('sync01', ['--allow', '127.0.0.0/8']);
    runner = await site.startRunner(server);
    await runner.until(/^connected$/m);
  });

  after(async () => {
    await site?.close();
    await host?.[Symbol.asyncDispose]();
  });

  /** Three people ask for four flows each; waits until the first of them are being proven. */
  async function probing(): Promise<readonly FakeMessage[]> {
    const before = server.journal('probing').length;
    const line = `probe connect to ${host.address} as dc 3268 3269 5985 9389 from sync01`;
    const messages = await Promise.all(people.slice(0, 3).map((person) => site.probe(line, person)));
    await until('probes under way', () => server.journal('probing').length > before + 4);
    return messages;
  }

  const openJobs = () =>
    site.database.db.selectFrom('job').selectAll().where('state', 'in', ['queued', 'leased']).execute();

  async function assertOneMessageEach(messages: readonly FakeMessage[]): Promise<void> {
    for (const message of messages) {
      await untilEnd(message);
      assert.deepEqual(site.slack.messages(message.channel), [message]);
    }
    await until(
      'the end of following',
      async () => (await site.database.db.selectFrom('live_message').selectAll().execute()).length === 0,
    );
  }

  it('lets a runner end what it began and give back the rest, which the next one does', async () => {
    const messages = await probing();
    runner.kill('SIGTERM');
    assert.deepEqual(await within(runner.ended, 'the end of the runner', stopMs), { code: 0, signal: null });
    const given = server.journal('returned');
    assert.deepEqual([...new Set(given.map((entry) => entry['why']))], ['the runner stops']);
    const left = await openJobs();
    const count = given.reduce((sum, entry) => sum + Number(entry['count']), 0);
    assert.equal(left.length, count, 'what was not given back has ended');
    assert.ok(left.length > 0 && left.length < 12);
    assert.ok(left.every(({ state }) => state === 'queued'));
    assert.ok(messages.some(isProbing));

    runner = await site.startRunner(server);
    await untilAllEnded(site);
    assertProven(await outcomesOf(site));
    await assertOneMessageEach(messages);
    const again = await site.database.db.selectFrom('job').select(['id', 'attempts']).execute();
    const twice = again.filter(({ attempts }) => attempts === 2).map(({ id }) => id);
    assert.deepEqual(twice.toSorted(), left.map(({ id }) => id).toSorted());
  });

  it('lets a bot hand over its messages, and costs no result', async () => {
    const messages = await probing();
    bot.kill('SIGTERM');
    assert.deepEqual(await within(bot.ended, 'the end of the bot', stopMs), { code: 0, signal: null });
    const rows = await site.database.db.selectFrom('live_message').select('lease_until').execute();
    const unfinished = messages.filter(isProbing);
    assert.ok(unfinished.length > 0);
    assert.equal(rows.length, unfinished.length);
    assert.ok(
      rows.every((row) => row.lease_until <= Date.now()),
      'given back, so that another takes over at once',
    );

    bot = await site.startBot();
    await untilAllEnded(site);
    assertProven(await outcomesOf(site));
    await assertOneMessageEach(messages);
    assert.match(await site.ask('audit --verify'), /The chain is intact/);
  });
});
