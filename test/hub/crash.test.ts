import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createSecretKey, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createHubStore } from '../../src/hub/hub-store.ts';
import type { HubStore } from '../../src/hub/parts.ts';
import type { DatabaseLocation } from '../../src/store/database.ts';
import { createHubKeys } from '../../src/store/hub-keys.ts';
import { insertRunner } from '../../src/store/runners-row.ts';
import { createKeyPair } from '../../src/wire/keys.ts';
import { onBothEngines } from '../store/engines.ts';
import { until } from './hub-bench.ts';
import { createRobot, type Robot } from './robot.ts';

/** Where a bot is killed, in turn. */
const points = [
  'before-enqueue',
  'after-enqueue',
  'before-claim',
  'after-claim',
  'before-result',
  'after-result',
] as const;

/** Of the hundred that the bar asks, half on each engine. */
const cycles = 50;

/** A bot process that stands by. */
class Bot {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  readonly exit: Promise<readonly [number | null, string | null]>;
  errors = '';

  constructor(location: DatabaseLocation, point: string) {
    const script = fileURLToPath(import.meta.resolve('./bot-worker.ts'));
    this.#child = spawn(process.execPath, [script, JSON.stringify(location), point]);
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.errors += chunk.toString();
    });
    this.#child.stdin.on('error', () => undefined);
    this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
    this.exit = once(this.#child, 'close').then(([code, signal]) => [code, signal] as const);
  }

  /** The next line; null once it has ended. */
  async line(): Promise<string | null> {
    const { value, done } = await this.#lines.next();
    return done === true ? null : value;
  }

  write(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** Opens it: its URL. */
  async open(): Promise<string> {
    this.write('open');
    const line = await this.line();
    const url = /^ready (\S+)$/.exec(line ?? '')?.[1];
    assert.ok(url !== undefined, `the bot did not start: ${line} ${this.errors}`);
    return url;
  }

  async finish(): Promise<void> {
    this.#child.stdin.end();
    await this.exit;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

onBothEngines('SIGKILL of a bot', (bench) => {
  let store: HubStore;
  let robot: Robot;
  const bots: Bot[] = [];

  before(async () => {
    const { database } = bench();
    store = createHubStore(database, Date.now, randomBytes);
    const hubKey = await createHubKeys(database.db, Date.now, createSecretKey(Buffer.alloc(32, 7))).obtain();
    const key = createKeyPair();
    const runner = { id: 'robot', name: 'robot', roles: [], publicKey: key.publicKey, local: false, by: '' };
    await insertRunner(database.db, { ...runner, now: Date.now() });
    robot = createRobot({ runner: 'robot', key, hubKey: hubKey.publicKey });
  });

  after(() => {
    robot.leave();
    for (const bot of bots) bot.kill();
  });

  it(`at every step, ${cycles} times, loses no result and shows none twice`, async function () {
    this.timeout(240_000);
    const standBy = (point: string): Bot => {
      const bot = new Bot(bench().location, point);
      bots.push(bot);
      return bot;
    };
    const everything = async () => {
      const { queued, leased } = await store.jobs.waiting();
      return queued + leased === 0;
    };
    const acknowledged = new Set<string>();
    /** What a message in chat would have shown so far, run by run: it reads on from where it was, whoever was killed. */
    const shown = new Map<string, { seq: number; readonly positions: number[] }>();
    const readOn = async () => {
      for (const { id } of await store.runs.recent(1_000)) {
        const reading = shown.get(id) ?? { seq: 0, positions: [] };
        shown.set(id, reading);
        for (const { seq, position } of await store.results.since(id, reading.seq)) {
          reading.seq = seq;
          reading.positions.push(position);
        }
      }
    };
    let next = standBy(points[0]);
    for (let cycle = 0; cycle < cycles; cycle++) {
      const point = points[cycle % points.length];
      const bot = next;
      const url = await bot.open();
      // The one after stands by meanwhile, or most of the time would go into starting processes.
      next = standBy(cycle + 1 < cycles ? (points[(cycle + 1) % points.length] ?? '') : 'never');
      await robot.moveTo(url);
      // What the kill before left behind is done first, so that each job meets one kill at most.
      await until(everything);
      bot.write(`cycle ${cycle}`);
      for (let line = await bot.line(); line !== null; line = await bot.line())
        acknowledged.add(line.replace('started ', ''));
      const [, signal] = await bot.exit;
      assert.equal(signal, 'SIGKILL', `${point}: ${bot.errors}`);
      await readOn();
    }
    await robot.moveTo(await next.open());
    await until(everything);
    await next.finish();
    await readOn();

    const runs = await store.runs.recent(1_000);
    const known = new Set(runs.map(({ id }) => id));
    for (const id of acknowledged) assert.ok(known.has(id), `run ${id} was acknowledged and is lost`);
    // Four of six live to say that a run is stored, unless a claim that was under way dies first.
    assert.ok(acknowledged.size > cycles / 3, `only ${acknowledged.size} runs were acknowledged`);
    const stored = new Set<string>();
    let results = 0;
    for (const run of runs) {
      assert.notEqual(run.finishedAt, null);
      assert.deepEqual(shown.get(run.id)?.positions.toSorted(), [0, 1, 2], 'each is shown, and once');
      const tasks = await store.runs.tasks(run.id);
      for (const { position, outcome } of await store.results.since(run.id, 0)) {
        const job = tasks[position]?.job ?? '';
        results += 1;
        stored.add(job);
        assert.equal(outcome.verdict, 'open', `${job} ended as ${JSON.stringify(outcome)}`);
        assert.equal(outcome.timings.total, robot.done.get(job), 'the result is the one that the runner found');
      }
    }
    assert.equal(results, runs.length * 3);
    assert.equal(stored.size, results);
    assert.equal(robot.done.size, results);
    for (const job of robot.acknowledged) assert.ok(stored.has(job), `${job} was acknowledged and is lost`);
  });
});
