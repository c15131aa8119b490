import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeMessage } from '../fakes/slack/world.ts';
import { type Engine, emptyPlace, engines, type Place } from '../store/engines.ts';
import { cutting, globalCatalog, type Host, openHost, winrm } from './host.ts';
import { assertProven, outcomesOf, untilAllEnded } from './outcomes.ts';
import { type Program, patienceMs, until } from './program.ts';
import { type Bot, isProbing, openSite, people, type Server, type Site, shownIn, untilEnd } from './site.ts';

/** How often a bot, a runner or both are killed, on each engine. */
const cycles = 16;

/** A kill comes within this time after a probe was asked for (milliseconds): a run takes about as long. */
const killWithinMs = 700;

/** How long the host takes to answer (milliseconds). */
const slowMs = 300;

/** Longer than the lease of a job and of a message: the last bot's clock is as far ahead, so that nobody waits for them. */
const leaseMs = 40_000;

/** Lets a runner start as many probes as it likes: the usual rate is for people. */
function liftRate({ state }: Server): void {
  const file = join(state, 'policy.json');
  const policy: unknown = JSON.parse(readFileSync(file, 'utf8'));
  assert.ok(typeof policy === 'object');
  writeFileSync(file, JSON.stringify({ ...policy, rate: { perMinute: 60_000, perHostPerMinute: 60_000 } }));
}

describe('a bot and a runner that are killed again and again', function () {
  this.timeout(5 * patienceMs);

  interface Ground {
    readonly site: Site;
    readonly place: Place | null;
    readonly host: Host;
  }

  const grounds: Ground[] = [];

  async function openGround(engine: Engine): Promise<Ground> {
    const place = engine === 'postgres' ? await emptyPlace(engine) : null;
    const location = place?.location.kind === 'postgres' ? place.location : null;
    const site = await openSite(location);
    const host = await openHost({ 3268: globalCatalog(slowMs), 5985: winrm(slowMs), 9389: cutting(slowMs) });
    const ground = { site, place, host };
    grounds.push(ground);
    return ground;
  }

  after(async () => {
    for (const { site, place, host } of grounds) {
      await site.close();
      await place?.remove();
      await host[Symbol.asyncDispose]();
    }
  });

  /** Messages that a bot has on record, which must end whatever becomes of it. */
  async function onRecord({ slack, database }: Site): Promise<readonly FakeMessage[]> {
    const rows = await database.db.selectFrom('live_message').select(['conversation', 'message']).execute();
    return rows.flatMap(({ conversation, message }) => slack.messages(conversation).filter(({ ts }) => ts === message));
  }

  /** Asks for seventeen flows; the bot may be dead before it has answered. */
  function askFor({ site, host }: Ground, cycle: number): string {
    const channel = `C${cycle}CYCLE`;
    const user = people[cycle % people.length] ?? '';
    const line = `probe connect to ${host.address} as dc from sync01`;
    void site.slack.sendSlash('/portolan', line, { user, channel }).catch(() => undefined);
    return channel;
  }

  const runsIn = async ({ database }: Site) =>
    (await database.db.selectFrom('probe_run').select('id').execute()).length;

  async function killAgainAndAgain(ground: Ground): Promise<void> {
    const { site } = ground;
    let bot: Bot = await site.startBot();
    const server = await site.enrol('sync01', ['--allow', '127.0.0.0/8']);
    liftRate(server);
    let runner: Program = await site.startRunner(server);
    await runner.until(/^connected$/m);
    const promised = new Set<FakeMessage>();
    const channels: string[] = [];
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const before = await runsIn(site);
      channels.push(askFor(ground, cycle));
      // Now and then the kill comes while the question is still on its way.
      if (cycle % 4 !== 3) await until('the run', async () => (await runsIn(site)) > before);
      await sleep(Math.random() * killWithinMs);
      for (const message of await onRecord(site)) promised.add(message);
      // The bot, the runner, both.
      const victims = [...(cycle % 3 === 1 ? [] : [bot]), ...(cycle % 3 === 0 ? [] : [runner])];
      for (const victim of victims) victim.kill('SIGKILL');
      for (const victim of victims) assert.equal((await victim.ended).signal, 'SIGKILL', victim.printed());
      if (victims.includes(bot)) bot = await site.startBot();
      if (!victims.includes(runner)) continue;
      runner = await site.startRunner(server);
      // A question that comes before that is refused, and is no run.
      await runner.until(/^connected$/m);
    }
    for (const message of await onRecord(site)) promised.add(message);
    bot.kill('SIGKILL');
    runner.kill('SIGKILL');
    await Promise.all([bot.ended, runner.ended]);
    bot = await site.startBot({ clockMs: leaseMs });
    runner = await site.startRunner(server);

    await untilAllEnded(site);
    const ended = await outcomesOf(site);
    assertProven(ended, { killed: true });
    const runs = new Set(ended.map(({ run }) => run));
    assert.equal(ended.length, runs.size * 17);
    assert.ok(runs.size >= cycles / 2, `only ${runs.size} of ${cycles} probes were begun`);
    assert.ok(promised.size > 0);
    for (const message of promised) {
      await untilEnd(message);
      assert.match(shownIn(message), /Probe · [^\n]* of 17 work/);
    }
    for (const channel of channels) assert.ok(site.slack.messages(channel).length <= 1, 'none is posted twice');
    assert.match(await site.ask('audit --verify'), /The chain is intact/);
    const jobs = await site.database.db.selectFrom('job').select('attempts').execute();
    assert.ok(
      jobs.some(({ attempts }) => attempts > 1),
      'no kill came while anything was under way',
    );
  }

  /** A runner that stands still until its hub is no more the one that posted the message, by two of the ways to end. */
  async function replaceOneByOther({ site, host }: Ground): Promise<void> {
    const survivor = await site.startBot({ replica: 0 });
    const server = await site.enrol('sync01', ['--allow', '127.0.0.0/8']);
    const runner = await site.startRunner(server);
    await runner.until(/^connected$/m);
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const victim = await site.startBot({ replica: 1 });
      runner.kill('SIGSTOP');
      const message = await site.probe(`probe connect to ${host.address} as dc 3268 5985 from sync01`);
      await until('the record', async () => (await onRecord(site)).includes(message));
      victim.kill(signal);
      await victim.ended;
      assert.ok(isProbing(message));
      runner.kill('SIGCONT');
      site.talkTo(survivor);
      await untilEnd(message);
      assert.match(shownIn(message), /Probe · 2 of 2 work/);
      assert.deepEqual(site.slack.messages(message.channel), [message]);
    }
    await until('the end of following', async () => (await onRecord(site)).length === 0);
  }

  /** What is under way, at the same time: most of it is waiting. */
  const underWay = new Map<string, Promise<void>>();

  before('begin with all of it', () => {
    const begin = (name: string, engine: Engine, work: (ground: Ground) => Promise<void>) => {
      const end = openGround(engine).then(work);
      end.catch(() => undefined);
      underWay.set(name, end);
    };
    for (const engine of engines) begin(engine, engine, killAgainAndAgain);
    begin('replicas', 'postgres', replaceOneByOther);
  });

  for (const engine of engines)
    it(`lose no result, have none twice, and end their messages (${engine})`, () => underWay.get(engine));

  it('leave their messages to another bot over the same database, which ends them', () => underWay.get('replicas'));
});
