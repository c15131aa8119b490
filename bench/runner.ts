/**
 * Measures, and asserts nothing: what a runner weighs and how fast it starts, as the one file of `npm run build:runner` and
 * as `portolan runner run`, and what a probe from a shell takes, beside a Node that does nothing, in turn, so that ratios
 * hold on a machine whose speed drifts. Its hub is a process of its own on loopback. Linux only: memory comes from /proc.
 *
 * npm run bench:runner
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { must } from '../test/lab/run.ts';
import { figures, median, printTable } from './figures.ts';
import { startServant } from './hub/servant.ts';
import { listening } from './hub/wire.ts';
import { machineLine } from './machine.ts';
import { nmapVersion } from './probes/nmap.ts';
import { timeCommand } from './programs.ts';
import { type Program, type Start, watchStart } from './runner/idle.ts';

const starts = 5;
const idleMs = 10_000;
const probes = 15;
const warmUps = 1;
const withinMs = 60_000;

const node = process.execPath;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const portolan = [node, here('../bin/portolan.js'), 'runner'];

/** Enrols a runner of this name by the given program; the folder of its state. */
async function enrol(name: string, runner: readonly string[], parts: { folder: string; url: string; token: string }) {
  const state = join(parts.folder, name);
  const token = join(parts.folder, `${name}.token`);
  writeFileSync(token, parts.token, { mode: 0o600 });
  const [file = '', ...words] = runner;
  await must(file, [...words, 'enroll', '--hub', parts.url, '--token-file', token, '--state', state]);
  return state;
}

/** Runs each in turn, so many times after some to warm up; by program. */
async function idling(programs: readonly Program[]): Promise<readonly (readonly Start[])[]> {
  const seen = programs.map(() => [] as Start[]);
  for (let round = 0; round < warmUps + starts; round++)
    for (const [at, program] of programs.entries()) {
      const start = await watchStart(program, round < warmUps ? 0 : idleMs);
      if (round >= warmUps) seen[at]?.push(start);
    }
  return seen;
}

function printIdling(programs: readonly Program[], seen: readonly (readonly Start[])[]): void {
  const part = (nth: number, pick: (start: Start) => number) => (seen[nth] ?? []).map(pick);
  const ratio = (nth: number, pick: (start: Start) => number) => {
    const bare = part(0, pick);
    return median(part(nth, pick).map((figure, at) => figure / (bare[at] ?? Number.NaN))).toFixed(2);
  };
  const columns = [
    (start: Start) => start.readyMs,
    (start: Start) => start.residentMb,
    (start: Start) => start.privateMb,
    (start: Start) => start.cpuMs,
  ];
  printTable(
    ['', 'at work after ms', 'resident MB', 'private MB', 'processor ms', 'ratios to the first'],
    programs.map(({ name }, nth) => [
      name,
      ...columns.map((pick) => median(part(nth, pick)).toFixed(0)),
      nth === 0 ? '' : columns.map((pick) => ratio(nth, pick)).join(', '),
    ]),
  );
}

async function probing(commands: readonly (readonly [string, readonly string[]])[]): Promise<void> {
  const walls = commands.map(() => [] as number[]);
  for (let round = 0; round < warmUps + probes; round++)
    for (const [at, [name, [file = '', ...words]]] of commands.entries()) {
      const { status, wallMs, stderr } = await timeCommand(file, words, withinMs);
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
      if (round >= warmUps) walls[at]?.push(wallMs);
    }
  const [bare = []] = walls;
  printTable(
    ['', 'median ms', 'worst ms', 'ratio to the first'],
    commands.map(([name], at) => {
      const own = walls[at] ?? [];
      const ratios = own.map((wall, round) => wall / (bare[round] ?? Number.NaN));
      return [
        name,
        figures(own).p50.toFixed(0),
        Math.max(...own).toFixed(0),
        at === 0 ? '' : median(ratios).toFixed(2),
      ];
    }),
  );
}

async function bench(folder: string): Promise<void> {
  await must(node, [here('../tools/build-runner.ts'), '--out', folder], { timeoutMs: withinMs });
  const packed = join(folder, 'portolan-runner.mjs');
  const plain = join(folder, 'portolan-runner.cjs');
  process.stdout.write(
    `\nThe runner as one file: ${statSync(packed).size} bytes, and ${statSync(plain).size} as it is inside\n`,
  );

  const hub = startServant('./server.ts', []);
  try {
    const { url } = await hub.ask('start', { kind: 'sqlite', file: join(folder, 'hub.db') }, listening);
    const invite = (name: string) => hub.ask('invite', name, v.string());
    const ways = [
      ['one-file', 'the one file', [node, packed]],
      ['as-it-is', 'the same, not packed', [node, plain]],
      ['checkout', 'portolan runner run', portolan],
    ] as const;
    const programs: Program[] = [
      {
        name: 'bare Node',
        command: [node, '-e', 'setInterval(() => {}, 1e6); console.log("ready")'],
        ready: 'ready',
      },
    ];
    for (const [id, name, command] of ways) {
      const state = await enrol(id, command, { folder, url, token: await invite(id) });
      programs.push({ name, command: [...command, 'run', '--state', state], ready: 'connected' });
    }
    const seen = await idling(programs);
    process.stdout.write(
      `\nStart to “connected” with a hub on this machine, and memory after ${idleMs / 1_000} s idle: medians of ${starts} starts in turn, after one to warm up\n\n`,
    );
    printIdling(programs, seen);
  } finally {
    await hub.stop();
  }

  const open = createServer((socket) => socket.on('error', () => undefined).resume()).listen(0, '127.0.0.1');
  await once(open, 'listening');
  const address = open.address();
  const port = String(address !== null && typeof address === 'object' ? address.port : 0);
  const words = ['probe', 'tcp', '127.0.0.1', port];
  const knock = `const s = require('net').connect(${port}, '127.0.0.1', () => s.destroy())`;
  process.stdout.write(
    `\nFrom a shell, the whole process; one open port: medians of ${probes} in turn, after one to warm up\n\n`,
  );
  await probing([
    ['node -e 0', [node, '-e', '0']],
    ['bare Node, one connection', [node, '-e', knock]],
    ['the one file, --version', [node, packed, '--version']],
    ['the one file, probe tcp', [node, packed, ...words]],
    ['the same, not packed', [node, plain, ...words]],
    ['portolan runner probe tcp', [...portolan, ...words]],
    ...((await nmapVersion()) === null
      ? []
      : [['nmap -n -Pn -sT', ['nmap', '-n', '-Pn', '-sT', '-p', port, '127.0.0.1']] as const]),
  ]);
  open.close();
}

process.stdout.write(`${machineLine()}\n`);
const folder = mkdtempSync(join(tmpdir(), 'portolan-bench-'));
try {
  await bench(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
