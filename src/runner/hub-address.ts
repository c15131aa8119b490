import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** The host of a URL without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/** Whether a host is this machine, by name or address. */
export function isLoopback(host: string): boolean {
  const version = isIP(host);
  return version === 0 ? host === 'localhost' : loopback.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

/** An address that was read, or why it cannot be used. */
export type ReadAddress =
  | { readonly kind: 'address'; readonly url: URL }
  | { readonly kind: 'wrong'; readonly message: string };

/** Reads the address of a hub: https, or http where the hub is on this machine. A path before the hub's own is kept. */
export function readHubAddress(text: string): ReadAddress {
  const example = 'legal: an address such as https://bot.contoso.com';
  if (!URL.canParse(text)) return { kind: 'wrong', message: `“${text}” is no address of a hub; ${example}` };
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return { kind: 'wrong', message: `the address of a hub has no user, query or fragment; ${example}` };
  if (url.protocol === 'http:' && !isLoopback(hostOf(url)))
    return { kind: 'wrong', message: `http:// is for a hub on this machine alone; ${example}` };
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { kind: 'wrong', message: `${url.protocol}// leads to no hub; ${example}` };
  return { kind: 'address', url };
}

/** Where a path of the hub is: below the address that people gave. */
export function hubUrl(hub: URL, path: string): URL {
  return new URL(`${hub.pathname.replace(/\/+$/, '')}${path}`, hub);
}
