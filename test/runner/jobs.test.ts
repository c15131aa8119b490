import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Prove } from '../../src/probe/prove.ts';
import { createMemoryNonces, openNonces } from '../../src/runner/nonces.ts';
import { fixedPolicy } from '../../src/runner/policy-source.ts';
import { localPolicy } from '../../src/runner/usual-policy.ts';
import { type Job, signCancellation } from '../../src/wire/job.ts';
import { createKeyPair } from '../../src/wire/keys.ts';
import { onRealSockets } from '../probe/ber/real-sockets.ts';
import { freshNonce, type HubConnection, jobFor, type ScriptedHub, startScriptedHub, until } from './scripted-hub.ts';
import { temporaryFolder } from './temporary-folder.ts';
import {
  everyFlow,
  openOutcome,
  proofs,
  quickTiming,
  type RunnerWishes,
  runnerId,
  startRunner,
  type TestRunner,
} from './test-runner.ts';

/** A hub and a runner that it has welcomed. */
interface Pair extends AsyncDisposable {
  readonly hub: ScriptedHub;
  readonly connection: HubConnection;
  readonly tested: TestRunner;
}

async function welcomed(wishes: RunnerWishes = {}): Promise<Pair> {
  const hub = await startScriptedHub();
  const tested = startRunner(hub, wishes);
  const connection = await hub.connection();
  await connection.greet();
  await connection.next('free');
  return {
    hub,
    connection,
    tested,
    async [Symbol.asyncDispose]() {
      await tested[Symbol.asyncDispose]();
      await hub[Symbol.asyncDispose]();
    },
  };
}

/** A prover that ends when the test says so, or with its signal. */
function heldProofs() {
  const ends: (() => void)[] = [];
  const prove: Prove = (_, { signal }) =>
    new Promise((resolve) => {
      const finish = () => resolve(openOutcome);
      ends.push(finish);
      signal.addEventListener('abort', () => {
        const late = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
        resolve({ ...openOutcome, verdict: 'error', code: late ? 'deadline' : 'cancelled', detail: '' });
      });
    });
  return { ends, proofs: proofs(prove) };
}

describe('jobs of a runner', () => {
  onRealSockets();

  it('are executed, and their outcome reported', async () => {
    await using pair = await welcomed();
    const job = jobFor(runnerId, pair.hub);
    pair.connection.send(pair.hub.sign(job));
    const result = await pair.connection.next('result');
    assert.equal(result.job, job.job);
    assert.equal(result.attempt, 1);
    assert.deepEqual(result.outcome, openOutcome);
    assert.deepEqual(pair.tested.proofs.asked, [{ kind: 'ldap', host: '127.0.0.1', port: 389 }]);
    const [line] = pair.tested.journal.of('probing');
    assert.deepEqual(line, {
      job: job.job,
      attempt: 1,
      flow: 'connect-dc-ldap',
      role: 'connect',
      kind: 'ldap',
      host: '127.0.0.1',
      port: 389,
      destination: null,
    });
    assert.equal(pair.tested.journal.of('probed')[0]?.['verdict'], 'open');
  });

  it('are executed none of, whichever byte of them is changed', async function () {
    this.timeout(60_000);
    await using pair = await welcomed();
    const signed = pair.hub.sign(jobFor(runnerId, pair.hub));
    let sent = 0;
    for (const field of ['payload', 'signature'] as const)
      for (let at = 0; at < signed[field].length; at++) {
        const text = signed[field];
        for (const bit of [1, 2, 32]) {
          const other = String.fromCharCode(text.charCodeAt(at) ^ bit);
          pair.connection.send({ ...signed, [field]: text.slice(0, at) + other + text.slice(at + 1) });
          sent += 1;
        }
        pair.connection.send({ ...signed, [field]: text.slice(0, at) + text.slice(at + 1) });
        pair.connection.send({ ...signed, [field]: `${text.slice(0, at)} ${text.slice(at)}` });
        sent += 2;
      }
    assert.ok(sent > 2_000, `${sent}`);
    // The job as it was signed comes last, and is the only one that is done.
    pair.connection.send(signed);
    await pair.connection.next('result');
    assert.equal(pair.tested.proofs.asked.length, 1);
    assert.equal(pair.tested.runner.status.jobs.done, 1);
    assert.ok(pair.tested.runner.status.jobs.rejected > 1_000);
  });

  /** Changes to one field of a job each. */
  const changes: { readonly [Field in keyof Job]: readonly unknown[] } = {
    version: [2],
    hub: ['another-hub'],
    runner: ['runner-2'],
    job: ['another-job'],
    attempt: [2, 0],
    nonce: [freshNonce(), 'short'],
    issuedAt: [0],
    expiresAt: [Date.now() + 3_600_000],
    deadlineMs: [600_000, 99, 600_001],
    flow: ['connect-dc-dns', ''],
    role: ['adfs', 'ADFS'],
    probe: [
      { kind: 'ldap', host: 'dc02.corp.contoso.com', port: 389 },
      { kind: 'ldap', host: '127.0.0.1', port: 390 },
      { kind: 'tcp', host: '127.0.0.1', port: 389 },
      { kind: 'shell', host: '127.0.0.1', port: 389 },
    ],
  };

  it('are executed none of, whichever field of them is changed under the signature', async () => {
    await using pair = await welcomed();
    const job = jobFor(runnerId, pair.hub);
    const { signature } = pair.hub.sign(job);
    let sent = 0;
    for (const [field, values] of Object.entries(changes))
      for (const value of values) {
        pair.connection.send({ type: 'job', payload: JSON.stringify({ ...job, [field]: value }), signature });
        sent += 1;
      }
    await until(() => pair.tested.runner.status.jobs.rejected === sent, `${sent} rejections`);
    assert.equal(pair.tested.proofs.asked.length, 0);
    assert.deepEqual([...new Set(pair.tested.journal.of('rejected').map(({ why }) => why))], ['bad-signature']);
  });

  it('are executed none of when another key signed them', async () => {
    await using pair = await welcomed();
    pair.connection.send(pair.hub.sign(jobFor(runnerId, pair.hub), createKeyPair()));
    const returned = await pair.connection.next('returned');
    assert.equal(returned.why, 'bad-signature');
    assert.equal(pair.tested.proofs.asked.length, 0);
  });

  it('are given back with the reason when they are for another runner or hub, expired, early or unknown', async () => {
    await using pair = await welcomed();
    const { hub, connection, tested } = pair;
    const now = Date.now();
    const cases: readonly (readonly [Partial<Job>, string])[] = [
      [{ runner: 'runner-2' }, 'other-runner'],
      [{ hub: 'another-hub' }, 'other-hub'],
      // A minute of difference between the clocks is accepted, and no more.
      [{ issuedAt: now - 130_000, expiresAt: now - 65_000 }, 'expired'],
      [{ issuedAt: now + 65_000, expiresAt: now + 130_000 }, 'not-yet-valid'],
    ];
    for (const [change, why] of cases) {
      const job = jobFor(runnerId, hub, change);
      connection.send(hub.sign(job));
      const returned = await connection.next('returned');
      assert.deepEqual(returned, { type: 'returned', jobs: [job.job], why });
    }
    assert.equal(tested.proofs.asked.length, 0);
    assert.deepEqual(
      tested.journal.of('rejected').map(({ why }) => why),
      cases.map(([, why]) => why),
    );
  });

  it('are accepted where the clocks differ by less than a minute', async () => {
    await using pair = await welcomed();
    const now = Date.now();
    pair.connection.send(
      pair.hub.sign(jobFor(runnerId, pair.hub, { issuedAt: now - 60_000, expiresAt: now - 40_000 })),
    );
    assert.equal((await pair.connection.next('result')).outcome.verdict, 'open');
    pair.connection.send(pair.hub.sign(jobFor(runnerId, pair.hub, { issuedAt: now + 40_000 })));
    assert.equal((await pair.connection.next('result')).outcome.verdict, 'open');
  });

  it('are executed once, however often they come', async () => {
    await using pair = await welcomed();
    const { hub, connection, tested } = pair;
    const job = jobFor(runnerId, hub);
    const signed = hub.sign(job);
    connection.send(signed);
    await connection.next('result');
    connection.send({ type: 'stored', job: job.job });
    await until(() => tested.runner.status.outbox === 0, 'an empty outbox');
    connection.send(signed);
    const returned = await connection.next('returned');
    assert.equal(returned.why, 'replayed');
    // The same nonce in another job is a replay as well.
    connection.send(hub.sign(jobFor(runnerId, hub, { nonce: job.nonce })));
    assert.equal((await connection.next('returned')).why, 'replayed');
    assert.equal(tested.proofs.asked.length, 1);
  });

  it('are executed once also when they come again over another connection, or to a runner that was started again', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'nonces.log');
    await using hub = await startScriptedHub();
    const signed = hub.sign(jobFor(runnerId, hub));
    {
      const nonces = await openNonces(file, { now: Date.now });
      await using tested = startRunner(hub, { nonces });
      const first = await hub.connection();
      await first.greet();
      first.send(signed);
      const { job } = await first.next('result');
      first.send({ type: 'stored', job });
      await until(() => tested.runner.status.outbox === 0, 'an empty outbox');
      first.cut();
      const second = await hub.connection();
      await second.greet();
      second.send(signed);
      assert.equal((await second.next('returned')).why, 'replayed');
      assert.equal(tested.proofs.asked.length, 1);
      await nonces.close();
    }
    const nonces = await openNonces(file, { now: Date.now });
    await using tested = startRunner(hub, { nonces });
    const third = await hub.connection();
    await third.greet();
    third.send(signed);
    assert.equal((await third.next('returned')).why, 'replayed');
    assert.equal(tested.proofs.asked.length, 0);
    await nonces.close();
  });

  it('are not executed where their nonce cannot be kept', async () => {
    await using pair = await welcomed({
      nonces: { claim: () => Promise.reject(new Error('ENOSPC')), close: async () => undefined },
    });
    pair.connection.send(pair.hub.sign(jobFor(runnerId, pair.hub)));
    assert.equal((await pair.connection.next('returned')).why, 'nonce-not-kept');
    assert.equal(pair.tested.proofs.asked.length, 0);
    assert.equal(pair.tested.faults.length, 1);
  });

  it('are not executed where no more nonces can be kept', async () => {
    await using pair = await welcomed({ nonces: createMemoryNonces({ now: Date.now, most: 1 }) });
    pair.connection.send(pair.hub.sign(jobFor(runnerId, pair.hub)));
    await pair.connection.next('result');
    pair.connection.send(pair.hub.sign(jobFor(runnerId, pair.hub)));
    assert.equal((await pair.connection.next('returned')).why, 'nonces-full');
    assert.equal(pair.tested.proofs.asked.length, 1);
  });

  it('are not executed where it cannot be put on record that they begin', async () => {
    await using pair = await welcomed({
      journal: {
        write(event) {
          if (event === 'probing') throw new Error('ENOSPC');
        },
        close: () => undefined,
      },
    });
    pair.connection.send(pair.hub.sign(jobFor(runnerId, pair.hub)));
    assert.match((await pair.connection.next('returned')).why, /journal/);
    assert.equal(pair.tested.proofs.asked.length, 0);
  });

  it('come back refused, by rule and detail, where the policy stands against them', async () => {
    await using pair = await welcomed();
    const job = jobFor(runnerId, pair.hub, { probe: { kind: 'ldap', host: 'dc01.corp.contoso.com', port: 389 } });
    pair.connection.send(pair.hub.sign(job));
    const { outcome } = await pair.connection.next('result');
    assert.deepEqual(outcome, {
      verdict: 'refused-by-policy',
      rule: 'host',
      detail: 'dc01.corp.contoso.com; this runner allows localhost, 127.0.0.0/8, ::1',
      evidence: null,
      address: null,
      via: null,
      attempts: 0,
      timings: { resolve: null, connect: null, tls: null, answer: null, total: 0 },
    });
    assert.equal(pair.tested.proofs.asked.length, 0);
    assert.equal(pair.tested.runner.status.jobs.refused, 1);
    assert.equal(pair.tested.journal.of('refused')[0]?.['rule'], 'host');
  });

  it('are all refused while the policy cannot be used, and the hub is shown that nothing is allowed', async () => {
    const broken = { kind: 'faults', faults: ['policy.json is missing'] } as const;
    await using pair = await welcomed({ policy: { current: () => broken, onChange: () => () => undefined } });
    const about = await pair.connection.next('about');
    assert.equal(about.policy.paused, true);
    assert.deepEqual(about.policy.hosts, []);
    pair.connection.send(pair.hub.sign(jobFor(runnerId, pair.hub)));
    const { outcome } = await pair.connection.next('result');
    assert.ok(outcome.verdict === 'refused-by-policy');
    assert.equal(outcome.rule, 'paused');
    assert.match(outcome.detail, /cannot be used: policy\.json is missing/);
    assert.equal(pair.tested.proofs.asked.length, 0);
  });

  it('are judged by the policy at their turn, and the hub is told when it changes', async () => {
    let read = { kind: 'policy', policy: localPolicy(['connect']) } as const;
    let changed = () => {};
    const policy = {
      current: () => read,
      onChange(listener: () => void) {
        changed = listener;
        return () => undefined;
      },
    };
    await using pair = await welcomed({ policy });
    assert.equal((await pair.connection.next('about')).policy.paused, false);
    read = { kind: 'policy', policy: { ...localPolicy(['connect']), paused: true } };
    changed();
    assert.equal((await pair.connection.next('about')).policy.paused, true);
    pair.connection.send(pair.hub.sign(jobFor(runnerId, pair.hub)));
    assert.equal((await pair.connection.next('result')).outcome.verdict, 'refused-by-policy');
  });

  it('wait for their turn where only the rate stands against them, and are refused where that comes too late', async () => {
    const policy = fixedPolicy({ ...localPolicy(['connect']), rate: { perMinute: 1, perHostPerMinute: 1 } });
    let passed = 0;
    await using pair = await welcomed({ policy, monotonic: () => performance.now() + passed });
    const { hub, connection, tested } = pair;
    connection.send(hub.sign(jobFor(runnerId, hub)));
    await connection.next('result');
    const patient = jobFor(runnerId, hub, { expiresAt: Date.now() + 600_000 });
    connection.send(hub.sign(patient));
    await until(() => tested.runner.status.held === 1, 'a job that waits');
    assert.equal(tested.proofs.asked.length, 1);
    passed = 60_000;
    connection.send(hub.sign(jobFor(runnerId, hub, { expiresAt: Date.now() + 2_000 })));
    const results = [await connection.next('result'), await connection.next('result')];
    assert.equal(results.find(({ job }) => job === patient.job)?.outcome.verdict, 'open');
    const refused = results.find(({ job }) => job !== patient.job)?.outcome;
    assert.ok(refused?.verdict === 'refused-by-policy');
    assert.equal(refused.rule, 'rate');
    assert.equal(refused.detail, 'this runner allows 1 a minute');
  });

  it('lets names lead to no address that the policy does not list', async () => {
    const verdicts: boolean[] = [];
    const policy = fixedPolicy({ ...localPolicy(['connect']), hosts: ['dc01.corp.contoso.com'] });
    const asking = proofs(async (_, { permits }) => {
      verdicts.push(permits('10.0.0.1'), permits('127.0.0.1'), permits('169.254.169.254'), permits('::1'));
      return openOutcome;
    });
    await using pair = await welcomed({ policy, proofs: asking });
    pair.connection.send(
      pair.hub.sign(jobFor(runnerId, pair.hub, { probe: { kind: 'ldap', host: 'DC01.corp.contoso.com.', port: 389 } })),
    );
    await pair.connection.next('result');
    assert.deepEqual(verdicts, [true, false, false, false]);
  });

  it('end at their deadline, as the verdict error that says so', async () => {
    const patient = proofs(
      (_, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            const late = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
            resolve({ ...openOutcome, verdict: 'error', code: late ? 'deadline' : 'cancelled', detail: '' });
          });
        }),
    );
    await using pair = await welcomed({ proofs: patient });
    pair.connection.send(pair.hub.sign(jobFor(runnerId, pair.hub, { deadlineMs: 100 })));
    const { outcome } = await pair.connection.next('result');
    assert.ok(outcome.verdict === 'error');
    assert.equal(outcome.code, 'deadline');
  });

  it('come to the verdict error where the prober throws, or finds what cannot be said', async () => {
    let nth = 0;
    const bad = proofs(async () => {
      nth += 1;
      if (nth === 1) throw new Error('a slip');
      return { ...openOutcome, attempts: -1 };
    });
    await using pair = await welcomed({ proofs: bad });
    for (const fault of [/a slip/, /cannot be said: attempts/]) {
      pair.connection.send(pair.hub.sign(jobFor(runnerId, pair.hub)));
      const { outcome } = await pair.connection.next('result');
      assert.ok(outcome.verdict === 'error');
      assert.equal(outcome.code, 'internal');
      assert.match(String(pair.tested.faults.at(-1)), fault);
    }
  });

  it('are cancelled by a signed word of the hub, running or waiting, and by no other', async () => {
    const held = heldProofs();
    await using pair = await welcomed({ proofs: held.proofs, limits: { concurrency: 1, perHost: 1 } });
    const { hub, connection, tested } = pair;
    const [running, waiting] = [jobFor(runnerId, hub), jobFor(runnerId, hub)];
    connection.send(hub.sign(running));
    connection.send(hub.sign(waiting));
    await until(() => tested.runner.status.held === 2, 'two jobs');
    const cancel = (job: string, changes = {}, key = hub.key) => {
      const content = { version: 1, hub: hub.id, runner: runnerId, job, issuedAt: Date.now(), ...changes } as const;
      connection.send({ type: 'cancel', ...signCancellation(content, key) });
    };
    cancel(running.job, {}, createKeyPair());
    cancel(running.job, { runner: 'runner-2' });
    cancel(running.job, { hub: 'another-hub' });
    await until(() => tested.runner.status.jobs.rejected === 3, 'three rejections');
    assert.equal(tested.runner.status.held, 2);
    cancel(waiting.job);
    const first = await connection.next('result');
    assert.equal(first.job, waiting.job);
    assert.ok(first.outcome.verdict === 'error');
    assert.equal(first.outcome.code, 'cancelled');
    cancel(running.job);
    const second = await connection.next('result');
    assert.equal(second.job, running.job);
    assert.ok(second.outcome.verdict === 'error');
    assert.equal(second.outcome.code, 'cancelled');
    assert.equal(tested.proofs.asked.length, 1);
  });

  it('are cancelled even when the word comes right behind them', async () => {
    const held = heldProofs();
    await using folder = await temporaryFolder();
    const nonces = await openNonces(join(folder.path, 'nonces.log'), { now: Date.now });
    await using pair = await welcomed({ proofs: held.proofs, nonces });
    const job = jobFor(runnerId, pair.hub);
    pair.connection.send(pair.hub.sign(job));
    const content = { version: 1, hub: pair.hub.id, runner: runnerId, job: job.job, issuedAt: Date.now() } as const;
    pair.connection.send({ type: 'cancel', ...signCancellation(content, pair.hub.key) });
    const { outcome } = await pair.connection.next('result');
    assert.ok(outcome.verdict === 'error');
    assert.equal(outcome.code, 'cancelled');
    await nonces.close();
  });

  it('run so many at once and no more, of them so many against one host', async () => {
    const held = heldProofs();
    await using pair = await welcomed({
      proofs: held.proofs,
      limits: { concurrency: 4, perHost: 2 },
      scope: everyFlow,
    });
    const { hub, connection, tested } = pair;
    const probe = (host: string) => ({ kind: 'tcp', host, port: 1 }) as const;
    for (const host of ['127.0.0.1', '127.0.0.1', '127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.4'])
      connection.send(hub.sign(jobFor(runnerId, hub, { probe: probe(host) })));
    await until(() => tested.runner.status.held === 6, 'six jobs');
    assert.deepEqual(
      tested.proofs.asked.map(({ host }) => host),
      ['127.0.0.1', '127.0.0.1', '127.0.0.2', '127.0.0.3'],
    );
    held.ends[0]?.();
    await until(() => tested.proofs.asked.length === 5, 'the next job');
    assert.equal(tested.proofs.asked[4]?.host, '127.0.0.1');
  });

  it('are mentioned while they run, so that their leases go on', async () => {
    const held = heldProofs();
    await using pair = await welcomed({ proofs: held.proofs });
    const job = jobFor(runnerId, pair.hub);
    pair.connection.send(pair.hub.sign(job));
    assert.deepEqual((await pair.connection.next('working')).jobs, [job.job]);
    assert.deepEqual((await pair.connection.next('working')).jobs, [job.job]);
    held.ends[0]?.();
    await pair.connection.next('result');
  });

  it('leave room for others when they end', async () => {
    const held = heldProofs();
    await using pair = await welcomed({ proofs: held.proofs, limits: { concurrency: 2, perHost: 5 } });
    const { hub, connection } = pair;
    connection.send(hub.sign(jobFor(runnerId, hub)));
    connection.send(hub.sign(jobFor(runnerId, hub)));
    await until(() => held.ends.length === 2, 'two probes');
    // The hub knows that it has used both places up, so that nothing needs to be said.
    assert.equal(connection.frames.filter(({ type }) => type === 'free').length, 1);
    held.ends[0]?.();
    assert.equal((await connection.next('free')).jobs, 1);
  });

  it('that come again while they run are not run twice, and their result answers the newest attempt', async () => {
    const held = heldProofs();
    await using pair = await welcomed({ proofs: held.proofs });
    const { hub, connection, tested } = pair;
    const job = jobFor(runnerId, hub);
    connection.send(hub.sign(job));
    await until(() => held.ends.length === 1, 'the probe');
    connection.send(hub.sign({ ...job, attempt: 2, nonce: freshNonce() }));
    await connection.next('working');
    held.ends[0]?.();
    const result = await connection.next('result');
    assert.equal(result.attempt, 2);
    assert.equal(tested.proofs.asked.length, 1);
  });

  it('that come again while their result is kept are answered with it', async () => {
    await using pair = await welcomed({ timing: { ...quickTiming, againAfterMs: 60_000 } });
    const { hub, connection, tested } = pair;
    const job = jobFor(runnerId, hub);
    connection.send(hub.sign(job));
    await connection.next('result');
    connection.send(hub.sign({ ...job, attempt: 2, nonce: freshNonce() }));
    const again = await connection.next('result');
    assert.deepEqual([again.job, again.attempt], [job.job, 2]);
    assert.equal(tested.proofs.asked.length, 1);
  });

  it('are not lost on what is no frame', async () => {
    await using pair = await welcomed();
    for (const text of ['', 'null', '[]', '{"type":"job"}', '{"type":"shell","command":"id"}', '{', '\u0000'])
      pair.connection.sendText(text);
    pair.connection.send(pair.hub.sign(jobFor(runnerId, pair.hub)));
    await pair.connection.next('result');
    assert.equal(pair.tested.journal.of('rejected').length, 7);
  });
});
