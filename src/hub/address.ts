import { isIPv6 } from 'node:net';

/** An IPv4 address as an IPv6 socket shows it. */
const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** The address of the other side, for people: IPv4 as such where the socket speaks IPv6. */
export function plainAddress(address: string | undefined): string {
  return address === undefined ? 'unknown' : (mapped.exec(address)?.[1] ?? address);
}

/**
 * Who counts as one caller: an IPv4 address, or the /64 network of an IPv6 one, since whoever has one address of it has
 * them all (RFC 6177).
 */
export function callerOf(address: string | undefined): string {
  const plain = plainAddress(address);
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = (plain.split('%')[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
