import { PortolanError } from '../errors.ts';
import type { TrustStores } from '../probe/prober.ts';
import type { Prove } from '../probe/prove.ts';
import type { HostFacts } from '../wire/facts.ts';
import type { Software } from '../wire/frames.ts';
import { createAuthorities } from './authorities.ts';
import { createSocketLinks, type Pulse, usualPulse } from './connection.ts';
import { type HubProxy, readConnectionSettings, readProxy } from './connection-settings.ts';
import { type Folder, makePrivateFolder } from './folder.ts';
import { readHubAddress } from './hub-address.ts';
import { type Identity, readCredentials } from './identity.ts';
import { openJournal } from './journal.ts';
import { openNonces } from './nonces.ts';
import { openOutbox } from './outbox.ts';
import type { Scope } from './permit.ts';
import { watchPolicy } from './policy-source.ts';
import { createRunner, type Runner, type Timing } from './runner.ts';
import type { RunnerStatus } from './state.ts';
import { isAlive, keepStatusFile, readStatusFile } from './status-file.ts';

/** What an enrolled runner stands on besides its folder. */
export interface FolderRunnerParts {
  readonly software: Software;
  readonly trust: TrustStores;
  readonly scope: Scope;
  /** Makes what proves flows, given the proxy that the runner itself goes through. */
  createProve(proxy: HubProxy | null): Prove;
  /** `skewMs` gives the hub's clock less ours, once it is known; `signal` aborts when the runner stops. */
  collectFacts(skewMs: () => number | null, signal: AbortSignal): Promise<HostFacts>;
  /** Milliseconds since the epoch, and of a clock that never goes back. */
  now(): number;
  monotonic(): number;
  /** In [0, 1). */
  random(): number;
  told(status: RunnerStatus): void;
  fault(error: unknown): void;
  readonly timing?: Partial<Timing>;
  readonly pulse?: Pulse;
}

/** A runner of a folder, ready to start. */
export interface FolderRunner {
  readonly identity: Identity;
  readonly runner: Runner;
  /** Puts everything away, once it ended. */
  close(): Promise<void>;
}

/** How long a connection to the hub may take, from name to TLS (milliseconds). */
const connectMs = 15_000;

/** Two in one folder would both take its jobs, and write over each other's memory of them. */
async function refuseSecond(folder: Folder, now: number): Promise<void> {
  const status = await readStatusFile(folder);
  if (status !== null && status.pid !== process.pid && isAlive(status, now))
    throw new PortolanError(
      'config-invalid',
      `A runner runs in ${folder.path} already, as process ${status.pid}`,
      'Stop that one first, or name another folder with --state.',
    );
}

/** Opens what an enrolled runner keeps on its disk, and makes the runner. Fails with what to do where it cannot run. */
export async function openFolderRunner(folder: Folder, parts: FolderRunnerParts): Promise<FolderRunner> {
  const { now, monotonic, fault } = parts;
  const { identity, key } = await readCredentials(folder);
  await makePrivateFolder(folder.path);
  await refuseSecond(folder, now());
  const settings = await readConnectionSettings(folder);
  const hub = readHubAddress(identity.hub);
  if (hub.kind === 'wrong') throw new PortolanError('config-invalid', hub.message, 'Enrol again with --replace.');
  const proxy = settings.proxy === null ? null : readProxy(settings.proxy);
  if (proxy?.kind === 'wrong')
    throw new PortolanError('config-invalid', `${folder.connection}: ${proxy.message}`, 'Enrol again with --replace.');
  const hop = proxy?.proxy ?? null;

  const ending = new AbortController();
  const journal = openJournal(folder.journal, { now });
  const nonces = await openNonces(folder.nonces, { now });
  const outbox = await openOutbox(folder.outbox, { now });
  const policy = await watchPolicy(folder.policy, { signal: ending.signal });
  const authorities = createAuthorities(parts.trust, settings.ca);
  const way = { proxy: hop, authorities, timeoutMs: connectMs };
  const { software, scope, random, timing = {}, pulse = usualPulse } = parts;

  const runner: Runner = createRunner({
    parties: { runner: identity.runner, key, hubKey: identity.hubKey, software },
    open: createSocketLinks(hub.url, way, pulse),
    prove: parts.createProve(hop),
    scope,
    policy,
    nonces,
    outbox,
    journal,
    collectFacts: () => parts.collectFacts(() => runner.status.skewMs, ending.signal),
    now,
    monotonic,
    random,
    timing,
    told(status) {
      parts.told(status);
      file.tell();
    },
    fault,
  });
  const file = keepStatusFile(folder, {
    portolan: software.portolan,
    startedAt: now(),
    now,
    status: () => runner.status,
    policyFault() {
      const read = policy.current();
      return read.kind === 'policy' ? null : (read.faults[0] ?? null);
    },
    fault,
  });
  return {
    identity,
    runner,
    async close() {
      ending.abort();
      await file.stop();
      await nonces.close();
      journal.close();
    },
  };
}
