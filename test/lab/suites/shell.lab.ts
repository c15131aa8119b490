import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { dc, directory, ports, proxyAccount, srv } from '../addresses.ts';
import { clearRules, setRules, untouched } from '../firewall.ts';
import { run } from '../run.ts';
import { insideOf, paper } from '../running.ts';

const portolan = fileURLToPath(new URL('../../../bin/portolan.js', import.meta.url));

/** What programs rely on. */
const answer = v.looseObject({
  verdict: v.string(),
  cause: v.string(),
  nextStep: v.nullable(v.string()),
  evidence: v.nullable(v.looseObject({ kind: v.string() })),
});

/** `portolan runner probe` on the client, with the trust stores of this machine: its status and what it prints. */
async function told(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const args = [portolan, 'runner', 'probe', ...words, '--lang', 'en'];
  const ran = await run(...insideOf('cli', process.execPath, args), {
    env: { ...process.env, ...env },
    timeoutMs: 30_000,
  });
  assert.equal(ran.stderr, '');
  return ran;
}

/** The same as a program reads it. */
async function probe(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout } = await told([...words, '--json'], env);
  return { status, ...v.parse(v.pipe(v.string(), v.parseJson(), answer), stdout) };
}

describe('portolan runner probe, on the client', () => {
  it('proves the directory by name and gives no next step', async () => {
    const { status, verdict, nextStep, evidence } = await probe(['ldap', directory.host]);
    assert.deepEqual({ status, verdict, nextStep }, { status: 0, verdict: 'open', nextStep: null });
    assert.equal(evidence?.['dnsHostName'], directory.host);
  });

  it('names the dynamic port that a firewall drops', async () => {
    await setRules({ through: ['iifname "cli" tcp dport 49153 drop'] });
    const { status, stdout } = await told(['rpc', dc.v4, '--timeout', '1000']);
    assert.deepEqual(await untouched(), []);
    await clearRules();
    assert.equal(status, 0);
    assert.match(stdout, /^filtered: 135 answers, but 49153 for drsuapi\b.* filtered\n/);
    assert.match(stdout, /\bOpen 49152-65535 towards 10\.77\.0\.10\b/);
  });

  it("takes the system's authorities into account, such as an organisation adds", async () => {
    const words = ['ldaps', directory.host];
    const without = await probe(words);
    const store = await probe(words, { SSL_CERT_FILE: paper('corporate/ca.pem') });
    assert.equal(without.verdict, 'certificate-invalid');
    assert.equal(store.verdict, 'open');
  });

  it('takes a service of Microsoft for intercepted whose root is none that Node brings', async () => {
    const words = ['https', 'login.microsoftonline.com'];
    const { verdict } = await probe(words, { SSL_CERT_FILE: paper('public/ca.pem') });
    assert.equal(verdict, 'intercepted');
  });

  it('goes through a proxy that wants credentials, and says so without them', async () => {
    const { user, password } = proxyAccount;
    const way = (account: string) => [
      'crl',
      'crl.contoso.test',
      '--path',
      '/valid.crl',
      '--proxy',
      `http://${account}${srv.v4}:${ports.squid}`,
    ];
    assert.equal((await probe(way(''))).verdict, 'proxy-blocked');
    assert.equal((await probe(way(`${user}:${password}@`))).verdict, 'open');
  });
});
