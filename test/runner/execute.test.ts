import assert from 'node:assert/strict';
import type { Certificate, Tls } from '../../src/probe/evidence.ts';
import type { Outcome } from '../../src/probe/outcome.ts';
import type { Prove } from '../../src/probe/prove.ts';
import { execute } from '../../src/runner/execute.ts';
import { shortened } from '../../src/runner/shortened.ts';
import { longestMessage } from '../../src/wire/version.ts';
import { jobFor } from './scripted-hub.ts';
import { openOutcome, runnerId } from './test-runner.ts';

const job = jobFor(runnerId, { id: 'hub' }, { deadlineMs: 100 });

/** Executes a job with this prover, in peace and quiet. */
async function executed(prove: Prove, changes: Partial<typeof job> = {}, now = Date.now) {
  const faults: string[] = [];
  const outcome = await execute(
    { ...job, ...changes },
    {
      prove,
      permits: () => true,
      signal: new AbortController().signal,
      now,
      fault: (error) => faults.push(String(error)),
      graceMs: 30,
    },
  );
  return { outcome, faults };
}

describe('the execution of a job', () => {
  it('gives a prober up that does not end after its deadline', async () => {
    const { outcome, faults } = await executed(() => new Promise(() => undefined));
    assert.ok(outcome.verdict === 'error');
    assert.equal(outcome.code, 'deadline');
    assert.deepEqual(faults, ['Error: ldap went on after its deadline']);
  });

  it('lasts no longer than the job is good for', async () => {
    const ended: boolean[] = [];
    const patient: Prove = (_, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          ended.push(signal.reason instanceof Error && signal.reason.name === 'TimeoutError');
          resolve(openOutcome);
        });
      });
    const expiresAt = Date.now() - 59_990;
    await executed(patient, { deadlineMs: 600_000, expiresAt });
    assert.deepEqual(ended, [true]);
  });

  it('bears a prober that throws before it promises anything', async () => {
    const { outcome, faults } = await executed(() => {
      throw new Error('at once');
    });
    assert.ok(outcome.verdict === 'error');
    assert.equal(outcome.code, 'internal');
    assert.deepEqual(faults, ['Error: at once']);
  });
});

const text = 'x'.repeat(512);
const certificate: Certificate = {
  subject: text,
  issuer: text,
  names: Array.from({ length: 64 }, () => text),
  notBefore: 0,
  notAfter: 1,
  serial: text,
  fingerprint: text,
  selfSigned: false,
};
const tls: Tls = {
  protocol: 'TLSv1.3',
  cipher: text,
  alpn: null,
  chain: Array.from({ length: 64 }, () => certificate),
  trustedBy: 'none',
  daysLeft: -1,
};

describe('an outcome that is too long for a message', () => {
  const { address, via, attempts, timings } = openOutcome;
  const base = { address, via, attempts, timings };

  it('keeps its verdict and loses its evidence', () => {
    const long: Outcome = { verdict: 'open', evidence: { kind: 'tls', tls }, ...base };
    assert.ok(JSON.stringify(long).length > longestMessage);
    assert.deepEqual(shortened(long, longestMessage), { verdict: 'open', evidence: null, ...base });
  });

  it('keeps the leaf where the verdict is about the certificate', () => {
    const long: Outcome = {
      verdict: 'certificate-invalid',
      evidence: { kind: 'tls', tls },
      rules: ['expired'],
      expected: 'sts.contoso.com',
      tls,
      ...base,
    };
    const short = shortened(long, longestMessage);
    assert.ok(short.verdict === 'certificate-invalid');
    assert.deepEqual(short.rules, ['expired']);
    assert.equal(short.tls.chain.length, 1);
    assert.equal(short.tls.chain[0]?.names.length, 8);
    assert.ok(JSON.stringify(short).length < 16_384);
  });

  it('is left as it is where it fits', () => {
    assert.equal(shortened(openOutcome, longestMessage), openOutcome);
  });

  it('is shortened before it is sent', async () => {
    const long: Outcome = { verdict: 'open', evidence: { kind: 'tls', tls }, ...base };
    const { outcome } = await executed(async () => long);
    assert.equal(outcome.verdict, 'open');
    assert.equal(outcome.evidence, null);
  });
});
