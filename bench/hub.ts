/**
 * Measures, and asserts nothing: what ten thousand idle runners cost one hub, how long they take to come in, and how
 * long jobs and results take on their way, over SQLite and PostgreSQL, beside the least that `ws` can do. Hub and runners
 * are processes of their own on loopback, without TLS, as behind the proxy that ends it.
 *
 * npm run bench:hub [-- --runners N]
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { usualBackoff } from '../src/runner/backoff.ts';
import { spreadPerRunnerMs } from '../src/wire/version.ts';
import { figures, printTable } from './figures.ts';
import { type Place, postgresPlace, sqlitePlace } from './hub/place.ts';
import { roomFor, type Servant, startServant } from './hub/servant.ts';
import { arrival, type Condition, condition, enqueued, enrolled, listening, received } from './hub/wire.ts';
import { machineLine } from './machine.ts';

const { values } = parseArgs({ options: { runners: { type: 'string', default: '10000' } } });
const count = Number(values.runners);

/** Beside the connections: the database, the program, what Node keeps. */
const otherFiles = 1_000;
/** First arrivals: ten times as dense as a hub asks its runners to come back. */
const calmMs = (count * spreadPerRunnerMs) / 10;
/** After a cut: the first window of runners whose hub did not ask them for patience, so the worst that can come. */
const stormMs = usualBackoff.baseMs;
const settleMs = 8_000;
const idleMs = 30_000;
const singles = 300;
const longMs = 300_000;

/** One column of the table: a title for each figure, and what it came to. */
type Column = ReadonlyMap<string, string>;

const ms = (value: number) => value.toFixed(value < 10 ? 2 : 0);
const both = (samples: readonly number[]) => {
  const { p50, p99 } = figures(samples);
  return `${ms(p50)} / ${ms(p99)}`;
};
const kb = (bytes: number) => (bytes / 1_024).toFixed(1);
const mb = (bytes: number) => (bytes / 2 ** 20).toFixed(0);

const begunAt = performance.now();

/** Where it is, for whoever waits: the whole takes minutes. */
function progress(what: string): void {
  process.stderr.write(`${((performance.now() - begunAt) / 1_000).toFixed(0).padStart(5)} s  ${what}\n`);
}

/** Most that fell into one second. */
function busiestSecond(times: readonly number[]): number {
  const seconds = Map.groupBy(times, (time) => Math.floor(time / 1_000));
  return Math.max(0, ...[...seconds.values()].map(({ length }) => length));
}

interface Stage {
  readonly hub: Servant;
  readonly crowd: Servant;
  readonly url: string;
  readonly bare: boolean;
  readonly names: readonly string[];
}

const read = (hub: Servant, collect: boolean): Promise<Condition> =>
  hub.ask('condition', collect ? 'collect' : null, condition);

async function comeIn({ hub, crowd, url, bare }: Stage, windowMs: number) {
  const before = await read(hub, false);
  const came = await crowd.ask('connect', { url, bare, windowMs }, arrival, longMs);
  const after = await read(hub, false);
  const last = Math.max(...came.welcomes);
  const failed = came.failures.map(([why, times]) => `${times} × ${why}`).join(', ');
  return {
    in: `${came.welcomes.length} in ${((last - came.from) / 1_000).toFixed(1)} s`,
    rate: `${((came.welcomes.length * 1_000) / (last - came.from)).toFixed(0)}, ${busiestSecond(came.welcomes)}`,
    cpu: ((after.cpuMs - before.cpuMs) / came.welcomes.length).toFixed(2),
    failed: failed === '' ? 'none' : failed,
    still: ms(after.stillMs),
    peak: mb(after.peakRss),
  };
}

/** One job after another, each to a runner of its own, the next once the result of the last is stored. */
async function oneByOne({ hub, crowd, bare, names }: Stage) {
  const dispatched: number[] = [];
  const stored: number[] = [];
  for (let at = 0; at < singles; at++) {
    const runner = names[bare ? 0 : Math.floor(Math.random() * names.length)] ?? '';
    const { from } = await hub.ask('enqueue', [{ runner, host: `single-${at}` }], enqueued);
    const { jobs } = await crowd.ask('received', { count: 1, stored: !bare }, received);
    for (const [, came, reported, acknowledged] of jobs) {
      dispatched.push(came - from);
      stored.push(acknowledged - reported);
    }
  }
  return { dispatched, stored };
}

/** One job to each runner at once. */
async function broadcast({ hub, crowd, bare, names }: Stage) {
  await read(hub, false);
  const wanted = names.map((runner, at) => ({ runner, host: `all-${at}` }));
  const [queued, { jobs, lost }] = await Promise.all([
    hub.ask('enqueue', wanted, enqueued, longMs),
    crowd.ask('received', { count: names.length, stored: !bare }, received, longMs),
  ]);
  const after = await read(hub, false);
  const begun = queued.from;
  const done = jobs.filter(([, , , acknowledged]) => bare || acknowledged > 0);
  const last = Math.max(...done.map(([, came, , acknowledged]) => (bare ? came : acknowledged))) - begun;
  const cut = lost.map(([code, times]) => `, ${times} connections closed with ${code}`).join('');
  return {
    enqueue: queued.until - queued.from,
    dispatched: jobs.map(([, came]) => came - begun),
    stored: done.map(([, , reported, acknowledged]) => acknowledged - reported),
    done: `${done.length} after ${(last / 1_000).toFixed(2)} s${cut}`,
    still: ms(after.stillMs),
    peak: mb(after.peakRss),
  };
}

async function measure(stage: Stage): Promise<Column> {
  const { hub, crowd, bare } = stage;
  progress('the runners come in');
  const empty = await read(hub, true);
  const calm = await comeIn(stage, calmMs);
  progress('idle');
  await sleep(settleMs);
  const full = await read(hub, true);
  const idleFrom = await read(hub, false);
  await sleep(idleMs);
  const idleUntil = await read(hub, false);
  progress('one job after another');
  const singleJobs = await oneByOne(stage);
  progress('a job to each');
  const all = await broadcast(stage);
  await sleep(settleMs);
  progress('all are cut');
  const rows: [string, string][] = [
    ['empty: resident MB, heap MB', `${mb(empty.rss)}, ${mb(empty.heapUsed)}`],
    [`${count} idle: resident MB, heap MB`, `${mb(full.rss)}, ${mb(full.heapUsed)}`],
    ['each: resident KB', kb((full.rss - empty.rss) / count)],
    ['each: heap and buffers KB', kb((full.heapUsed + full.external - empty.heapUsed - empty.external) / count)],
    [
      `processor while idle, % of a core over ${idleMs / 1_000} s`,
      ((100 * (idleUntil.cpuMs - idleFrom.cpuMs)) / idleMs).toFixed(1),
    ],
    [`first arrival, spread over ${(calmMs / 1_000).toFixed(0)} s`, calm.in],
    ['– processor ms each, failed tries', `${calm.cpu}, ${calm.failed}`],
    ['one job: asked for to received, p50 / p99 ms', both(singleJobs.dispatched)],
    ['one result: said to acknowledged, p50 / p99 ms', bare ? '–' : both(singleJobs.stored)],
    [`a job to each of ${count}: stored after ms`, bare ? '–' : ms(all.enqueue)],
    ['– received after, p50 / p99 ms', both(all.dispatched)],
    ['– result said to acknowledged, p50 / p99 ms', bare ? '–' : both(all.stored)],
    ['– all done', all.done],
    ['– loop stood still at most ms, resident MB at most', `${all.still}, ${all.peak}`],
  ];
  await crowd.ask('cut', null, v.unknown());
  const deadline = performance.now() + 60_000;
  while (!bare && (await hub.ask('connected', null, v.number())) > 0 && performance.now() < deadline) await sleep(50);
  const storm = await comeIn(stage, stormMs);
  rows.push(
    ['all cut, back within', storm.in],
    ['– a second: in the mean, at most', storm.rate],
    ['– processor ms each, failed tries', `${storm.cpu}, ${storm.failed}`],
    ['– loop stood still at most ms, resident MB at most', `${storm.still}, ${storm.peak}`],
  );
  return new Map(rows.map(([title, figure], at) => [`${at} ${title}`, figure]));
}

async function measureHub(place: Place, raise: readonly string[]): Promise<Column> {
  const hub = startServant('./server.ts', raise);
  const crowd = startServant('./crowd.ts', raise);
  try {
    const { url } = await hub.ask('start', place.location, listening);
    const runners = await crowd.ask('prepare', count, enrolled);
    await hub.ask('enrol', runners, v.unknown(), longMs);
    return await measure({ hub, crowd, url, bare: false, names: runners.map(({ name }) => name) });
  } finally {
    await Promise.all([crowd.stop(), hub.stop()]);
  }
}

async function measureBare(raise: readonly string[]): Promise<Column> {
  const hub = startServant('./bare.ts', raise);
  const crowd = startServant('./crowd.ts', raise);
  try {
    const { url } = await hub.ask('start', null, listening);
    const runners = await crowd.ask('prepare', count, enrolled);
    return await measure({ hub, crowd, url, bare: true, names: runners.map(({ name }) => name) });
  } finally {
    await Promise.all([crowd.stop(), hub.stop()]);
  }
}

async function measureOver(place: Place, raise: readonly string[]): Promise<Column> {
  try {
    return await measureHub(place, raise);
  } finally {
    await place.remove();
  }
}

process.stdout.write(`${machineLine()}\n`);
const raise = roomFor(count + otherFiles);
if (raise === null) {
  process.stderr.write(
    `This bench needs ${count + otherFiles} open files in one process, and this account may not have so many: raise the hard limit (ulimit -Hn), or ask for fewer by --runners.\n`,
  );
  process.exitCode = 1;
} else {
  const columns: (readonly [string, Column])[] = [['bare ws', await measureBare(raise)]];
  const sqlite = sqlitePlace();
  columns.push([sqlite.name, await measureOver(sqlite, raise)]);
  try {
    const postgres = await postgresPlace(process.env['TEST_DATABASE_URL']);
    columns.push([postgres.name, await measureOver(postgres, raise)]);
  } catch (error) {
    process.stderr.write(`Without PostgreSQL: ${error instanceof Error ? error.message : String(error)}\n`);
  }
  const titles = [...(columns[0]?.[1].keys() ?? [])];
  process.stdout.write('\n');
  printTable(
    ['', ...columns.map(([name]) => name)],
    titles.map((title) => [title.replace(/^\d+ /, ''), ...columns.map(([, column]) => column.get(title) ?? '–')]),
  );
}
