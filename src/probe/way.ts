import { isIP } from 'node:net';
import { authority } from './http/request.ts';
import type { ProbeKind } from './kind.ts';
import { done, ended, type Step } from './net/said.ts';
import { stopped } from './net/socket-error.ts';
import type { Finding } from './outcome.ts';
import type { Probe } from './probe.ts';
import type { ProxyHop } from './prober.ts';
import type { Resolver } from './resolve/resolution.ts';
import { unlessStopped } from './stopping.ts';
import { startStopwatch } from './stopwatch.ts';

/** One way to the host of a probe. */
export interface Way {
  /** What a prober connects to: an address, or through a proxy the name, which the proxy resolves. */
  readonly address: string;
  /** The proxy in between, by address; for a probe that asks a proxy itself, the one whose credentials we have, by name. */
  readonly proxy: ProxyHop | null;
  /** `host:port` of the proxy as it was named. */
  readonly via: string | null;
}

/** The ways to a host, the preferred one first. */
export type Ways = readonly [Way, ...Way[]];

const proxied: ReadonlySet<ProbeKind> = new Set([
  'http',
  'crl',
  'https',
  'client-certificate',
  'amqps',
  'adfs-metadata',
  'adfs-health',
]);

/**
 * Whether the clients of a kind honour an HTTP proxy. The others are spoken inside a network, where no proxy stands, and
 * `proxy` asks one itself.
 */
export function honoursProxy(kind: ProbeKind): boolean {
  return proxied.has(kind);
}

/**
 * One address of each family. Of several addresses behind a name the first is asked: another would hide that this one
 * fails.
 */
function oneOfEach(addresses: readonly string[]): readonly string[] {
  return [4, 6].flatMap((family) => addresses.filter((address) => isIP(address) === family).slice(0, 1));
}

/** The ways that the addresses of the host, or of the proxy before it, give; without any that is not permitted. */
function waysBy(
  { hop, own }: { readonly hop: ProxyHop | null; readonly own: ProxyHop | null },
  host: string,
  addresses: readonly string[],
  permits: (address: string) => boolean,
): Step<Ways> {
  // Through a proxy only an address that was asked for is known, and a name was permitted by whoever asked.
  const reached = hop === null ? addresses : isIP(host) === 0 ? [] : [host];
  const permitted = reached.filter(permits);
  if (reached.length > 0 && permitted.length === 0)
    return ended({ verdict: 'refused-by-policy', evidence: null, rule: 'host', detail: reached.join(', ') });
  const [first, ...others] =
    hop === null
      ? permitted.map((address): Way => ({ address, proxy: own, via: null }))
      : addresses.map((address): Way => {
          const via = authority(hop.host, hop.port);
          return { address: host, proxy: { ...hop, host: address }, via };
        });
  return first === undefined ? ended(unresolved(hop, hop?.host ?? host, 'ENODATA')) : done([first, ...others]);
}

/** A name that came to nothing. That of a proxy says nothing of what lies behind it. */
function unresolved(hop: ProxyHop | null, name: string, code: string): Finding {
  if (hop === null) return { verdict: 'unresolved', evidence: null, name, code };
  const detail = `the proxy ${authority(name, hop.port)} cannot be found: ${code}`;
  return { verdict: 'error', evidence: null, code: 'proxy-unreachable', detail };
}

/**
 * Finds the ways to the host of a probe, or the finding that there is none; and how long the name took (milliseconds,
 * null for an address).
 */
export async function findWays(
  probe: Probe,
  parts: { readonly resolver: Resolver; proxyFor(host: string, port: number): ProxyHop | null },
  { signal, permits }: { readonly signal: AbortSignal; permits(address: string): boolean },
): Promise<{ readonly ways: Step<Ways>; readonly resolveMs: number | null }> {
  const { host, port } = probe;
  const own = probe.kind === 'proxy' ? parts.proxyFor(probe.destination.host, probe.destination.port) : null;
  const hop = honoursProxy(probe.kind) ? parts.proxyFor(host, port) : null;
  const name = hop?.host ?? host;
  const stopwatch = startStopwatch();
  const found = await stopwatch.time('resolve', () => unlessStopped(parts.resolver.resolve(name), signal));
  const resolveMs = isIP(name) === 0 ? stopwatch.read().resolve : null;
  if (found === null) return { ways: ended(stopped(signal)), resolveMs };
  if (found.kind === 'unresolved') return { ways: ended(unresolved(hop, name, found.code)), resolveMs };
  return { ways: waysBy({ hop, own }, host, oneOfEach(found.addresses), permits), resolveMs };
}
