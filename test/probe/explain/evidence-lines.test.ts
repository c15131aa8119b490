import assert from 'node:assert/strict';
import type { Evidence } from '../../../src/probe/evidence.ts';
import { evidenceLines } from '../../../src/probe/explain/evidence-lines.ts';
import type { Outcome } from '../../../src/probe/outcome.ts';
import { everyVerdict, now, open, tls } from './samples.ts';

/** The lines as `label: value`, without the address and the times. */
function lines(outcome: Outcome, language: 'en' | 'nl' = 'en'): readonly string[] {
  return evidenceLines(outcome)
    .map(({ label, value }) => `${label[language]}: ${value}`)
    .filter((line) => !/^(Address|Adres|Time,|Tijd,)/.test(line));
}

describe('the lines of evidence', () => {
  it('begin with the address and end with the time of each step that was taken', () => {
    assert.deepEqual(
      evidenceLines({ ...everyVerdict.refused, via: 'proxy:8080', attempts: 2 }).map(({ label, value }) => [
        label.en,
        value,
      ]),
      [
        ['Address', '10.77.0.10'],
        ['Through the proxy', 'proxy:8080'],
        ['Attempts', '2'],
        ['Time, name', '1 ms'],
        ['Time, connection', '3.5 s'],
        ['Time, answer', '3.5 s'],
        ['Time, total', '12 ms'],
      ],
    );
  });

  it('write times in UTC and clocks with their sign', () => {
    const kerberos: Evidence = {
      kind: 'kerberos',
      errorCode: 25,
      errorName: 'KDC_ERR_PREAUTH_REQUIRED',
      realm: 'CONTOSO.COM',
      serverTime: now,
      skewMs: -312,
    };
    assert.deepEqual(lines(open(kerberos)), [
      'Answer: KDC_ERR_PREAUTH_REQUIRED',
      'Realm: CONTOSO.COM',
      'Server time: 2026-11-20T12:00:00.000Z',
      'Clock against ours: -312 ms',
    ]);
    assert.deepEqual(lines(open({ ...kerberos, serverTime: 1e300, skewMs: 432_000 }), 'nl').slice(2), [
      'Tijd van de server: 1e+300',
      'Klok ten opzichte van de onze: +7 min 12 s',
    ]);
  });

  it('leave out what is not known, and write truth as LDAP does', () => {
    assert.deepEqual(
      lines(
        open({
          kind: 'ldap',
          defaultNamingContext: 'DC=contoso,DC=com',
          rootDomainNamingContext: null,
          dnsHostName: 'dc01.contoso.com',
          isSynchronized: true,
          isGlobalCatalogReady: false,
          serverTime: null,
          skewMs: null,
          tls: null,
        }),
      ),
      ['Host name: dc01.contoso.com', 'Domain: DC=contoso,DC=com', 'Synchronized: TRUE', 'Global catalog ready: FALSE'],
    );
  });

  it('show the certificate of the verdict where evidence has none', () => {
    const shown = lines(everyVerdict['certificate-invalid']);
    for (const line of [
      'Rules broken: expired',
      'Name to prove: sts.contoso.com',
      'TLS: TLSv1.3, TLS_AES_256_GCM_SHA384',
      'Certificate: CN=sts.contoso.com',
      'Certificate names: sts.contoso.com, enterpriseregistration.contoso.com',
      'Valid until: 2027-01-01T00:00:00.000Z',
      'Days left: 42',
      'Issuer: CN=Contoso Issuing CA',
    ])
      assert.ok(shown.includes(line), line);
  });

  it('count what would make a line too long', () => {
    const names = Array.from({ length: 20 }, (_, index) => `n${index}`);
    const [leaf] = tls().chain;
    assert.ok(leaf);
    const shown = lines(open({ kind: 'tls', tls: tls({ chain: [{ ...leaf, names }] }) }));
    assert.ok(shown.includes('Certificate names: n0, n1, n2, n3, n4, n5, n6, n7, … (20)'));
  });

  it('show each port behind the endpoint mapper and what became of it', () => {
    const endpoint = { name: 'drsuapi', uuid: 'e3514235', port: 49_153 };
    const rpc = (verdict: 'filtered' | null): Evidence => ({
      kind: 'rpc',
      listed: 40,
      endpoints: [{ ...endpoint, verdict }],
    });
    assert.deepEqual(lines(open(rpc('filtered'))), ['Endpoints listed: 40', 'Endpoint: 49153 drsuapi: filtered']);
    assert.deepEqual(lines(open(rpc(null))), ['Endpoints listed: 40', 'Endpoint: 49153 drsuapi']);
  });

  it('show what the verdict says by itself', () => {
    assert.deepEqual(lines(everyVerdict['open-wrong-service']), ['It said: SSH-2.0-x']);
    assert.deepEqual(lines(everyVerdict.unreachable), ['Code: EHOSTUNREACH']);
    assert.deepEqual(lines(everyVerdict['proxy-blocked']), ['Status: 407', 'Offers: Negotiate']);
    assert.deepEqual(lines(everyVerdict['refused-by-policy'], 'nl'), ['Regel: host', 'Beleid: dc01 is not listed']);
  });
});
