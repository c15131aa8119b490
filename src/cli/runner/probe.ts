import { visibleLines } from '../../card/visible.ts';
import { explain } from '../../probe/explain/explain.ts';
import { createPace } from '../../probe/pace.ts';
import { createProve } from '../../probe/prove.ts';
import { createResolver } from '../../probe/resolve/resolver.ts';
import { pause } from '../../probe/stopping.ts';
import { createTrust } from '../../probe/trust.ts';
import { shellLanguage } from '../language.ts';
import type { RunRunnerCommand } from './command.ts';
import { readProbeArguments, type ShellProbe } from './probe-arguments.ts';
import { type Answered, printForPeople, printForPrograms } from './probe-print.ts';
import { kindsText, probeUsage } from './probe-usage.ts';

/** Longest that one probe may take, in steps: a name, a connection, TLS and some answers, all of it twice, and room. */
const longestInSteps = 20;

/** Proves what a shell asked for. A person asks, so that there is no policy beyond what the account may do. */
async function prove({ probe, proxy, timeoutMs }: ShellProbe): Promise<Answered> {
  const proveOne = createProve({
    resolver: createResolver({ servers: [], timeoutMs, clock: () => performance.now() }),
    pace: createPace(),
    trust: createTrust(),
    proxyFor: () => proxy,
    timeoutMs,
    now: Date.now,
    wait: pause,
  });
  const interrupted = new AbortController();
  const onInterrupt = () => interrupted.abort();
  process.once('SIGINT', onInterrupt);
  try {
    const signal = AbortSignal.any([interrupted.signal, AbortSignal.timeout(longestInSteps * timeoutMs)]);
    const outcome = await proveOne(probe, { signal, permits: () => true });
    return { probe, outcome, explanation: explain({ probe, flow: null }, outcome) };
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}

/** `portolan runner probe`: 0 for any verdict, 1 where nothing could be judged, 2 for what cannot be understood. */
export const probeFromShell: RunRunnerCommand = async (argv, { streams, nearest }) => {
  const asked = readProbeArguments(argv, nearest);
  switch (asked.kind) {
    case 'unknown':
      streams.error.write(`portolan: ${visibleLines(asked.message)}\nTry: portolan runner probe --help\n`);
      return 2;
    case 'help':
      streams.output.write(probeUsage());
      return 0;
    case 'kinds':
      streams.output.write(kindsText());
      return 0;
    case 'probe': {
      const answered = await prove(asked);
      const print = asked.json ? printForPrograms : printForPeople;
      streams.output.write(print(answered, asked.language ?? shellLanguage()));
      return answered.outcome.verdict === 'error' ? 1 : 0;
    }
  }
};
