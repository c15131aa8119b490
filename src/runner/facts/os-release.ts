import { plainOrNull } from './plain.ts';

/** What a Linux distribution says of itself; null where it does not. */
export interface Distribution {
  readonly name: string | null;
  readonly version: string | null;
}

/** A value as a shell would read it: quotes taken off, and the backslashes within double quotes (os-release(5)). */
function unquoted(raw: string): string {
  const text = raw.trim();
  if (/^'.*'$/s.test(text)) return text.slice(1, -1);
  return /^".*"$/s.test(text) ? text.slice(1, -1).replace(/\\(["$`\\])/g, '$1') : text;
}

/** Reads `/etc/os-release`: lines `KEY=value`, the last one of a key counting. Lines that are none are passed over. */
export function readOsRelease(file: string): Distribution {
  const values = new Map<string, string>();
  for (const line of file.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const at = line.indexOf('=');
    if (at > 0) values.set(line.slice(0, at).trim(), unquoted(line.slice(at + 1)));
  }
  return {
    name: plainOrNull(values.get('PRETTY_NAME')) ?? plainOrNull(values.get('NAME')),
    version: plainOrNull(values.get('VERSION_ID')),
  };
}

/**
 * The full name of this host: the host name where it has a domain already, else the name that `/etc/hosts` puts before it
 * (hosts(5): address, canonical name, aliases); null where that has none either.
 */
export function fullNameOf(hostName: string, hosts: string | null): string | null {
  if (hostName.includes('.')) return plainOrNull(hostName);
  const wanted = hostName.toLowerCase();
  for (const line of hosts?.split('\n') ?? []) {
    const [, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    const full = names.find((name) => name.toLowerCase().startsWith(`${wanted}.`));
    if (full !== undefined && !/^localhost\./i.test(full)) return plainOrNull(full);
  }
  return null;
}
