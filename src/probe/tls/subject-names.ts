import { isIP, SocketAddress } from 'node:net';
import { plainText } from '../ber/plain-text.ts';
import { readElement } from '../ber/read.ts';

/** The names of a subject alternative name (RFC 5280 section 4.2.1.6) that a server can be asked for by. */
export interface SubjectNames {
  /** In lower case, a wildcard as it stands. */
  readonly dns: readonly string[];
  /** In their shortest form. */
  readonly ips: readonly string[];
}

const dnsName = 0x82;
const ipAddress = 0x87;

/** Most names that are looked at. Public authorities stop at a hundred or two. */
const mostNames = 2_048;

/** The shortest form of an address, without its zone; null where it is none. */
function canonicalAddress(address: string): string | null {
  const bare = address.replace(/%.*$/, '');
  const family = isIP(bare);
  return family === 0 ? null : new SocketAddress({ address: bare, family: family === 6 ? 'ipv6' : 'ipv4' }).address;
}

function addressOf(bytes: Buffer): string | null {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length !== 16) return null;
  return canonicalAddress(bytes.toString('hex').replace(/.{4}(?=.)/g, '$&:'));
}

/** Reads the extension's content; no names where it is null or malformed. */
export function readAlternativeNames(extension: Buffer | null): SubjectNames {
  const dns: string[] = [];
  const ips: string[] = [];
  const content = readElement(extension ?? Buffer.alloc(0))?.content ?? Buffer.alloc(0);
  let name = readElement(content);
  for (let read = 0; name !== null && read < mostNames; read++) {
    const address = name.tag === ipAddress ? addressOf(name.content) : null;
    if (name.tag === dnsName) dns.push(plainText(name.content).toLowerCase());
    if (address !== null) ips.push(address);
    name = readElement(content, name.end);
  }
  return { dns, ips };
}

/**
 * Whether a presented name is the one that is asked for (RFC 9525 section 6.3): label by label, regardless of case. A
 * wildcard stands for exactly one label, and only as the whole of the leftmost one.
 */
function matches(presented: string, asked: string): boolean {
  if (!presented.startsWith('*.')) return presented === asked;
  const dot = asked.indexOf('.');
  return dot > 0 && presented.slice(1) === asked.slice(dot);
}

/** Whether the names prove a server, which is asked for by DNS name or by IP address. An address is proven by an address only. */
export function provesName({ dns, ips }: SubjectNames, serverName: string): boolean {
  const address = canonicalAddress(serverName);
  if (address !== null) return ips.includes(address);
  const asked = serverName.toLowerCase().replace(/\.$/, '');
  return dns.some((presented) => matches(presented.replace(/\.$/, ''), asked));
}
