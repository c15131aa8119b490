import * as v from 'valibot';

/*
 * What the other side said, as data. Everything here came from outside: texts are cut to a length where they are read,
 * lists to a count, and both are checked again by whoever receives them. Times are milliseconds since the epoch.
 */

/** Longest text that evidence holds. */
export const longestText = 512;
/** Most entries of a list in evidence. */
export const longestList = 64;

const text = v.pipe(v.string(), v.maxLength(longestText));
const optionalText = v.nullable(text);
const number = v.pipe(v.number(), v.finite());
const optionalNumber = v.nullable(number);
const flag = v.boolean();
const optionalFlag = v.nullable(flag);
const texts = v.pipe(v.array(text), v.maxLength(longestList));

/** A text from outside, cut to what evidence may hold. */
export function cut(raw: string): string {
  return raw.length <= longestText ? raw : `${raw.slice(0, longestText - 1)}…`;
}

/** A list from outside, cut to what evidence may hold. */
export function cutList<Item>(items: readonly Item[]): Item[] {
  return items.slice(0, longestList);
}

/** One certificate of a chain, leaf first. Names are as printed in it. */
export const certificate = v.object({
  subject: text,
  issuer: text,
  /** DNS names and IP addresses of the subject alternative name, without prefixes. */
  names: texts,
  notBefore: number,
  notAfter: number,
  serial: text,
  /** SHA-256 over the DER, upper-case hexadecimal with colons. */
  fingerprint: text,
  selfSigned: flag,
});
export type Certificate = v.InferOutput<typeof certificate>;

/** A TLS connection as it was agreed. */
export const tls = v.object({
  /** `TLSv1.3`. */
  protocol: text,
  cipher: text,
  alpn: optionalText,
  /** What the server sent, leaf first, completed by the trust store where it could be. */
  chain: v.pipe(v.array(certificate), v.maxLength(longestList)),
  /** Which store ends the chain: the roots that Node brings, those of the system alone, or none. */
  trustedBy: v.picklist(['bundled', 'system', 'none']),
  /** Whole days until the leaf expires; negative once it has. */
  daysLeft: number,
});
export type Tls = v.InferOutput<typeof tls>;

const rootDse = {
  defaultNamingContext: optionalText,
  rootDomainNamingContext: optionalText,
  dnsHostName: optionalText,
  isSynchronized: optionalFlag,
  isGlobalCatalogReady: optionalFlag,
  serverTime: optionalNumber,
  skewMs: optionalNumber,
};

/** What a protocol answered, by what it says rather than by who said it. */
export const evidence = v.variant('kind', [
  /** A plain connection: what the server said unasked, if anything. */
  v.object({ kind: v.literal('tcp'), banner: optionalText }),
  v.object({
    kind: v.literal('dns'),
    question: text,
    type: text,
    /** `NOERROR`, `NXDOMAIN`, `REFUSED`, … */
    rcode: text,
    addresses: texts,
    services: v.pipe(
      v.array(v.object({ host: text, port: number, priority: number, weight: number })),
      v.maxLength(longestList),
    ),
    authoritative: flag,
    /** The answer did not fit its datagram: whoever asks for this name needs TCP as well. */
    truncated: flag,
  }),
  v.object({
    kind: v.literal('kerberos'),
    /** RFC 4120 error number, 25 for a KDC that asks for pre-authentication; null where a ticket came back. */
    errorCode: optionalNumber,
    /** `KDC_ERR_PREAUTH_REQUIRED`. */
    errorName: optionalText,
    realm: optionalText,
    serverTime: optionalNumber,
    /** Server time less our own. */
    skewMs: optionalNumber,
  }),
  v.object({
    kind: v.literal('ntp'),
    stratum: number,
    /** 3 means that the server itself is not synchronized. */
    leap: number,
    referenceId: text,
    /** Server clock less our own, and the round trip, milliseconds. */
    offsetMs: number,
    delayMs: number,
  }),
  v.object({ kind: v.literal('ldap'), ...rootDse, tls: v.nullable(tls) }),
  v.object({
    kind: v.literal('cldap'),
    forest: text,
    domain: text,
    hostName: text,
    netbiosDomain: text,
    serverSite: text,
    clientSite: text,
    /** `pdc`, `gc`, `ldap`, `ds`, `kdc`, `timeserv`, `closest`, `writable`, … */
    flags: texts,
  }),
  v.object({
    kind: v.literal('rpc'),
    /** How many endpoints the mapper listed over TCP. */
    listed: number,
    /** The ports that matter to this field, each once by interface and port. */
    endpoints: v.pipe(
      v.array(
        v.object({
          /** `drsuapi`, `netlogon`, `lsarpc`, `samr`, … */
          name: text,
          uuid: text,
          port: number,
          /** What became of the port; null where only the mapper was asked. */
          verdict: v.nullable(
            v.picklist([
              'open',
              'open-wrong-service',
              'open-silent',
              'open-then-closed',
              'refused',
              'filtered',
              'unreachable',
              'error',
            ]),
          ),
        }),
      ),
      v.maxLength(longestList),
    ),
  }),
  v.object({
    kind: v.literal('smb'),
    /** `3.1.1`. */
    dialect: text,
    signingRequired: flag,
    serverTime: optionalNumber,
    skewMs: optionalNumber,
  }),
  v.object({
    kind: v.literal('winrm'),
    status: number,
    /** What `WWW-Authenticate` offers: `Negotiate`, `Kerberos`, … */
    schemes: texts,
    productVendor: optionalText,
    productVersion: optionalText,
  }),
  v.object({
    kind: v.literal('adws'),
    /** The record that answered the preamble. */
    answer: v.picklist(['upgrade-response', 'preamble-ack', 'fault']),
    /** A fault's URI, as .NET message framing names it. */
    fault: optionalText,
  }),
  v.object({
    kind: v.literal('http'),
    status: number,
    server: optionalText,
    location: optionalText,
    tls: v.nullable(tls),
  }),
  v.object({
    kind: v.literal('crl'),
    status: number,
    issuer: text,
    thisUpdate: number,
    nextUpdate: optionalNumber,
    bytes: number,
  }),
  v.object({ kind: v.literal('tls'), tls }),
  v.object({
    kind: v.literal('client-certificate'),
    asked: flag,
    /** Distinguished names of the authorities whose certificates are accepted; none means any. */
    authorities: texts,
    tls,
  }),
  v.object({
    kind: v.literal('amqp'),
    /** `AMQP 3 1 0 0`: protocol id and version that the server answered with. */
    header: text,
    tls,
  }),
  v.object({
    kind: v.literal('federation-metadata'),
    status: number,
    entityId: text,
    /** Certificates that sign tokens. */
    signing: v.pipe(
      v.array(v.object({ subject: text, notAfter: number, fingerprint: text })),
      v.maxLength(longestList),
    ),
    tls,
  }),
  v.object({
    kind: v.literal('proxy'),
    status: number,
    /** What `Proxy-Authenticate` offers, where it asks for credentials. */
    schemes: texts,
    via: optionalText,
  }),
]);

export type Evidence = v.InferOutput<typeof evidence>;

/** The evidence of one kind. */
export type EvidenceOf<Kind extends Evidence['kind']> = Extract<Evidence, { kind: Kind }>;
