import { isIP } from 'node:net';
import type { ProbeKind } from '../../probe/kind.ts';
import type { GivenOptions } from './probe-options.ts';

/** A host and a port as people write them together: `host:443`, `[::1]:443`; null where there are not both. */
export function splitHostPort(text: string): { readonly host: string; readonly port: number } | null {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  return host === undefined ? null : { host, port: Number(port) };
}

/** The domain of a host name: what follows its first label, or all of it where little would be left. */
function domainOf(host: string): string | null {
  if (isIP(host) !== 0) return null;
  const labels = host.replace(/\.$/, '').split('.');
  if (labels.length < 2) return null;
  return labels.length === 2 ? labels.join('.') : labels.slice(1).join('.');
}

/**
 * What a DNS server is asked where nobody says: for the domain controllers of a domain, which is what its clients need.
 * A server without a name is asked for the root, which every server can answer.
 */
function dnsFields(host: string, { question, type, domain = domainOf(host) ?? undefined }: GivenOptions): object {
  const asked = type?.toUpperCase();
  if (question !== undefined) return { question, type: asked ?? (question.startsWith('_') ? 'SRV' : 'A') };
  if (isIP(host) !== 0 && domain === undefined) return { question: '.', type: asked ?? 'SOA' };
  if (domain !== undefined && (asked ?? 'SRV') === 'SRV')
    return { question: `_ldap._tcp.dc._msdcs.${domain}`, type: 'SRV' };
  return { question: asked === 'SOA' ? (domain ?? host) : host, type: asked ?? 'A' };
}

/** The fields of a probe beyond host and port, by kind; not checked yet. */
export function fieldsOf(kind: ProbeKind, host: string, given: GivenOptions): object {
  const { 'server-name': serverName = null, path, realm, domain = null, destination } = given;
  switch (kind) {
    case 'dns':
    case 'dns-tcp':
      return dnsFields(host, given);
    case 'kerberos':
    case 'kerberos-udp':
    case 'kpasswd':
    case 'kpasswd-udp':
      return { realm: realm?.toUpperCase() ?? null };
    case 'cldap':
      return { domain };
    case 'ldaps':
    case 'gcs':
    case 'amqps':
    case 'client-certificate':
    case 'adfs-metadata':
      return { serverName };
    case 'https':
      return { serverName, path: path ?? null };
    case 'http':
    case 'crl':
      return { serverName, path: path ?? '/' };
    case 'adfs-health':
      return { serverName, path: path ?? '/adfs/probe' };
    case 'proxy':
      // Every sign-in to the cloud goes there.
      return { destination: splitHostPort(destination ?? 'login.microsoftonline.com:443') };
    case 'ldap':
    case 'gc':
    case 'rpc-mapper':
    case 'rpc':
    case 'smb':
    case 'winrm':
    case 'adws':
    case 'tcp':
    case 'ntp':
      return {};
  }
}
