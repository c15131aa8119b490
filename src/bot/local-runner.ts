import { tmpdir } from 'node:os';
import { roles } from '../catalog/role.ts';
import { linkOfFrames } from '../hub/frame-link.ts';
import type { Hub } from '../hub/hub.ts';
import { createPace } from '../probe/pace.ts';
import { createProve, defaultTimeoutMs } from '../probe/prove.ts';
import { createResolver } from '../probe/resolve/resolver.ts';
import { scope } from '../probe/scope/scope.ts';
import { pause } from '../probe/stopping.ts';
import { createTrust } from '../probe/trust.ts';
import { collectFacts } from '../runner/facts/collect.ts';
import { nodeParts } from '../runner/facts/node-parts.ts';
import { noJournal } from '../runner/journal.ts';
import { linkInMemory } from '../runner/link.ts';
import { createMemoryNonces } from '../runner/nonces.ts';
import { createMemoryOutbox } from '../runner/outbox.ts';
import { fixedPolicy } from '../runner/policy-source.ts';
import { createRunner } from '../runner/runner.ts';
import { localPolicy } from '../runner/usual-policy.ts';
import { createKeyPair, type KeyPair } from '../wire/keys.ts';

/** Its name among the runners. */
const localName = 'local';

/** What the local runner is made of. */
export interface LocalRunnerParts {
  readonly hub: Hub;
  readonly key: KeyPair;
  /** Of Portolan. */
  readonly version: string;
  now(): number;
  report(error: unknown): unknown;
}

/** A runner of the bot's own process. */
export interface LocalRunner {
  stop(): Promise<void>;
}

/**
 * Starts the runner `local`, which may probe this machine's loopback and nothing else, and waits until the hub knows it.
 * It goes the way of every other: signed jobs, policy, leases, results. Null when a real runner bears its name.
 */
export async function startLocalRunner(parts: LocalRunnerParts): Promise<LocalRunner | null> {
  const { hub, key: hubKey, version, now, report } = parts;
  const key = createKeyPair();
  const ids = roles.map(({ id }) => id);
  const id = await hub.adoptLocal({ name: localName, roles: ids, publicKey: key.publicKey });
  if (id === null) return null;
  const monotonic = () => performance.now();
  const ending = new AbortController();
  const connected = Promise.withResolvers<void>();
  const runner = createRunner({
    parties: {
      runner: id,
      key,
      hubKey: hubKey.publicKey,
      software: { portolan: version, node: process.versions.node, platform: process.platform, arch: process.arch },
    },
    open: linkInMemory((end) => hub.serve(linkOfFrames(end))),
    prove: createProve({
      resolver: createResolver({ servers: [], timeoutMs: defaultTimeoutMs, clock: monotonic }),
      pace: createPace(),
      trust: createTrust(),
      proxyFor: () => null,
      timeoutMs: defaultTimeoutMs,
      now,
      wait: pause,
    }),
    scope,
    policy: fixedPolicy(localPolicy(ids)),
    nonces: createMemoryNonces({ now }),
    outbox: createMemoryOutbox(),
    journal: noJournal,
    collectFacts: () =>
      collectFacts(
        nodeParts({ stateFolder: tmpdir(), windowsFolder: 'C:\\Windows', signal: ending.signal, skewMs: () => 0 }),
      ),
    now,
    monotonic,
    random: Math.random,
    told({ state }) {
      if (state !== 'connecting') connected.resolve();
    },
    fault: (error) => void report(error),
  });
  runner.start();
  await Promise.race([connected.promise, runner.done]);
  return {
    async stop() {
      ending.abort();
      await runner.stop();
    },
  };
}
