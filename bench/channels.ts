/**
 * Measures, and asserts nothing: how long the chat platforms wait for Portolan beside the least that their SDKs can do,
 * in turn, so that the ratio holds on a machine whose speed drifts; and what a start takes. Loopback only.
 *
 * npm run bench:channels
 */
import { cpus } from 'node:os';
import { type Ask, askSlack, askTeams, signingSecret } from './channels/load.ts';
import { type Program, type RunningServer, startServer } from './channels/server.ts';
import { openSink, type Sink } from './channels/sink.ts';
import { type Figures, figures, median, printTable } from './figures.ts';

const questions = ['ports adfs wap', 'sizing 250000', 'explain 443', 'changes 2017 2023', 'ports adsf wpa'] as const;

/** A figure is the median of this many rounds; each asks a fresh pair of servers this often, after some to warm up. */
const rounds = 5;
const pairs = 600;
const warmUps = 200;

const starts = 7;
const residentQuestions = 200;

function questionAt(index: number): string {
  return questions[index % questions.length] ?? 'ports';
}

function portolan(sink: Sink, channels: readonly ('slack' | 'teams')[]): Program {
  const slack = {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: sink.slackApi,
  };
  return {
    path: '../../bin/portolan.js',
    parameters: ['start'],
    environment: {
      ...(channels.includes('slack') ? slack : {}),
      ...(channels.includes('teams') ? { TEAMS_LOOPBACK: '1' } : {}),
    },
  };
}

interface Round {
  readonly bare: Figures;
  readonly own: Figures;
}

/** Asks one server and then the other, question by question. */
async function inTurn(bare: Ask, own: Ask): Promise<Round> {
  const bareMs: number[] = [];
  const ownMs: number[] = [];
  for (let index = 0; index < warmUps + pairs; index++) {
    const text = questionAt(index);
    bareMs.push(await bare(text));
    ownMs.push(await own(text));
  }
  return { bare: figures(bareMs.slice(warmUps)), own: figures(ownMs.slice(warmUps)) };
}

async function comparison(
  bare: Program,
  own: Program,
  asks: { readonly bare: (url: string) => Ask; readonly own: (url: string) => Ask },
): Promise<readonly Round[]> {
  const done: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const servers = [await startServer(bare), await startServer(own)] as const;
    done.push(await inTurn(asks.bare(servers[0].url), asks.own(servers[1].url)));
    await Promise.all(servers.map((server) => server.stop()));
  }
  return done;
}

function comparisonRows(name: string, bareName: string, done: readonly Round[]): readonly (readonly string[])[] {
  return (['p50', 'p99'] as const).map((part) => [
    `${name}, ${part}`,
    median(done.map(({ bare }) => bare[part])).toFixed(2),
    bareName,
    median(done.map(({ own }) => own[part])).toFixed(2),
    median(done.map(({ own, bare }) => own[part] / bare[part])).toFixed(2),
  ]);
}

async function acknowledgements(sink: Sink): Promise<void> {
  const slack = await comparison(
    { path: './bare-slack.ts', environment: { SLACK_SIGNING_SECRET: signingSecret } },
    portolan(sink, ['slack']),
    {
      bare: (url) => askSlack(url, sink, { answers: false }),
      own: (url) => askSlack(url, sink, { answers: true }),
    },
  );
  const teams = await comparison({ path: './bare-teams.ts' }, portolan(sink, ['teams']), {
    bare: (url) => askTeams(url, sink),
    own: (url) => askTeams(url, sink),
  });
  process.stdout.write(
    `\nRequest to HTTP answer, one at a time: medians of ${rounds} rounds of ${pairs} questions each in turn, after ${warmUps} to warm up\n\n`,
  );
  printTable(
    ['', 'bare ms', 'bare is', 'Portolan ms', 'ratio'],
    [
      ...comparisonRows('Slack command to acknowledgement', 'Bolt, `ack()` alone', slack),
      ...comparisonRows('Teams message to HTTP answer', 'botbuilder, an echo', teams),
    ],
  );
}

async function askAll(asks: readonly Ask[]): Promise<void> {
  for (let index = 0; index < residentQuestions; index++) await asks[index % asks.length]?.(questionAt(index));
}

async function starting(sink: Sink): Promise<void> {
  const slack = ({ url }: RunningServer) => askSlack(url, sink, { answers: true });
  const teams = ({ url }: RunningServer) => askTeams(url, sink);
  const subjects = [
    { name: 'bare Node, an HTTP server', program: { path: './bare-node.js' }, asks: [] },
    { name: 'Portolan, Slack only', program: portolan(sink, ['slack']), asks: [slack] },
    { name: 'Portolan, Teams only', program: portolan(sink, ['teams']), asks: [teams] },
    { name: 'Portolan, both', program: portolan(sink, ['slack', 'teams']), asks: [slack, teams] },
  ];
  const measured = subjects.map(() => ({ ready: [] as number[], fresh: [] as number[], asked: [] as number[] }));
  for (let start = 0; start <= starts; start++)
    for (const [index, { program, asks }] of subjects.entries()) {
      const server = await startServer(program);
      const fresh = server.residentMb();
      await askAll(asks.map((ask) => ask(server)));
      const asked = server.residentMb();
      await server.stop();
      // The first start of each fills the caches of Node and of the file system.
      if (start === 0) continue;
      measured[index]?.ready.push(server.readyAfter);
      measured[index]?.fresh.push(fresh);
      measured[index]?.asked.push(asked);
    }
  process.stdout.write(
    `\nStart of the process to /readyz, and resident memory: medians of ${starts} starts in turn, after one to warm up\n\n`,
  );
  printTable(
    ['', 'ready after ms', 'MB when ready', `MB after ${residentQuestions} questions`],
    subjects.map(({ name, asks }, index) => {
      const { ready = [], fresh = [], asked = [] } = measured[index] ?? {};
      return [
        name,
        median(ready).toFixed(0),
        median(fresh).toFixed(0),
        asks.length === 0 ? '–' : median(asked).toFixed(0),
      ];
    }),
  );
}

const [cpu] = cpus();
process.stdout.write(
  `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores (${cpu?.model ?? 'unknown'})\n`,
);
const sink = await openSink();
await acknowledgements(sink);
await starting(sink);
await sink.close();
