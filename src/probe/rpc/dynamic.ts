import { withTcp } from '../net/tcp.ts';
import { untimed } from '../net/untimed.ts';
import { type Finding, verdicts } from '../outcome.ts';
import type { Ground, Prober } from '../prober.ts';
import { type KnownEndpoint, type PortVerdict, rpcEvidence } from './evidence.ts';
import { askMapper } from './mapper.ts';
import { bindRequest, frameAnswer, types } from './pdu.ts';

/** A domain controller has its interfaces on two to five ports. A server that names more is not followed everywhere. */
const mostPorts = 8;

/** Ports below belong to well-known services; a mapper must not send us there. */
const lowestPort = 1_024;

/** How many ports are tried side by side: fewer than may be in flight to one host at a time. */
const atOnce = 4;

/** Binds to an interface where it is said to listen. A server that refuses the interface speaks the protocol as well. */
async function bindTo({ port, face }: KnownEndpoint, ground: Ground): Promise<Finding> {
  const frame = frameAnswer([types.bindAck, types.bindNak, types.fault]);
  const talked = await withTcp(port, ground, (conversation) => conversation.ask(bindRequest(1, face), frame));
  const step = talked.kind === 'ended' ? talked : talked.value;
  return step.kind === 'ended' ? step.finding : { verdict: 'open', evidence: null };
}

/** The verdict of a port, by the names that evidence has for it. */
function portVerdict({ verdict }: Finding): PortVerdict {
  switch (verdict) {
    case 'open':
    case 'open-wrong-service':
    case 'open-silent':
    case 'open-then-closed':
    case 'refused':
    case 'filtered':
    case 'unreachable':
      return verdict;
    default:
      return 'error';
  }
}

/** The ports to try: each once, those of the interfaces that matter most first. */
function portsToTry(known: readonly KnownEndpoint[]): readonly KnownEndpoint[] {
  const firstOfPort = known.filter(({ port }, at) => known.findIndex((other) => other.port === port) === at);
  return firstOfPort.filter(({ port }) => port >= lowestPort).slice(0, mostPorts);
}

/**
 * Proves MS-RPC end to end: the mapper, then the ports on which the interfaces of a domain controller really listen, at
 * the same address. The verdict is that of the worst port; the evidence tells them apart.
 */
export const proveRpc: Prober<'rpc'> = async ({ port }, ground) => {
  const { finding, listed, known } = await askMapper(port, ground);
  if (finding.verdict !== 'open') return finding;
  // Side by side, the times of the ports would add up to more than passed: those of the mapper stand for the probe.
  const beside = untimed(ground);
  const found = new Map<number, PortVerdict>();
  let worst: Finding = finding;
  const ports = portsToTry(known);
  for (let at = 0; at < ports.length; at += atOnce) {
    const batch = ports.slice(at, at + atOnce);
    const findings = await Promise.all(batch.map((endpoint) => bindTo(endpoint, beside)));
    for (const [index, endpoint] of batch.entries()) {
      const one = findings[index];
      if (one === undefined) continue;
      found.set(endpoint.port, portVerdict(one));
      if (verdicts.indexOf(one.verdict) > verdicts.indexOf(worst.verdict)) worst = one;
    }
  }
  return { ...worst, evidence: rpcEvidence(listed, known, found) };
};
