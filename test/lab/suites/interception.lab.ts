import assert from 'node:assert/strict';
import type { Outcome } from '../../../src/probe/outcome.ts';
import type { Probe } from '../../../src/probe/probe.ts';
import { internet, ports, srv } from '../addresses.ts';
import { asked, evidenceOf, openWith, withVerdict } from '../asking.ts';
import { clearRules, setRules, untouched } from '../firewall.ts';
import { families } from '../questions.ts';
import { must } from '../run.ts';
import { insideOf, paper } from '../running.ts';

/** TLS to the internet, and to the federation service, goes to mitmproxy on the firewall. */
const redirect = ['443', '5671'].flatMap((port) => [
  `iifname "cli" ip daddr { ${internet.v4}, ${srv.v4} } tcp dport ${port} redirect to :${ports.inspection}`,
  `iifname "cli" ip6 daddr { ${internet.v6}, ${srv.v6} } tcp dport ${port} redirect to :${ports.inspection}`,
]);

const microsoft = 'login.microsoftonline.com';
const serviceBus = 'contoso.servicebus.windows.net';

const questions: readonly Probe[] = families.flatMap((family): readonly Probe[] => [
  { kind: 'https', host: family.of(internet), port: 443, serverName: microsoft, path: '/' },
  { kind: 'amqps', host: family.of(srv), port: 5671, serverName: serviceBus },
  { kind: 'https', host: family.of(srv), port: 443, serverName: 'sts.contoso.test', path: null },
]);

describe('a firewall that opens TLS connections (mitmproxy)', () => {
  let trusting: readonly Outcome[] = [];
  let naive: readonly Outcome[] = [];

  before(async () => {
    await setRules({ through: [], redirect });
    trusting = await asked(questions);
    naive = await asked(questions, { trust: { bundled: [paper('public/ca.pem')], system: [] } });
  });
  after(clearRules);

  it('has met every rule', async () => {
    assert.deepEqual(await untouched(), []);
  });

  for (const [index, family] of families.entries()) {
    const at = index * 3;

    it(`is found out over ${family.name} before a service of Microsoft, although its root is trusted here`, () => {
      const { authority, tls, evidence } = withVerdict(trusting[at], 'intercepted');
      assert.match(authority, /Contoso Inspection Root/);
      assert.equal(tls.trustedBy, 'system');
      assert.ok(tls.chain[0]?.names.includes(microsoft));
      // It hands the page on all the same: a browser shows nothing unusual.
      assert.equal(evidence?.kind, 'http');
    });

    it(`is found out over ${family.name} where its root is not trusted either`, () => {
      const { authority, tls } = withVerdict(naive[at], 'intercepted');
      assert.match(authority, /Contoso Inspection Root/);
      assert.equal(tls.trustedBy, 'none');
    });

    it(`is found out over ${family.name} before Service Bus`, () => {
      assert.match(withVerdict(trusting[at + 1], 'intercepted').authority, /Contoso Inspection Root/);
    });

    it(`shows over ${family.name} in the evidence of a host of the organisation, which may well use such an authority`, () => {
      const { tls } = openWith(trusting[at + 2], 'tls');
      assert.equal(tls.trustedBy, 'system');
      assert.match(tls.chain.at(-1)?.subject ?? '', /Contoso Inspection Root/);
      assert.deepEqual(withVerdict(naive[at + 2], 'certificate-invalid').expected, 'sts.contoso.test');
    });
  }

  it('is what openssl sees too', async () => {
    const args = ['s_client', '-connect', `${internet.v4}:443`, '-servername', microsoft];
    const seen = await must(...insideOf('cli', 'openssl', args), { timeoutMs: 5_000 });
    const { tls } = withVerdict(trusting[0], 'intercepted');
    assert.match(seen, /issuer=.*Contoso Inspection Root/);
    assert.ok(evidenceOf(withVerdict(trusting[0], 'intercepted'), 'http').tls !== null);
    assert.match(tls.chain[0]?.issuer ?? '', /Contoso Inspection Root/);
  });
});
