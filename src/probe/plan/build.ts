import type { Probe } from '../probe.ts';
import type { FlowKind } from './question.ts';
import { revocationPath } from './revocation-list.ts';
import { domainOf, type Target } from './target.ts';

/** Where domain controllers of a domain register themselves ([MS-ADTS] 6.3.2.3). */
const controllers = '_ldap._tcp.dc._msdcs.';

/** A zone that every DNS server answers for by itself (RFC 6303 section 4.2): what to ask where no domain is known. */
const ownZone = '127.in-addr.arpa';

/** Status page of AD FS and WAP for load balancers, without TLS. */
export const statusPath = '/adfs/probe';

function dnsQuestion(target: Target): { readonly question: string; readonly type: 'SRV' | 'SOA' } {
  const domain = domainOf(target);
  return domain === null ? { question: ownZone, type: 'SOA' } : { question: `${controllers}${domain}`, type: 'SRV' };
}

function realm(target: Target): string | null {
  return domainOf(target)?.toUpperCase() ?? null;
}

const builders = {
  dns: (target) => ({ kind: 'dns', ...dnsQuestion(target) }),
  'dns-tcp': (target) => ({ kind: 'dns-tcp', ...dnsQuestion(target) }),
  kerberos: (target) => ({ kind: 'kerberos', realm: realm(target) }),
  'kerberos-udp': (target) => ({ kind: 'kerberos-udp', realm: realm(target) }),
  kpasswd: (target) => ({ kind: 'kpasswd', realm: realm(target) }),
  'kpasswd-udp': (target) => ({ kind: 'kpasswd-udp', realm: realm(target) }),
  ntp: () => ({ kind: 'ntp' }),
  ldap: () => ({ kind: 'ldap' }),
  ldaps: () => ({ kind: 'ldaps', serverName: null }),
  gc: () => ({ kind: 'gc' }),
  gcs: () => ({ kind: 'gcs', serverName: null }),
  cldap: (target) => ({ kind: 'cldap', domain: domainOf(target) }),
  'rpc-mapper': () => ({ kind: 'rpc-mapper' }),
  rpc: () => ({ kind: 'rpc' }),
  smb: () => ({ kind: 'smb' }),
  winrm: () => ({ kind: 'winrm' }),
  adws: () => ({ kind: 'adws' }),
  http: () => ({ kind: 'http', path: '/', serverName: null }),
  crl: ({ host }) => ({ kind: 'crl', path: revocationPath(host) ?? '/', serverName: null }),
  https: () => ({ kind: 'https', serverName: null, path: null }),
  'client-certificate': (target) => ({ kind: 'client-certificate', serverName: target.federationServiceName }),
  amqps: () => ({ kind: 'amqps', serverName: null }),
  'adfs-metadata': (target) => ({ kind: 'adfs-metadata', serverName: target.federationServiceName }),
  'adfs-health': (target) => ({ kind: 'adfs-health', path: statusPath, serverName: target.federationServiceName }),
  tcp: () => ({ kind: 'tcp' }),
} as const satisfies Record<FlowKind, (target: Target) => Question>;

/** Takes the address off, member by member. */
type Bare<Member> = Member extends Probe ? Omit<Member, 'host' | 'port'> : never;
type Question = Bare<Probe>;

/** The probe of one kind against one port of a target. Two calls with equal arguments give equal JSON. */
export function buildProbe(kind: FlowKind, target: Target, port: number): Probe {
  const at = { host: target.host, port };
  // An HTTP host whose revocation list is known is asked for that: fresh data say more than a page.
  const known = kind === 'http' && revocationPath(target.host) !== null ? 'crl' : kind;
  return { ...at, ...builders[known](target) };
}
