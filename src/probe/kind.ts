/**
 * What can be asked of a host. Each kind has one prober, and a shell names it: `portolan runner probe ldap dc01…`.
 * `port` is where the kind is at home; `transport` is what it travels on.
 */
export const kinds = [
  { id: 'dns', port: 53, transport: 'udp', aliases: ['dns-udp'] },
  { id: 'dns-tcp', port: 53, transport: 'tcp', aliases: [] },
  { id: 'kerberos', port: 88, transport: 'tcp', aliases: ['kerberos-tcp', 'krb5', 'kdc'] },
  { id: 'kerberos-udp', port: 88, transport: 'udp', aliases: ['krb5-udp'] },
  { id: 'kpasswd', port: 464, transport: 'tcp', aliases: ['kpasswd-tcp'] },
  { id: 'kpasswd-udp', port: 464, transport: 'udp', aliases: [] },
  { id: 'ntp', port: 123, transport: 'udp', aliases: ['time', 'sntp'] },
  { id: 'ldap', port: 389, transport: 'tcp', aliases: [] },
  { id: 'ldaps', port: 636, transport: 'tcp', aliases: [] },
  { id: 'gc', port: 3268, transport: 'tcp', aliases: ['global-catalog'] },
  { id: 'gcs', port: 3269, transport: 'tcp', aliases: ['gc-tls'] },
  { id: 'cldap', port: 389, transport: 'udp', aliases: ['ldap-udp', 'netlogon'] },
  { id: 'rpc-mapper', port: 135, transport: 'tcp', aliases: ['ms-rpc', 'epm', 'endpoint-mapper'] },
  { id: 'rpc', port: 135, transport: 'tcp', aliases: ['rpc-dynamic', 'dynamic-rpc'] },
  { id: 'smb', port: 445, transport: 'tcp', aliases: ['smb2', 'cifs'] },
  { id: 'winrm', port: 5985, transport: 'tcp', aliases: ['wsman'] },
  { id: 'adws', port: 9389, transport: 'tcp', aliases: ['ad-web-services'] },
  { id: 'http', port: 80, transport: 'tcp', aliases: [] },
  { id: 'crl', port: 80, transport: 'tcp', aliases: [] },
  { id: 'https', port: 443, transport: 'tcp', aliases: ['tls'] },
  { id: 'client-certificate', port: 49443, transport: 'tcp', aliases: ['certificate-tls', 'certauth'] },
  { id: 'amqps', port: 5671, transport: 'tcp', aliases: ['amqp', 'service-bus'] },
  { id: 'adfs-metadata', port: 443, transport: 'tcp', aliases: ['federation-metadata'] },
  { id: 'adfs-health', port: 80, transport: 'tcp', aliases: ['adfs-probe'] },
  { id: 'proxy', port: 8080, transport: 'tcp', aliases: ['http-proxy', 'connect-proxy'] },
  { id: 'tcp', port: null, transport: 'tcp', aliases: [] },
] as const satisfies readonly {
  readonly id: string;
  readonly port: number | null;
  readonly transport: 'tcp' | 'udp';
  readonly aliases: readonly string[];
}[];

export type ProbeKind = (typeof kinds)[number]['id'];
export type KindFacts = (typeof kinds)[number];

/** The ids alone, for schemas and for sentences that list the legal values. */
export const kindIds: readonly ProbeKind[] = kinds.map(({ id }) => id);

/** The kind that a word names, by id or another name; null where it names none. */
export function kindNamed(word: string): KindFacts | null {
  const key = word.toLowerCase();
  return kinds.find(({ id, aliases }) => id === key || aliases.some((alias) => alias === key)) ?? null;
}

/** The facts of a kind. */
export function kindOf(id: ProbeKind): KindFacts {
  const found = kinds.find((kind) => kind.id === id);
  if (found === undefined) throw new TypeError(`no probe kind ${id}`);
  return found;
}
