import { withTcp } from '../net/tcp.ts';
import type { Finding } from '../outcome.ts';
import type { Ground, Prober } from '../prober.ts';
import { type KnownEndpoint, knownEndpoints, rpcEvidence } from './evidence.ts';
import { listEndpoints } from './list-endpoints.ts';
import type { TcpEndpoint } from './tower.ts';

/** What was found at a mapper, and the endpoints that it listed. */
export interface Mapped {
  readonly finding: Finding;
  readonly listed: readonly TcpEndpoint[];
  readonly known: readonly KnownEndpoint[];
}

/**
 * Asks an endpoint mapper. Where it breaks off in the middle of its list, what it said until then counts; where it said
 * nothing, or we were stopped, that is the finding.
 */
export async function askMapper(port: number, ground: Ground): Promise<Mapped> {
  const talked = await withTcp(port, ground, (conversation) => listEndpoints(conversation, ground));
  const step = talked.kind === 'ended' ? talked : talked.value;
  if (step.kind === 'ended') return { finding: step.finding, listed: [], known: [] };
  const { endpoints: listed, broken } = step.value;
  const known = knownEndpoints(listed);
  const evidence = rpcEvidence(listed, known, new Map());
  const counts = broken === null || (listed.length > 0 && broken.finding.verdict !== 'error');
  const finding: Finding = counts ? { verdict: 'open', evidence } : { ...broken.finding, evidence };
  return { finding, listed, known };
}

/** Proves the endpoint mapper of MS-RPC: a bind, then the list of what listens where. A refusal to list is an answer. */
export const proveRpcMapper: Prober<'rpc-mapper'> = async ({ port }, ground) => (await askMapper(port, ground)).finding;
