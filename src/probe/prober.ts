import type { Finding } from './outcome.ts';
import type { Probe, ProbeOf } from './probe.ts';
import type { Stopwatch } from './stopwatch.ts';

/** An HTTP proxy between us and the host. */
export interface ProxyHop {
  readonly host: string;
  readonly port: number;
  /** The whole value of `Proxy-Authorization`; null where the proxy asks for none. Never leaves the runner. */
  readonly authorization: string | null;
}

/** Authorities that end a chain, as PEM. */
export interface TrustStores {
  /** The roots that Node brings. */
  readonly bundled: readonly string[];
  /** Those of the operating system, an organisation's own among them. */
  readonly system: readonly string[];
}

/** What a prober stands on. One attempt has one ground. */
export interface Ground {
  /** The address to connect to, already resolved. */
  readonly address: string;
  /** How long one step (a connection, a handshake, an answer) may take, milliseconds. */
  readonly timeoutMs: number;
  /** Ends everything at the deadline of the job, or when it is cancelled. */
  readonly signal: AbortSignal;
  readonly stopwatch: Stopwatch;
  readonly proxy: ProxyHop | null;
  readonly trust: TrustStores;
  /** Wall clock, milliseconds since the epoch: what a server's clock is compared with. */
  now(): number;
}

/**
 * Proves one flow by a real exchange. Never throws for what the network or the other side does: that is a finding. Frees
 * every socket before it returns, and returns within a few steps' time even when the other side trickles.
 */
export type Prober<Kind extends Probe['kind'] = Probe['kind']> = (
  probe: ProbeOf<Kind>,
  ground: Ground,
) => Promise<Finding>;
