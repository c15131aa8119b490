import assert from 'node:assert/strict';
import type { CertificateRule } from '../../../src/probe/outcome.ts';
import { dc, directory, internet, srv } from '../addresses.ts';
import { asked, evidenceOf, openWith, withVerdict } from '../asking.ts';
import { days, type SiteName, siteHost } from '../papers.ts';
import { families } from '../questions.ts';
import { paper } from '../running.ts';

/** Sites whose certificate breaks rules, and which: the gravest first. */
const broken: readonly (readonly [site: SiteName, rules: readonly CertificateRule[]])[] = [
  ['expired', ['expired']],
  ['not-yet-valid', ['not-yet-valid']],
  ['wrong-name', ['wrong-name']],
  ['expired-wrong-name', ['expired', 'wrong-name']],
  ['self-signed', ['self-signed']],
  ['missing-intermediate', ['missing-intermediate']],
  ['unknown-authority', ['unknown-authority']],
  ['wrong-purpose', ['wrong-purpose']],
  ['weak-key', ['weak']],
  ['weak-digest', ['weak']],
];

describe('certificates of web sites', () => {
  for (const family of families) {
    const host = family.of(srv);
    const ask = (site: SiteName) =>
      ({ kind: 'https', host, port: 443, serverName: siteHost(site), path: null }) as const;

    it(`are judged over ${family.name} by every rule that they break`, async () => {
      const outcomes = await asked(broken.map(([site]) => ask(site)));
      const found = broken.map(([site], index) => {
        const { rules, expected } = withVerdict(outcomes[index], 'certificate-invalid');
        assert.equal(expected, siteHost(site));
        return [site, rules];
      });
      assert.deepEqual(found, broken);
    });

    it(`are good over ${family.name} where the public root, or only the organisation's own, ends the chain`, async () => {
      const [sts, wildcard, corporate] = await asked([ask('sts'), ask('wildcard'), ask('corporate')]);
      assert.equal(openWith(sts, 'tls').tls.trustedBy, 'bundled');
      assert.equal(openWith(wildcard, 'tls').tls.trustedBy, 'bundled');
      assert.equal(openWith(corporate, 'tls').tls.trustedBy, 'system');
    });
  }

  it('count the days that are left, and those that are past', async () => {
    const ask = (site: SiteName) =>
      ({ kind: 'https', host: srv.v4, port: 443, serverName: siteHost(site), path: null }) as const;
    const [sts, expired] = await asked([ask('sts'), ask('expired')]);
    assert.equal(openWith(sts, 'tls').tls.daysLeft, days.good);
    assert.equal(withVerdict(expired, 'certificate-invalid').tls.daysLeft, -days.expired);
  });

  it('are not good on a machine that lacks the root of the organisation', async () => {
    const trust = { bundled: [paper('public/ca.pem')], system: [] };
    const site = { kind: 'https', host: srv.v4, port: 443, serverName: siteHost('corporate'), path: null } as const;
    const directoryTls = { kind: 'ldaps', host: dc.v4, port: 636, serverName: directory.host } as const;
    const [web, ldaps] = await asked([site, directoryTls], { trust });
    // The server sends the leaf alone: whether an authority between is missing, or the root is not known, nobody can tell.
    assert.deepEqual(withVerdict(web, 'certificate-invalid').rules, ['missing-intermediate']);
    assert.deepEqual(withVerdict(ldaps, 'certificate-invalid').rules, ['missing-intermediate']);
  });

  it('are judged by the address where no name is asked for', async () => {
    const [outcome] = await asked([{ kind: 'https', host: srv.v4, port: 443, serverName: null, path: null }]);
    const { rules, expected } = withVerdict(outcome, 'certificate-invalid');
    assert.deepEqual(rules, ['wrong-name']);
    assert.equal(expected, srv.v4);
  });
});

describe('certificates of other services', () => {
  it('are judged as well, and what the service said stays in the evidence', async () => {
    const outcomes = await asked([
      { kind: 'ldaps', host: dc.v4, port: 636, serverName: 'ldap.contoso.test' },
      { kind: 'gcs', host: dc.v6, port: 3269, serverName: 'gc.contoso.test' },
      { kind: 'amqps', host: srv.v4, port: 5671, serverName: 'queue.contoso.test' },
      { kind: 'client-certificate', host: srv.v4, port: 49443, serverName: 'queue.contoso.test' },
      { kind: 'adfs-metadata', host: srv.v4, port: 443, serverName: siteHost('expired') },
    ]);
    const [ldaps, gcs, amqps, clientCertificate, metadata] = outcomes.map((outcome) =>
      withVerdict(outcome, 'certificate-invalid'),
    );
    assert.ok(ldaps && gcs && amqps && clientCertificate && metadata);
    for (const { rules } of [ldaps, gcs, amqps, clientCertificate]) assert.deepEqual(rules, ['wrong-name']);
    assert.deepEqual(metadata.rules, ['expired']);
    assert.equal(evidenceOf(ldaps, 'ldap').dnsHostName, directory.host);
    assert.equal(evidenceOf(gcs, 'ldap').isGlobalCatalogReady, true);
    assert.equal(evidenceOf(amqps, 'amqp').header, 'AMQP 3 1 0 0');
    assert.equal(evidenceOf(clientCertificate, 'client-certificate').asked, true);
  });

  it('are missed where a port that should ask its clients for one does not', async () => {
    const ask = { kind: 'client-certificate', host: srv.v4, port: 49444, serverName: 'sts.contoso.test' } as const;
    const [outcome] = await asked([ask]);
    const evidence = evidenceOf(withVerdict(outcome, 'open-wrong-service'), 'client-certificate');
    assert.equal(evidence.asked, false);
  });
});

describe('a service of Microsoft on the lab internet', () => {
  it('is open where nobody stands between', async () => {
    const [outcome] = await asked([
      { kind: 'https', host: 'login.microsoftonline.com', port: 443, serverName: null, path: '/' },
    ]);
    const { tls } = openWith(outcome, 'http');
    assert.equal(tls?.trustedBy, 'bundled');
    assert.equal(withVerdict(outcome, 'open').address, internet.v4);
  });
});
