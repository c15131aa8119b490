import { cutList, type EvidenceOf } from '../evidence.ts';
import { interfaces, type RpcInterface } from './interface.ts';
import type { TcpEndpoint } from './tower.ts';

/** A port that an interface of ours listens on. */
export interface KnownEndpoint {
  readonly port: number;
  readonly face: RpcInterface;
}

/** The endpoints that matter here, each once by interface and port, in the order of the interfaces. */
export function knownEndpoints(endpoints: readonly TcpEndpoint[]): readonly KnownEndpoint[] {
  const known = interfaces.flatMap((face) => {
    const ports = new Set(endpoints.filter(({ uuid }) => uuid === face.uuid).map(({ port }) => port));
    return [...ports].map((port) => ({ port, face }));
  });
  return cutList(known);
}

/** What became of the ports of a mapper. */
export type PortVerdict = NonNullable<EvidenceOf<'rpc'>['endpoints'][number]['verdict']>;

/** What a mapper listed, and what became of the ports that were tried. */
export function rpcEvidence(
  listed: readonly TcpEndpoint[],
  known: readonly KnownEndpoint[],
  verdicts: ReadonlyMap<number, PortVerdict>,
): EvidenceOf<'rpc'> {
  return {
    kind: 'rpc',
    listed: listed.length,
    endpoints: known.map(({ port, face: { name, uuid } }) => ({
      name,
      uuid,
      port,
      verdict: verdicts.get(port) ?? null,
    })),
  };
}
