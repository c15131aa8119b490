import { isIP } from 'node:net';
import { flows, supplementFlows } from '../../catalog/ports/flow.ts';
import { formatSpans, type PortSpan } from '../../catalog/ports/span.ts';
import { type SourceFacts, sourceFacts } from '../../catalog/source.ts';
import { same, type Text } from '../../catalog/text.ts';
import { kindOf } from '../../probe/kind.ts';
import type { Verdict } from '../../probe/outcome.ts';
import type { RunnerView } from '../estate.ts';
import { hostOf } from './assign.ts';
import type { ToldRun, ToldTask } from './told.ts';

/** One line of a firewall change request, with the hosts that were probed. */
export interface RequestedRule {
  /** The server that opens the connection: its name, or the runner's where it told none. */
  readonly source: string;
  readonly destination: string;
  /** The address that was tried; null where the name did not resolve. */
  readonly address: string | null;
  readonly transport: 'tcp' | 'udp';
  readonly ports: readonly PortSpan[];
  readonly purpose: Text;
  /** What the probe found. */
  readonly found: Verdict;
  readonly reference: SourceFacts | null;
}

/** What a firewall can be the cause of. A wrong certificate or service is nobody's rule. */
const blocked: ReadonlySet<Verdict> = new Set<Verdict>([
  'filtered',
  'open-or-filtered',
  'open-silent',
  'open-then-closed',
  'refused',
  'unreachable',
]);

/** Whether a task calls for a firewall rule. A way that nothing needs any more, and that is shut, does not. */
export function isBlocked({ outcome, explanation }: ToldTask): boolean {
  return outcome !== null && blocked.has(outcome.verdict) && explanation?.tone !== 'good';
}

const known = [...flows, ...supplementFlows];

function ruleOf(task: ToldTask, runners: readonly RunnerView[]): readonly RequestedRule[] {
  const { outcome, probe, runner } = task;
  if (outcome === null || !isBlocked(task)) return [];
  const flow = known.find(({ id }) => task.flows.includes(id));
  const server = runners.find(({ name }) => name === runner);
  const own: readonly PortSpan[] = [[probe.port, probe.port]];
  // Dynamic RPC is asked for as the range that the document gives, since its ports change at every start.
  const ports = probe.kind === 'rpc' && flow !== undefined ? flow.ports : own;
  return [
    {
      source: (server === undefined ? null : hostOf(server)) ?? runner,
      destination: probe.host,
      // A runner tells it, and it is copied into rules: what is no address is left out.
      address: outcome.address !== null && isIP(outcome.address) !== 0 ? outcome.address : null,
      transport: kindOf(probe.kind).transport,
      ports,
      purpose: flow?.purpose ?? task.note ?? same(''),
      found: outcome.verdict,
      reference: flow === undefined ? null : sourceFacts(flow.reference),
    },
  ];
}

/** The failed flows of a run as a request: exactly those that a firewall can be the cause of, each rule once. */
export function requestOf(run: ToldRun, runners: readonly RunnerView[]): readonly RequestedRule[] {
  const rules = run.tasks.flatMap((task) => ruleOf(task, runners));
  const key = ({ source, destination, transport, ports }: RequestedRule) =>
    [source, destination, transport, formatSpans(ports)].join(' ');
  // Of several tasks that need one rule, the first gives its purpose.
  return [...Map.groupBy(rules, key).values()].flatMap(([first]) => first ?? []);
}
