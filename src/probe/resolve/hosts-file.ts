import { isIP } from 'node:net';

/** Where the operating system keeps its own list of names. */
export function hostsPath(platform: NodeJS.Platform): string {
  return platform === 'win32' ? 'C:\\Windows\\System32\\drivers\\etc\\hosts' : '/etc/hosts';
}

/** Addresses by name, names in lower case and without a dot at the end; the order of the file is kept. */
export type HostsFile = ReadonlyMap<string, readonly string[]>;

/** A name as it is compared: lower case, without the dot that ends a full name. */
export function comparable(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/**
 * Reads a hosts file: an address and its names on a line, `#` starts a remark (hosts(5)). Lines that say anything else
 * are passed over.
 */
export function parseHosts(content: string): HostsFile {
  const found = new Map<string, string[]>();
  for (const line of content.replace(/^\ufeff/, '').split(/\r?\n/)) {
    const [address = '', ...names] = (line.split('#', 1)[0] ?? '').trim().split(/\s+/);
    if (isIP(address) === 0) continue;
    for (const name of names.map(comparable)) {
      const known = found.get(name) ?? [];
      found.set(name, known);
      if (!known.includes(address)) known.push(address);
    }
  }
  return found;
}
