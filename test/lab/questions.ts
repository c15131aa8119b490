import type { Probe } from '../../src/probe/probe.ts';
import { type Address, dc, directory, ports, srv } from './addresses.ts';

/** The two families, and which address of a host belongs to each. */
export const families = [
  { name: 'IPv4', of: ({ v4 }: Address) => v4 },
  { name: 'IPv6', of: ({ v6 }: Address) => v6 },
] as const;

export type Family = (typeof families)[number];

/** Where the name server keeps the controllers of the domain. */
export const controllers = `_ldap._tcp.dc._msdcs.${directory.domain}`;

/** One question of every kind, asked by address of servers that answer it. Where TLS is spoken the name to prove is said. */
export function everyKind({ of }: Family) {
  const host = of(dc);
  const web = of(srv);
  const realm = directory.realm;
  const serverName = directory.host;
  return {
    dns: { kind: 'dns', host, port: 53, question: controllers, type: 'SRV' },
    'dns-tcp': { kind: 'dns-tcp', host, port: 53, question: controllers, type: 'SRV' },
    kerberos: { kind: 'kerberos', host, port: 88, realm },
    'kerberos-udp': { kind: 'kerberos-udp', host, port: 88, realm },
    kpasswd: { kind: 'kpasswd', host, port: 464, realm },
    'kpasswd-udp': { kind: 'kpasswd-udp', host, port: 464, realm },
    ntp: { kind: 'ntp', host, port: 123 },
    ldap: { kind: 'ldap', host, port: 389 },
    ldaps: { kind: 'ldaps', host, port: 636, serverName },
    gc: { kind: 'gc', host, port: 3268 },
    gcs: { kind: 'gcs', host, port: 3269, serverName },
    cldap: { kind: 'cldap', host, port: 389, domain: directory.domain },
    'rpc-mapper': { kind: 'rpc-mapper', host, port: 135 },
    rpc: { kind: 'rpc', host, port: 135 },
    smb: { kind: 'smb', host, port: 445 },
    winrm: { kind: 'winrm', host, port: 5985 },
    adws: { kind: 'adws', host, port: 9389 },
    http: { kind: 'http', host: web, port: 80, path: '/', serverName: null },
    crl: { kind: 'crl', host: web, port: 80, path: '/valid.crl', serverName: 'crl.contoso.test' },
    https: { kind: 'https', host: web, port: 443, serverName: 'sts.contoso.test', path: '/' },
    'client-certificate': { kind: 'client-certificate', host: web, port: 49443, serverName: 'sts.contoso.test' },
    amqps: { kind: 'amqps', host: web, port: 5671, serverName: 'contoso.servicebus.windows.net' },
    'adfs-metadata': { kind: 'adfs-metadata', host: web, port: 443, serverName: 'sts.contoso.test' },
    'adfs-health': { kind: 'adfs-health', host: web, port: 80, path: '/adfs/probe', serverName: 'sts.contoso.test' },
    proxy: {
      kind: 'proxy',
      host: web,
      port: ports.tinyproxy,
      destination: { host: 'sts.contoso.test', port: 443 },
    },
    tcp: { kind: 'tcp', host, port: 389 },
  } as const satisfies Record<Probe['kind'], Probe>;
}

/** The kinds that travel over UDP. */
export const udpKinds: ReadonlySet<Probe['kind']> = new Set(['dns', 'kerberos-udp', 'kpasswd-udp', 'ntp', 'cldap']);
