import type { ProbeKind } from '../../probe/kind.ts';
import { honoursProxy } from '../../probe/way.ts';

/** An option of `portolan runner probe` that takes a value. */
export interface ProbeOption {
  readonly name: string;
  readonly value: string;
  readonly summary: string;
  /** Whether it means anything to a kind. */
  concerns(kind: ProbeKind): boolean;
}

const amongst =
  (...kinds: readonly ProbeKind[]) =>
  (kind: ProbeKind): boolean =>
    kinds.includes(kind);

const everyKind = (): boolean => true;

/** The options with a value, in the order in which help lists them. */
export const probeOptions = [
  {
    name: 'server-name',
    value: 'NAME',
    summary: 'the name that the certificate must prove, or the Host field; else HOST',
    concerns: amongst(
      ...(['ldaps', 'gcs', 'https', 'client-certificate', 'amqps', 'adfs-metadata', 'http', 'crl'] as const),
      'adfs-health',
    ),
  },
  {
    name: 'path',
    value: '/P',
    summary: 'what is fetched; https stops at the handshake without it',
    concerns: amongst('http', 'https', 'crl', 'adfs-health'),
  },
  {
    name: 'realm',
    value: 'REALM',
    summary: 'the Kerberos realm; else the domain of HOST',
    concerns: amongst('kerberos', 'kerberos-udp', 'kpasswd', 'kpasswd-udp'),
  },
  {
    name: 'domain',
    value: 'DOMAIN',
    summary: 'the domain whose controllers are asked for; else that of HOST',
    concerns: amongst('cldap', 'dns', 'dns-tcp'),
  },
  {
    name: 'question',
    value: 'NAME',
    summary: 'what a DNS server is asked; else for the domain controllers of the domain of HOST',
    concerns: amongst('dns', 'dns-tcp'),
  },
  {
    name: 'type',
    value: 'A|AAAA|SRV|SOA',
    summary: 'the type of record; SRV for a name that starts with _, else A',
    concerns: amongst('dns', 'dns-tcp'),
  },
  {
    name: 'destination',
    value: 'HOST:PORT',
    summary: 'where a proxy is asked to connect to; else login.microsoftonline.com:443',
    concerns: amongst('proxy'),
  },
  {
    name: 'proxy',
    value: 'http://USER:PASS@HOST:PORT',
    summary: 'the HTTP proxy in between; user and password where it asks for them',
    // Asking a proxy itself takes its user and password from here.
    concerns: (kind) => honoursProxy(kind) || kind === 'proxy',
  },
  {
    name: 'timeout',
    value: 'MS',
    summary: 'how long one step may take; else 3500',
    concerns: everyKind,
  },
  { name: 'lang', value: 'en|nl', summary: 'the language of the answer; else that of the shell', concerns: everyKind },
] as const satisfies readonly ProbeOption[];

export type ProbeOptionName = (typeof probeOptions)[number]['name'];

/** Values of options that were given. */
export type GivenOptions = Readonly<Partial<Record<ProbeOptionName, string>>>;
