import { isIP } from 'node:net';

/** A host that flows are proven against, and the names that it serves. */
export interface Target {
  /** A DNS name, or an IPv4 or IPv6 address. */
  readonly host: string;
  /** DNS name of the Active Directory domain, which is also the Kerberos realm; null takes what follows the host's own name. */
  readonly domain: string | null;
  /** `sts.contoso.com`: the name that AD FS and WAP answer to; null where it is not known. */
  readonly federationServiceName: string | null;
}

/** A host of which no more than the name is known. */
export function targetOf(host: string): Target {
  return { host, domain: null, federationServiceName: null };
}

/** The domain of a target, lower case; null for an address or a name of one label, which tell none. */
export function domainOf({ host, domain }: Target): string | null {
  if (domain !== null) return withoutDot(domain).toLowerCase();
  if (isIP(host) !== 0 || host.includes(':')) return null;
  const [, ...rest] = withoutDot(host).toLowerCase().split('.');
  return rest.length === 0 ? null : rest.join('.');
}

function withoutDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}
