import type { ProtocolId } from '../../catalog/ports/protocol.ts';
import type { Transport } from '../../catalog/ports/row.ts';
import type { PortSpan } from '../../catalog/ports/span.ts';
import type { RoleId } from '../../catalog/role.ts';
import { kindOf, type ProbeKind } from '../kind.ts';

/** What a flow is asked with; `proxy` proves none by itself. */
export type FlowKind = Exclude<ProbeKind, 'proxy'>;

/** The kind that speaks a protocol over a transport; null where the protocol has no such transport. */
const spoken = {
  dns: { tcp: 'dns-tcp', udp: 'dns' },
  kerberos: { tcp: 'kerberos', udp: 'kerberos-udp' },
  'ms-rpc': { tcp: 'rpc-mapper', udp: null },
  ldap: { tcp: 'ldap', udp: 'cldap' },
  smb: { tcp: 'smb', udp: null },
  ldaps: { tcp: 'ldaps', udp: null },
  rpc: { tcp: 'rpc', udp: null },
  winrm: { tcp: 'winrm', udp: null },
  adws: { tcp: 'adws', udp: null },
  gc: { tcp: 'gc', udp: null },
  gcs: { tcp: 'gcs', udp: null },
  http: { tcp: 'http', udp: null },
  https: { tcp: 'https', udp: null },
  'certificate-tls': { tcp: 'client-certificate', udp: null },
  'service-bus': { tcp: 'amqps', udp: null },
  ntp: { tcp: null, udp: 'ntp' },
  kpasswd: { tcp: 'kpasswd', udp: 'kpasswd-udp' },
} as const satisfies Record<ProtocolId, Record<Transport, FlowKind | null>>;

/** AD FS and WAP answer HTTP with a status page and HTTPS with metadata: more than a port that opens. */
const atFederation: Partial<Record<FlowKind, FlowKind>> = { http: 'adfs-health', https: 'adfs-metadata' };

/** What is known of a flow before it is asked. */
export interface Asked {
  readonly protocol: ProtocolId;
  readonly to: RoleId;
  readonly transport: Transport;
}

/**
 * How a port of a flow is asked; null where the protocol does not speak this transport. Away from the port where a kind
 * is at home (8080, 9090, 9352) no document says what is spoken, so only the connection is tried.
 */
export function kindFor({ protocol, to, transport }: Asked, port: number): FlowKind | null {
  const kind = spoken[protocol][transport];
  if (kind === null) return null;
  const there = to === 'adfs' || to === 'wap' ? (atFederation[kind] ?? kind) : kind;
  return kindOf(there).port === port ? there : 'tcp';
}

/** Where the endpoint mapper listens, which stands for the dynamic ports: it says which of them are in use. */
const mapperPort = 135;

/** The spans that a flow is proven on: its own, and for dynamic RPC the endpoint mapper's port. */
export function askedSpans(protocol: ProtocolId, ports: readonly PortSpan[]): readonly PortSpan[] {
  return protocol === 'rpc' ? [[mapperPort, mapperPort]] : ports;
}

/** The ports of a span that are tried: both ends stand for those between. */
export function triedPorts([from, to]: PortSpan): readonly number[] {
  return from === to ? [from] : [from, to];
}
