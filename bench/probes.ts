/**
 * Measures, and asserts nothing: how fast the probers see open ports, dropped ports and whole protocols, beside nmap and
 * prometheus-blackbox-exporter where they are installed, in turn, so that ratios hold on a machine whose speed drifts.
 * Everything runs in network and process namespaces of its own, which the kernel takes away with this process.
 *
 * npm run bench:probes [-- --skip-slow] [open] [dropped] [flows]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { defaultLimits } from '../src/probe/pace.ts';
import { defaultTimeoutMs } from '../src/probe/prove.ts';
import { usualLimits } from '../src/runner/loop.ts';
import { printTable } from './figures.ts';
import { machineLine } from './machine.ts';
import { type Blackbox, modules, startBlackbox } from './probes/blackbox.ts';
import { bestOf, type Figure, inTurn, printContest } from './probes/contest.ts';
import { tcpPorts } from './probes/flows.ts';
import { furnish, isInside, runInside } from './probes/namespace.ts';
import { hurriesDropped, hurriesOpen, nmapVersion, scanServices } from './probes/nmap.ts';
import { type Spread, shapesOf } from './probes/spread.ts';
import { exporter, runTally, scanner, subject } from './probes/subjects.ts';
import { startProgram } from './programs.ts';

const parts = ['open', 'dropped', 'flows'] as const;
const skipSlow = process.argv.includes('--skip-slow');
const named = parts.filter((part) => process.argv.includes(part));
const wanted = named.length === 0 ? parts : named;

const deadlineMs = 1_500_000;
const rounds = 3;

const openPairs = 10_000;
const firstOpen = 20_000;
const droppedPairs = 5_000;
const firstDropped = 30_000;
const lastDropped = 30_999;
const briefMs = 1_000;
const hosts = 50;
/** nmap needs some 195 s for its `-sV`. */
const servicesWithinMs = 240_000;

interface Peers {
  readonly folder: string;
  readonly nmap: string | null;
  readonly blackbox: Blackbox | null;
}

const wide = (pairs: number, firstPort: number): Spread => ({ addresses: 1_000, ports: pairs / 1_000, firstPort });

function say(text: string): void {
  process.stdout.write(`\n${text}\n\n`);
}

async function openPorts({ folder, nmap, blackbox }: Peers): Promise<void> {
  const spread = wide(openPairs, firstOpen);
  const task = { work: 'ports', spread, expected: 'open', tries: 'usual', timeoutMs: defaultTimeoutMs };
  const own = (total: number) => subject(`Portolan, ${total} at once`, './probes/own.ts', { ...task, total });
  const bare = (total: number) =>
    subject(`bare Node, ${total} at once`, './probes/bare.ts', { spread, total, timeoutMs: defaultTimeoutMs });
  const right = ({ open }: Figure) => open;
  // As many ports as the flattest shape has, so that all shapes find theirs.
  const listeners = await startProgram('./probes/listeners.ts', { firstPort: firstOpen, ports: openPairs / 10 });
  const shapes = shapesOf(openPairs, firstOpen);
  const scanners = shapes.flatMap((shape) => hurriesOpen.map((hurry) => scanner(shape, hurry, folder)));
  const results = await inTurn(
    [
      await bestOf([512, 1_024, 2_048].map(own), right),
      own(defaultLimits.total),
      await bestOf([256, 1_024, 4_096].map(bare), right),
      nmap === null ? null : await bestOf(scanners, right),
      blackbox === null
        ? null
        : await bestOf(
            [128, 512, 2_048].map((total) => exporter(blackbox, modules.patient, spread, total)),
            right,
          ),
    ],
    rounds,
  );
  say(`10,000 open ports, 1,000 addresses of ten ports unless told otherwise: medians of ${rounds} rounds in turn`);
  printContest(results);
  if (blackbox !== null) {
    const { tally } = await runTally('./probes/drive.ts', {
      port: blackbox.port,
      module: modules.patient,
      spread,
      total: 512,
      ask: 'nothing',
    });
    say(`Asking the exporter 10,000 times for nothing takes ${(tally.wallMs / 1_000).toFixed(2)} s of its time.`);
  }
  const few = { ...task, spread: { addresses: 10, ports: openPairs / 10, firstPort: firstOpen } };
  const { figure, tally } = await runTally('./probes/own.ts', { ...few, total: defaultLimits.total });
  say(
    `The same on ten addresses, of which each has ${defaultLimits.perTarget} at a time: ${((figure.insideMs ?? 0) / 1_000).toFixed(2)} s; the process held ${tally.peakMb.toFixed(0)} MB at most.`,
  );
  await listeners.stop();
}

async function droppedPorts({ folder, nmap, blackbox }: Peers): Promise<void> {
  const spread = wide(droppedPairs, firstDropped);
  const task = { work: 'ports', spread, expected: 'filtered', timeoutMs: briefMs };
  const own = (total: number) =>
    subject(`Portolan, one try, ${total} at once`, './probes/own.ts', { ...task, tries: 'one', total });
  const right = ({ filtered }: Figure) => filtered;
  const scanners = shapesOf(droppedPairs, firstDropped).flatMap((shape) =>
    hurriesDropped.map((hurry) => scanner(shape, hurry, folder)),
  );
  const results = await inTurn(
    [
      await bestOf([2_500, 5_000].map(own), right),
      subject('Portolan, and its second try', './probes/own.ts', { ...task, tries: 'usual', total: droppedPairs }),
      subject('bare Node', './probes/bare.ts', { spread, total: droppedPairs, timeoutMs: briefMs }),
      nmap === null ? null : await bestOf(scanners, right),
      blackbox === null
        ? null
        : await bestOf(
            [1_250, 2_500, 5_000].map((total) => exporter(blackbox, modules.brief, spread, total)),
            right,
          ),
    ],
    rounds,
  );
  say(`5,000 dropped ports, a time-out of 1 s: medians of ${rounds} rounds in turn`);
  printContest(results);
  if (skipSlow) return;
  const usual = { ...task, tries: 'usual', timeoutMs: defaultTimeoutMs, total: defaultLimits.total };
  const { figure } = await runTally('./probes/own.ts', usual);
  say(
    `As it is by default, ${defaultTimeoutMs / 1_000} s and a second try, ${defaultLimits.total} at once: ${((figure.insideMs ?? 0) / 1_000).toFixed(1)} s, ${figure.filtered} filtered.`,
  );
}

async function flows({ folder, nmap }: Peers): Promise<void> {
  const responders = await startProgram('./probes/responders.ts', { hosts });
  const { root } = v.parse(v.object({ root: v.string() }), responders.said);
  const task = { work: 'flows', hosts, root, timeoutMs: defaultTimeoutMs };
  const runs = await inTurn(
    [defaultLimits.total, usualLimits.concurrency].map((total) =>
      subject(`Portolan, ${total} at once`, './probes/own.ts', { ...task, total }),
    ),
    rounds,
  );
  say(
    `22 flows of ${hosts} hosts, each with an answer of its protocol, ${defaultLimits.perTarget} at a time to one host: medians of ${rounds} rounds`,
  );
  printContest(runs);
  if (nmap === null || skipSlow) say(skipSlow ? 'nmap -sV was skipped.' : 'nmap is not installed.');
  else {
    const { wallMs, open, finished } = await scanServices(hosts, tcpPorts, folder, servicesWithinMs);
    const wholes = runs[0]?.figures.map(({ wholeMs }) => wholeMs ?? Number.NaN) ?? [];
    const mine = wholes.toSorted((a, b) => a - b)[Math.floor(wholes.length / 2)] ?? Number.NaN;
    const scanned = `${(wallMs / 1_000).toFixed(1)} s${finished ? '' : ' and not at its end'}`;
    say('Beside nmap -sV, over the TCP ports of the same hosts, once:');
    printTable(
      ['', 'Portolan', 'nmap -sV', 'ratio'],
      [
        ['whole process', `${(mine / 1_000).toFixed(2)} s`, scanned, (mine / wallMs).toFixed(3)],
        ['asked', `${22 * hosts} flows`, `${tcpPorts.length * hosts} ports, ${open} open`, ''],
      ],
    );
  }
  await responders.stop();
}

async function benchInside(): Promise<void> {
  const canDrop = await furnish({ from: firstDropped, to: lastDropped });
  const folder = mkdtempSync(join(tmpdir(), 'portolan-bench-'));
  try {
    const nmap = await nmapVersion();
    const blackbox = await startBlackbox(folder);
    process.stdout.write(`nmap ${nmap ?? 'is not installed (apt: nmap)'}; `);
    process.stdout.write(
      `blackbox_exporter ${blackbox === null ? 'is not installed (apt: prometheus-blackbox-exporter)' : 'runs'}\n`,
    );
    const peers = { folder, nmap, blackbox };
    if (wanted.includes('open')) await openPorts(peers);
    if (wanted.includes('dropped')) {
      if (canDrop) await droppedPorts(peers);
      else say('Nothing is dropped: nft is not installed (apt: nftables).');
    }
    if (wanted.includes('flows')) await flows(peers);
    await blackbox?.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isInside()) await benchInside();
else {
  process.stdout.write(`${machineLine()}\n`);
  const code = await runInside(deadlineMs);
  if (code === null)
    process.stderr.write('This bench needs a network namespace: Linux with unshare, as root or where users may.\n');
  process.exitCode = code ?? 1;
}
