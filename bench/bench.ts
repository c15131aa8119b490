/**
 * Measures, and asserts nothing: how fast the command core answers in process, and how long a shell waits for its first
 * answer beside a Node that does nothing, in turn, so that their ratio holds on a machine whose speed drifts.
 *
 * npm run bench
 */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { renderText } from '../src/card/text.ts';
import { dispatch } from '../src/commands/dispatch.ts';
import { replyCard } from '../src/commands/reply.ts';
import { figures, printTable } from './figures.ts';

const questions = [
  'ports adfs wap',
  'ports connect dc --edition 2017',
  'ports',
  'ports adsf wpa',
  'changes 2017 2023',
  'sizing 250000',
  'sizing 80k +20%/y 3y',
  'prereqs connect',
  'endpoints pta',
  'explain 443',
  'export connect dc --as csv',
];

const program = fileURLToPath(new URL('../bin/portolan.js', import.meta.url));

/** Milliseconds of each call: the question asked and its card rendered for a terminal of 100 columns. */
async function timed(text: string, rounds: number): Promise<readonly number[]> {
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    const reply = await dispatch(
      {
        text,
        language: 'en',
        actor: { platform: 'terminal', tenant: '', user: 'bench' },
        place: { conversation: '', privately: true },
      },
      { now: Date.now, report: () => 'bench', preferences: null, estate: null },
    );
    renderText(replyCard(reply), { width: 100, color: false, language: reply.language });
    samples.push(performance.now() - begun);
  }
  return samples;
}

/** Wall milliseconds and peak resident megabytes of one whole process. */
function processRun(parameters: readonly string[]): { readonly wall: number; readonly peak: number } {
  const peakReport = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))`;
  const begun = performance.now();
  const { stderr } = spawnSync(process.execPath, ['--import', peakReport, ...parameters], { encoding: 'utf8' });
  const wall = performance.now() - begun;
  return { wall, peak: Number(/peak (\d+)/.exec(stderr)?.[1]) / 1_024 };
}

async function inProcess(): Promise<void> {
  process.stdout.write('\nIn process: dispatch and render, 2,000 rounds each after 200 to warm up\n\n');
  const rows: (readonly string[])[] = [];
  for (const question of questions) {
    await timed(question, 200);
    const samples = await timed(question, 2_000);
    const { p50, p99 } = figures(samples);
    const total = samples.reduce((sum, sample) => sum + sample, 0);
    rows.push([question, ((samples.length / total) * 1_000).toFixed(0), p50.toFixed(2), p99.toFixed(2)]);
  }
  printTable(['question', 'answers/s', 'p50 ms', 'p99 ms'], rows);
  process.stdout.write(
    `\npeak resident memory of this process: ${(process.resourceUsage().maxRSS / 1_024).toFixed(0)} MB\n`,
  );
}

function wholeProcess(): void {
  process.stdout.write(
    '\nWhole process: start to answer, in turn with a Node that does nothing, 15 pairs after 2 to warm up\n\n',
  );
  const pairs = Array.from({ length: 17 }, () => ({
    bare: processRun(['-e', '0']),
    ask: processRun([program, 'ask', 'ports adfs wap']),
  })).slice(2);
  const rows = (
    [
      ['node -e 0', pairs.map(({ bare }) => bare)],
      ['portolan ask "ports adfs wap"', pairs.map(({ ask }) => ask)],
    ] as const
  ).map(([name, runs]) => {
    const walls = runs.map(({ wall }) => wall);
    const peak = Math.max(...runs.map(({ peak: one }) => one));
    return [name, figures(walls).p50.toFixed(0), Math.max(...walls).toFixed(0), peak.toFixed(0)];
  });
  printTable(['process', 'median ms', 'worst ms', 'peak MB'], rows);
  const ratios = pairs.map(({ ask, bare }) => ask.wall / bare.wall);
  process.stdout.write(`\nmedian ratio pair by pair: ${figures(ratios).p50.toFixed(2)}\n`);
}

process.stdout.write(`Node ${process.version}, ${process.platform} ${process.arch}\n`);
await inProcess();
wholeProcess();
