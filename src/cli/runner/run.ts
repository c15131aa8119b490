import { visible } from '../../card/visible.ts';
import { createPace } from '../../probe/pace.ts';
import { createProve, defaultTimeoutMs } from '../../probe/prove.ts';
import { createResolver } from '../../probe/resolve/resolver.ts';
import { catalogScope, scope } from '../../probe/scope/scope.ts';
import { pause } from '../../probe/stopping.ts';
import { createTrust } from '../../probe/trust.ts';
import { collectFacts } from '../../runner/facts/collect.ts';
import { nodeParts } from '../../runner/facts/node-parts.ts';
import { folderAt } from '../../runner/folder.ts';
import { type FolderRunner, openFolderRunner } from '../../runner/from-folder.ts';
import { createInternetHosts } from '../../runner/internet.ts';
import type { RunnerStatus } from '../../runner/state.ts';
import { faultText } from '../fault.ts';
import type { Streams } from '../streams.ts';
import { version } from '../version.ts';
import type { RunRunnerCommand } from './command.ts';
import { stateFolder, windowsFolder } from './places.ts';
import { takeApart } from './words.ts';

const usage = `portolan runner run [--state DIR]: do what the hub asks, as far as the policy of this server allows

It connects to the hub and listens nowhere. SIGTERM or Control-C stop it: what it has begun ends, the rest is given
back. --state is where it was enrolled; usually ${stateFolder()}

Exit code: 0 when it was stopped, 1 for a fault, 3 when the hub sent it away for good: do not start it again then.
`;

/** Longest that a stop may take (milliseconds); then the process ends whatever still runs. */
const stopWithin = 25_000;

/** Told to the service manager: to start it again changes nothing. */
const sentAwayCode = 3;

function signalled(): Promise<NodeJS.Signals> {
  // Windows tells a service to stop with SIGBREAK, where it tells anything.
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const)
      process.once(signal, () => resolve(signal));
  });
}

/** One line for each change, for the log of the service. */
function lineOf({ state, why }: RunnerStatus): string {
  const reason = why === null ? '' : `: ${visible(why)}`;
  return `${state}${reason}\n`;
}

function open(state: string, { output, error }: Streams): Promise<FolderRunner> {
  const trust = createTrust();
  const onInternet = createInternetHosts(catalogScope.values());
  const monotonic = () => performance.now();
  let told = '';
  return openFolderRunner(folderAt(state), {
    software: { portolan: version, node: process.versions.node, platform: process.platform, arch: process.arch },
    trust,
    scope,
    createProve: (proxy) =>
      createProve({
        resolver: createResolver({ servers: [], timeoutMs: defaultTimeoutMs, clock: monotonic }),
        pace: createPace(),
        trust,
        proxyFor: (host) => (onInternet(host) ? proxy : null),
        timeoutMs: defaultTimeoutMs,
        now: Date.now,
        wait: pause,
      }),
    collectFacts: (skewMs, signal) =>
      collectFacts(nodeParts({ stateFolder: state, windowsFolder: windowsFolder(), signal, skewMs })),
    now: Date.now,
    monotonic,
    random: Math.random,
    told(status) {
      const line = lineOf(status);
      // It connects anew every half minute while a hub is away; once is enough to read.
      if (status.state === 'connecting' || line === told) return;
      told = line;
      output.write(line);
    },
    fault: (fault) => error.write(faultText(fault)),
  });
}

/** `portolan runner run`: until it is told to stop, or sent away. */
export const runFromShell: RunRunnerCommand = async (argv, { streams, nearest }) => {
  const { output, error } = streams;
  const asked = takeApart(argv, { options: ['state'], flags: ['help'], nearest });
  if (asked.kind === 'unknown' || asked.words.length > 0) {
    const wrong = asked.kind === 'unknown' ? asked.message : `“${asked.words.join(' ')}” is too much.`;
    error.write(`portolan: ${visible(wrong)}\nTry: portolan runner run --help\n`);
    return 2;
  }
  if (asked.flags.has('help')) {
    output.write(usage);
    return 0;
  }
  const told = signalled();
  const { identity, runner, close } = await open(asked.options.state ?? stateFolder(), streams);
  output.write(`${identity.name} (${identity.roles.join(', ')}), runner ${version}, of ${identity.hub}\n`);
  runner.start();
  const ending = await Promise.race([told, runner.done]);
  const late = setTimeout(() => {
    error.write('portolan: work was still running at the end of the stop\n');
    process.exit(1);
  }, stopWithin);
  if (typeof ending === 'string') await runner.stop();
  const ended = await runner.done;
  await close();
  clearTimeout(late);
  return ended.kind === 'stopped' ? 0 : sentAwayCode;
};
