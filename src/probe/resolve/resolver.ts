import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { askDns, askSystem } from './ask.ts';
import { comparable, type HostsFile, hostsPath, parseHosts } from './hosts-file.ts';
import type { Resolution, Resolver } from './resolution.ts';

/** How long answers are believed (milliseconds): the life of a batch of probes, and not so long that a change in DNS is missed. */
const keptMs = 30_000;
/** A name that is not there may be entered while somebody looks on. */
const keptMissingMs = 5_000;
/** Most names that are remembered; beyond, the oldest goes. */
const mostNames = 10_000;

interface Remembered {
  readonly resolution: Promise<Resolution>;
  /** By the monotonic clock; infinite while it is being asked. */
  until: number;
}

/**
 * A resolver that asks DNS itself, since the operating system's call blocks one of four threads for ten seconds a name
 * where DNS does not answer. In this order: a literal address, `localhost` (RFC 6761 section 6.3), the hosts file, DNS.
 * A name without a dot is left to the operating system, which alone knows the search list and the other ways to find one.
 *
 * The same name is asked once at a time and remembered shortly; a time-out is not remembered.
 */
export function createResolver(parts: {
  /** DNS servers, `address` or `address:port`; none takes the computer's own. */
  readonly servers: readonly string[];
  /** The longest that one name may take, milliseconds. */
  readonly timeoutMs: number;
  /** Monotonic, milliseconds. */
  clock(): number;
  readonly hostsFile?: string;
}): Resolver {
  const { servers, timeoutMs, clock } = parts;
  const hostsFile = parts.hostsFile ?? hostsPath(process.platform);
  const names = new Map<string, Remembered>();
  let hosts: { readonly content: Promise<HostsFile>; readonly until: number } | null = null;

  function readHosts(): Promise<HostsFile> {
    if (hosts === null || hosts.until <= clock()) {
      // A computer without the file, or one that does not show it, has no names of its own.
      const content = readFile(hostsFile, 'utf8').then(parseHosts, () => new Map());
      hosts = { content, until: clock() + keptMs };
    }
    return hosts.content;
  }

  async function find(name: string): Promise<Resolution> {
    if (name === 'localhost' || name.endsWith('.localhost'))
      return { kind: 'resolved', addresses: ['127.0.0.1', '::1'] };
    const own = (await readHosts()).get(name);
    if (own !== undefined) return { kind: 'resolved', addresses: byFamily(own) };
    if (!name.includes('.') && servers.length === 0) return askSystem(name, timeoutMs);
    return askDns(name, { servers, timeoutMs });
  }

  function remember(name: string): Promise<Resolution> {
    const resolution = find(name);
    const entry: Remembered = { resolution, until: Number.POSITIVE_INFINITY };
    const [oldest] = names.keys();
    if (names.size >= mostNames && oldest !== undefined) names.delete(oldest);
    names.set(name, entry);
    void resolution.then((found) => {
      entry.until = clock() + lifeOf(found);
      if (entry.until <= clock() && names.get(name) === entry) names.delete(name);
    });
    return resolution;
  }

  return {
    async resolve(host) {
      if (isIP(host) !== 0) return { kind: 'resolved', addresses: [host] };
      const name = comparable(host);
      const known = names.get(name);
      if (known !== undefined && known.until > clock()) return known.resolution;
      names.delete(name);
      return remember(name);
    },
  };
}

function lifeOf(found: Resolution): number {
  if (found.kind === 'resolved') return keptMs;
  return ['ENOTFOUND', 'ENODATA'].includes(found.code) ? keptMissingMs : 0;
}

function byFamily(addresses: readonly string[]): readonly string[] {
  return addresses.toSorted((a, b) => isIP(a) - isIP(b));
}
