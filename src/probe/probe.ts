import * as v from 'valibot';

/** Longest host name that DNS knows; an IPv6 address with its zone is shorter. */
const longestHost = 253;

const host = v.pipe(v.string(), v.minLength(1), v.maxLength(longestHost), v.regex(/^[A-Za-z0-9._:%-]+$/));
const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
/** A DNS name that is asked for or must be proven, such as `_ldap._tcp.dc._msdcs.corp.contoso.com` or `sts.contoso.com`. */
const dnsName = v.pipe(v.string(), v.minLength(1), v.maxLength(longestHost), v.regex(/^[A-Za-z0-9._-]+$/));
/** Absolute path of a URL, without control characters or blanks. */
const path = v.pipe(v.string(), v.maxLength(1_024), v.regex(/^\/[!-~]*$/));

const target = { host, port };

/**
 * One question to one port of one host: everything that a prober needs to know, and nothing that it could run.
 * `host` is a DNS name or an IPv4 or IPv6 address.
 */
export const probe = v.variant('kind', [
  v.strictObject({
    kind: v.picklist(['dns', 'dns-tcp']),
    ...target,
    /** What the DNS server is asked for. */
    question: dnsName,
    type: v.picklist(['A', 'AAAA', 'SRV', 'SOA']),
  }),
  v.strictObject({
    kind: v.picklist(['kerberos', 'kerberos-udp', 'kpasswd', 'kpasswd-udp']),
    ...target,
    /** The realm that is asked, upper case; null takes the domain part of `host`. */
    realm: v.nullable(dnsName),
  }),
  v.strictObject({
    kind: v.literal('cldap'),
    ...target,
    /** The domain whose controllers are asked for; null asks the server for its own. */
    domain: v.nullable(dnsName),
  }),
  v.strictObject({
    kind: v.picklist(['ldap', 'gc', 'rpc-mapper', 'rpc', 'smb', 'winrm', 'adws', 'tcp', 'ntp']),
    ...target,
  }),
  v.strictObject({
    kind: v.picklist(['ldaps', 'gcs', 'amqps', 'client-certificate', 'adfs-metadata']),
    ...target,
    /** The name that is sent as SNI and that the certificate must prove; null takes `host`. */
    serverName: v.nullable(dnsName),
  }),
  v.strictObject({
    kind: v.literal('https'),
    ...target,
    serverName: v.nullable(dnsName),
    /** What is fetched after the handshake; null stops at the handshake. */
    path: v.nullable(path),
  }),
  v.strictObject({
    kind: v.picklist(['http', 'crl', 'adfs-health']),
    ...target,
    path,
    /** The `Host` header where it is not `host`: a federation service behind a balancer. */
    serverName: v.nullable(dnsName),
  }),
  v.strictObject({
    kind: v.literal('proxy'),
    ...target,
    /** Where the proxy is asked to connect to. */
    destination: v.strictObject({ host, port }),
  }),
]);

export type Probe = v.InferOutput<typeof probe>;

/** Of one member of the union, what has the kinds that are asked for. */
type Narrowed<Member extends Probe, Kind extends Probe['kind']> = Member extends Probe
  ? Kind & Member['kind'] extends never
    ? never
    : Omit<Member, 'kind'> & { kind: Kind & Member['kind'] }
  : never;

/** The probes of one kind, or of some. */
export type ProbeOf<Kind extends Probe['kind']> = Narrowed<Probe, Kind>;
