import assert from 'node:assert/strict';
import type { Outcome } from '../../../src/probe/outcome.ts';
import { asked, withVerdict } from '../asking.ts';
import { clearRules, setRules, untouched } from '../firewall.ts';

const ask = (host: string) => ({ kind: 'tcp', host, port: 443 }) as const;

/** Silence is silence after one second too, and nobody else is busy. */
const hasty = { timeoutMs: 1_000 };

describe('names', () => {
  afterEach(clearRules);
  const missing = ['nobody.contoso.test', 'text-only.contoso.test', 'www.example.org', 'dc9.corp.contoso.test'];
  let found: readonly Outcome[] = [];
  let silent: readonly Outcome[] = [];

  before(async () => {
    [found, silent] = await Promise.all([asked(missing.map(ask)), asked([ask('host.silent.test')], hasty)]);
  });

  it('that are not there, have no address, or are refused, are told apart', () => {
    const codes = found.map((outcome) => withVerdict(outcome, 'unresolved').code);
    assert.deepEqual(codes, ['ENOTFOUND', 'ENODATA', 'EREFUSED', 'ENOTFOUND']);
    assert.deepEqual(
      found.map((outcome) => withVerdict(outcome, 'unresolved').name),
      missing,
    );
  });

  it('whose server does not answer are tried twice', () => {
    const { code, attempts } = withVerdict(silent[0], 'unresolved');
    assert.deepEqual({ code, attempts }, { code: 'ETIMEOUT', attempts: 2 });
  });

  it('cannot be asked for where a firewall drops the questions or refuses them', async () => {
    const probes = [ask('sts.contoso.test')];
    await setRules({ through: ['iifname "cli" udp dport 53 drop'] });
    const [dropped] = await asked(probes, hasty);
    assert.deepEqual(await untouched(), []);
    await setRules({ through: ['iifname "cli" udp dport 53 reject with icmpx port-unreachable'] });
    const [refused] = await asked(probes);
    assert.deepEqual(await untouched(), []);
    assert.equal(withVerdict(dropped, 'unresolved').code, 'ETIMEOUT');
    assert.equal(withVerdict(refused, 'unresolved').code, 'ECONNREFUSED');
  });

  it('that only DNS lacks do not hide that the address answers', async () => {
    await setRules({ through: ['iifname "cli" udp dport 53 reject with icmpx port-unreachable'] });
    const [outcome] = await asked([ask('10.77.2.20')]);
    withVerdict(outcome, 'open');
  });
});
