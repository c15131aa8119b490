import { createSecureContext } from 'node:tls';
import type { Outcome } from '../../src/probe/outcome.ts';
import type { Prove } from '../../src/probe/prove.ts';
import { createSocketLinks, type Pulse } from '../../src/runner/connection.ts';
import type { Journal, JournalEvent, JournalFields } from '../../src/runner/journal.ts';
import { createMemoryNonces } from '../../src/runner/nonces.ts';
import { createMemoryOutbox } from '../../src/runner/outbox.ts';
import type { Scope } from '../../src/runner/permit.ts';
import { fixedPolicy } from '../../src/runner/policy-source.ts';
import { createRunner, type Runner, type RunnerParts, type Timing } from '../../src/runner/runner.ts';
import { localPolicy } from '../../src/runner/usual-policy.ts';
import type { HostFacts } from '../../src/wire/facts.ts';
import { createKeyPair, type KeyPair } from '../../src/wire/keys.ts';

/** A catalog that knows every flow, and no host. */
export const everyFlow: Scope = { flowOf: () => true, portOf: () => true, hostOf: () => false };

/** What a port that speaks its protocol comes to. */
export const openOutcome: Outcome = {
  verdict: 'open',
  evidence: { kind: 'tcp', banner: null },
  address: '127.0.0.1',
  via: null,
  attempts: 1,
  timings: { resolve: null, connect: 0.2, tls: null, answer: null, total: 0.3 },
};

export const someFacts: HostFacts = {
  collectedAt: 1_800_000_000_000,
  hostName: 'adfs01',
  fullName: null,
  operatingSystem: { platform: 'linux', name: 'Debian GNU/Linux 12', version: '12' },
  cpu: { model: 'none', cores: 2, mhz: null },
  memory: { totalBytes: 4_000_000_000, freeBytes: 1_000_000_000 },
  disks: [],
  timeZone: 'Europe/Amsterdam',
  skewMs: null,
  nodeVersion: '24.0.0',
  startedAt: null,
  windows: null,
};

/** A journal that a test can read. */
export interface MemoryJournal extends Journal {
  readonly lines: readonly { readonly event: JournalEvent; readonly fields: JournalFields }[];
  of(event: JournalEvent): readonly JournalFields[];
}

export function memoryJournal(): MemoryJournal {
  const lines: { readonly event: JournalEvent; readonly fields: JournalFields }[] = [];
  return {
    lines,
    of: (event) => lines.filter((line) => line.event === event).map(({ fields }) => fields),
    write: (event, fields) => lines.push({ event, fields }),
    close: () => undefined,
  };
}

/** A prover that a test steers: it counts, and answers as it is told. */
export interface Proofs {
  readonly prove: Prove;
  readonly asked: readonly Parameters<Prove>[0][];
}

export function proofs(answer: Prove = async () => openOutcome): Proofs {
  const asked: Parameters<Prove>[0][] = [];
  return {
    asked,
    prove(probe, options) {
      asked.push(probe);
      return answer(probe, options);
    },
  };
}

/** Waits of a few milliseconds where the runner has seconds. */
export const quickTiming: Timing = {
  backoff: { baseMs: 5, capMs: 20 },
  replacedMs: 200,
  handshakeMs: 2_000,
  workingEveryMs: 40,
  againAfterMs: 60,
  factsEveryMs: 60_000,
  drainMs: 300,
  flushMs: 30,
};

export const runnerId = 'runner-1';

/** A way to a hub on loopback that needs no authority. */
export const plainWay = { proxy: null, authorities: createSecureContext(), timeoutMs: 2_000 } as const;

/** A runner under test, ended with the test. */
export interface TestRunner extends AsyncDisposable {
  readonly runner: Runner;
  readonly key: KeyPair;
  readonly proofs: Proofs;
  readonly journal: MemoryJournal;
  readonly faults: readonly unknown[];
}

export interface RunnerWishes extends Partial<RunnerParts> {
  readonly key?: KeyPair;
  readonly pulse?: Pulse;
  readonly proofs?: Proofs;
}

/** Starts a runner of the hub with this address and public key, all in memory unless told otherwise. */
export function startRunner(hub: { readonly url: URL; readonly key: KeyPair }, wishes: RunnerWishes = {}): TestRunner {
  const { key = createKeyPair(), pulse, proofs: steered = proofs() } = wishes;
  const journal = memoryJournal();
  const faults: unknown[] = [];
  const runner = createRunner({
    parties: {
      runner: runnerId,
      key,
      hubKey: hub.key.publicKey,
      software: { portolan: '0.0.0', node: '24.0.0', platform: 'linux', arch: 'x64' },
    },
    open: createSocketLinks(hub.url, plainWay, pulse),
    prove: steered.prove,
    scope: everyFlow,
    policy: fixedPolicy(localPolicy(['connect', 'adfs'])),
    nonces: createMemoryNonces({ now: Date.now }),
    outbox: createMemoryOutbox(),
    journal,
    collectFacts: async () => someFacts,
    now: Date.now,
    monotonic: () => performance.now(),
    random: Math.random,
    fault: (error) => faults.push(error),
    timing: quickTiming,
    ...wishes,
  });
  runner.start();
  return {
    runner,
    key,
    proofs: steered,
    journal,
    faults,
    [Symbol.asyncDispose]: () => runner.stop(),
  };
}
