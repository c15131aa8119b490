import { type Text, text } from '../../catalog/text.ts';
import { kindOf, type ProbeKind } from '../kind.ts';
import type { Probe } from '../probe.ts';

/** What the protocol of a kind is called; the names are the same in every language. */
export const services = {
  dns: 'DNS',
  'dns-tcp': 'DNS',
  kerberos: 'Kerberos',
  'kerberos-udp': 'Kerberos',
  kpasswd: 'kpasswd',
  'kpasswd-udp': 'kpasswd',
  ntp: 'NTP',
  ldap: 'LDAP',
  ldaps: 'LDAPS',
  gc: 'Global Catalog',
  gcs: 'Global Catalog (TLS)',
  cldap: 'CLDAP',
  'rpc-mapper': 'RPC endpoint mapper',
  rpc: 'RPC',
  smb: 'SMB',
  winrm: 'WinRM',
  adws: 'AD Web Services',
  http: 'HTTP',
  crl: 'HTTP',
  https: 'HTTPS',
  'client-certificate': 'TLS',
  amqps: 'AMQPS',
  'adfs-metadata': 'AD FS',
  'adfs-health': 'AD FS',
  proxy: 'HTTP CONNECT',
  tcp: 'TCP',
} as const satisfies Record<ProbeKind, string>;

/** `tcp 636`. */
export function portOf({ kind, port }: Probe): string {
  return `${kindOf(kind).transport} ${port}`;
}

/** `tcp 636 on dc01`. */
export function placeOf(probe: Probe): Text {
  return text(`${portOf(probe)} on ${probe.host}`, `${portOf(probe)} op ${probe.host}`);
}

/** Longest text from outside that a sentence holds. */
const longest = 80;

/** A text from outside within a sentence: cut, and between quotation marks. Renderers escape it. */
export function quoted(raw: string): string {
  return `“${shortened(raw)}”`;
}

/** The same without quotation marks where it can only be a name: `Negotiate`, `drsuapi`, `TLSv1.1`. */
export function named(raw: string): string {
  return /^\w[\w.-]{0,40}$/.test(raw) ? raw : quoted(raw);
}

function shortened(raw: string): string {
  const characters = [...raw.slice(0, 4 * longest)];
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
}

/** `a, b and c`. */
export function listed(items: readonly string[]): Text {
  const last = items.at(-1) ?? '';
  if (items.length < 2) return { en: last, nl: last };
  const rest = items.slice(0, -1).join(', ');
  return text(`${rest} and ${last}`, `${rest} en ${last}`);
}

/** Sentences after each other; null where there are none. */
export function joined(sentences: readonly (Text | null)[]): Text | null {
  const said = sentences.filter((sentence) => sentence !== null);
  if (said.length === 0) return null;
  return { en: said.map(({ en }) => en).join(' '), nl: said.map(({ nl }) => nl).join(' ') };
}

/** Units of long times, large to small; English and Dutch write all but the hour alike. */
const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

function lastingIn(size: number): string {
  if (size < 999.5) return `${Number(size.toFixed(size < 10 ? 1 : 0))} ms`;
  const at = units.findIndex(([, unit]) => size >= unit);
  const [[big, whole], small] = [units[at] ?? units[3], units[at + 1]];
  if (small === undefined) return `${Number((size / whole).toFixed(1))} ${big}`;
  const rest = Math.floor((size % whole) / small[1]);
  return `${Math.floor(size / whole)} ${big}${rest === 0 ? '' : ` ${rest} ${small[0]}`}`;
}

/** A length of time as people read it, the sign left out: `12 ms`, `3.5 s`, `7 min 12 s`, `4 d 2 h`. */
export function lasting(ms: number): Text {
  const en = lastingIn(Math.abs(ms));
  return text(en, en.replace('.', ',').replace(/ h(?= |$)/, ' u'));
}
