import type { Probe } from '../../src/probe/probe.ts';

/** The federation service that the certificates of the hosts are for. */
export const federation = 'sts.contoso.com';

/** Where the revocation list and the metadata lie. */
export const paths = {
  list: '/contoso.crl',
  health: '/adfs/probe',
  metadata: '/FederationMetadata/2007-06/FederationMetadata.xml',
} as const;

const serverName = federation;
const realm = 'CORP.CONTOSO.COM';
const question = { question: '_ldap._tcp.dc._msdcs.corp.contoso.com', type: 'SRV' } as const;

/** The 22 flows that one host is asked: 17 over TCP and 5 over UDP, each with a real answer of its protocol. */
export function flowsOf(host: string): readonly Probe[] {
  return [
    { kind: 'dns', host, port: 53, ...question },
    { kind: 'dns-tcp', host, port: 53, ...question },
    { kind: 'kerberos', host, port: 88, realm },
    { kind: 'kerberos-udp', host, port: 88, realm },
    { kind: 'kpasswd', host, port: 464, realm },
    { kind: 'kpasswd-udp', host, port: 464, realm },
    { kind: 'ntp', host, port: 123 },
    { kind: 'ldap', host, port: 389 },
    { kind: 'cldap', host, port: 389, domain: 'corp.contoso.com' },
    { kind: 'ldaps', host, port: 636, serverName },
    { kind: 'gc', host, port: 3_268 },
    { kind: 'gcs', host, port: 3_269, serverName },
    { kind: 'rpc', host, port: 135 },
    { kind: 'smb', host, port: 445 },
    { kind: 'winrm', host, port: 5_985 },
    { kind: 'adws', host, port: 9_389 },
    { kind: 'crl', host, port: 80, path: paths.list, serverName: null },
    { kind: 'adfs-health', host, port: 80, path: paths.health, serverName: null },
    { kind: 'https', host, port: 443, serverName, path: '/' },
    { kind: 'adfs-metadata', host, port: 443, serverName },
    { kind: 'client-certificate', host, port: 49_443, serverName },
    { kind: 'amqps', host, port: 5_671, serverName },
  ];
}

/** The TCP ports of these flows, and the two that the endpoint mapper names: what a port scanner is pointed at. */
export const tcpPorts = [
  53, 80, 88, 135, 389, 443, 445, 464, 636, 3_268, 3_269, 5_671, 5_985, 9_389, 49_443, 49_664, 49_665,
] as const;
