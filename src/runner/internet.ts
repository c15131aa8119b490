import type { ScopeEntry } from '../probe/scope/scope.ts';

/**
 * Which hosts are on the internet: those that the catalog names, and what stands under the names that it leaves open. A
 * server that reaches its hub through a proxy reaches these through it, and everything else directly.
 */
export function createInternetHosts(entries: Iterable<ScopeEntry>): (host: string) => boolean {
  const hosts = new Set<string>();
  const suffixes = new Set<string>();
  for (const entry of entries) {
    for (const host of entry.hosts ?? []) hosts.add(host);
    for (const suffix of entry.under) suffixes.add(suffix);
  }
  return (host) => {
    const name = host.toLowerCase();
    return hosts.has(name) || [...suffixes].some((suffix) => name.endsWith(suffix));
  };
}
