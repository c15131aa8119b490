import assert from 'node:assert/strict';
import type { Evidence, EvidenceOf } from '../../../src/probe/evidence.ts';
import { explain } from '../../../src/probe/explain/explain.ts';
import type { Explanation } from '../../../src/probe/explain/explanation.ts';
import { certificateRules, type Outcome, policyRules } from '../../../src/probe/outcome.ts';
import type { Probe } from '../../../src/probe/probe.ts';
import { dayMs, everyVerdict, leaf, now, open, plain, probeOf, tls } from './samples.ts';

function told(kind: Probe['kind'], outcome: Outcome, flow: string | null = null): Explanation {
  return explain({ probe: probeOf(kind), flow }, outcome, now);
}

function all({ headline, cause, nextStep }: Explanation, language: 'en' | 'nl' = 'en'): string {
  return [headline[language], cause[language], nextStep?.[language] ?? ''].join(' ');
}

const minute = 60_000;

describe('dynamic RPC in words', () => {
  const rpc = (
    ...endpoints: readonly (readonly [name: string, port: number, verdict: 'open' | 'filtered' | 'refused'])[]
  ) =>
    ({
      kind: 'rpc',
      listed: 40,
      endpoints: endpoints.map(([name, port, verdict]) => ({ name, uuid: 'e3514235', port, verdict })),
    }) satisfies Evidence;
  const filtered = (evidence: Evidence): Outcome => ({ ...everyVerdict.filtered, evidence });

  it('names the mapper, the port behind it, the interface and what to open', () => {
    const said = told(
      'rpc',
      filtered(rpc(['lsarpc', 49_152, 'open'], ['drsuapi', 49_153, 'filtered'])),
      'connect-dc-rpc',
    );
    assert.equal(said.headline.en, '135 answers, but 49153 for drsuapi is filtered');
    assert.equal(said.headline.nl, '135 antwoordt, maar 49153 voor drsuapi is gefilterd');
    assert.equal(said.nextStep?.en, 'Open 49152-65535 towards dc01, or fix the DC’s RPC range and open that.');
    assert.match(said.nextStep?.nl ?? '', /^Open 49152-65535 naar dc01/);
    assert.equal(said.tone, 'bad');
  });

  it('gathers the interfaces of a port, and several ports', () => {
    const said = told(
      'rpc',
      filtered(rpc(['drsuapi', 49_153, 'filtered'], ['netlogon', 49_153, 'filtered'], ['samr', 49_160, 'refused'])),
    );
    assert.equal(
      said.headline.en,
      '135 answers, but 49153 for drsuapi and netlogon is filtered, 49160 for samr is refused',
    );
  });

  it('sees that the range of the DC lies elsewhere', () => {
    assert.match(all(told('rpc', filtered(rpc(['drsuapi', 5_001, 'filtered'])))), /outside 49152-65535/);
  });

  it('does not call a refused port a dropped one', () => {
    const said = told('rpc', { ...everyVerdict.refused, evidence: rpc(['drsuapi', 49_153, 'refused']) });
    assert.match(said.cause.en, /rejects/);
  });

  it('is content where every port is open, and says so of a mapper that lists none of a DC', () => {
    assert.equal(told('rpc', open(rpc(['drsuapi', 49_153, 'open']))).tone, 'good');
    assert.equal(told('rpc', open(rpc())).tone, 'warning');
  });

  it('speaks of the mapper itself where that is silent', () => {
    assert.match(told('rpc', everyVerdict.filtered).headline.en, /^Nothing came back from tcp 135 on dc01/);
  });
});

describe('silence in words', () => {
  it('asks the network team for transport, port, from where and to where', () => {
    const said = told('ldaps', everyVerdict.filtered);
    assert.equal(said.headline.en, 'Nothing came back from tcp 636 on dc01 in 3.5 s');
    assert.equal(said.headline.nl, 'Van tcp 636 op dc01 kwam niets terug in 3,5 s');
    assert.match(said.cause.en, /firewall drops it silently/);
    assert.equal(said.nextStep?.en, 'Ask the network team to allow tcp 636 from this server to dc01 (10.77.0.10).');
    assert.equal(said.tone, 'bad');
  });

  it('says that it was tried twice', () => {
    assert.match(told('ldaps', { ...everyVerdict.filtered, attempts: 2 }).headline.en, /in 3\.5 s, twice$/);
    assert.match(told('ntp', { ...everyVerdict['open-or-filtered'], attempts: 2 }).headline.nl, /tweemaal$/);
  });

  it('wants hosts of Microsoft’s allowed by name, and knows that the Health agent has another way', () => {
    assert.match(all(told('https', everyVerdict.filtered, 'endpoint:pta/login.microsoftonline.com')), /by name/);
    assert.doesNotMatch(all(told('ldaps', everyVerdict.filtered, 'connect-dc-ldaps')), /by name/);
    assert.match(all(told('amqps', everyVerdict.filtered, 'health-entra-service-bus')), /falls back to 443/);
    assert.doesNotMatch(all(told('https', everyVerdict.filtered, 'health-entra-https')), /falls back/);
  });

  it('claims nothing of a UDP port and points to the TCP port of the same service', () => {
    const said = told('kerberos-udp', everyVerdict['open-or-filtered']);
    assert.equal(said.headline.en, 'udp 88 on dc01 gave no answer in 3.5 s');
    assert.match(said.cause.en, /proves nothing/);
    assert.match(said.nextStep?.en ?? '', /^tcp 88 of the same service tells more/);
    assert.match(said.nextStep?.nl ?? '', /^tcp 88 van dezelfde dienst zegt meer/);
    assert.equal(said.tone, 'warning');
  });

  it('knows that time has no TCP port', () => {
    const said = told('ntp', everyVerdict['open-or-filtered']);
    assert.match(said.nextStep?.en ?? '', /w32tm \/stripchart \/computer:dc01/);
    assert.doesNotMatch(all(said), /tcp/);
  });

  it('suspects a firewall that recognises applications where a connection opens and stays silent', () => {
    const said = told('ldap', everyVerdict['open-silent']);
    assert.equal(said.headline.en, 'tcp 389 on dc01 opens and then stays silent');
    assert.match(said.cause.en, /firewall that recognises applications/);
    assert.match(said.nextStep?.en ?? '', /the application LDAP .* to dc01/);
  });
});

describe('other ways to fail in words', () => {
  it('does not tell a firewall that rejects from a port where nothing listens', () => {
    const said = told('ldap', everyVerdict.refused);
    assert.equal(said.headline.en, 'dc01 refuses tcp 389');
    assert.match(said.cause.en, /look alike/);
  });

  it('knows where to look by kind', () => {
    assert.match(all(told('gc', everyVerdict.refused)), /global catalog/);
    assert.match(all(told('gcs', everyVerdict.refused)), /global catalog/);
    assert.match(all(told('winrm', everyVerdict.refused)), /winrm quickconfig/);
    assert.match(all(told('adws', everyVerdict.refused)), /ADWS/);
    assert.match(all(told('client-certificate', everyVerdict.refused)), /TlsClientPort/);
    assert.match(all(told('adfs-metadata', everyVerdict.refused)), /adfssrv/);
  });

  it('suspects a DC without certificate, AD FS without binding, or a filter by name where a connection is cut', () => {
    const cut = everyVerdict['open-then-closed'];
    assert.match(all(told('ldaps', cut)), /without a certificate.*1220/);
    assert.match(all(told('adfs-metadata', cut, 'wap-adfs-https')), /binding.*federation service name/);
    assert.match(all(told('https', cut, 'connect-entra-https')), /filters by name/);
    assert.match(all(told('smb', cut)), /Intrusion prevention/);
    assert.match(told('smb', { ...cut, how: 'end' }).headline.en, /hangs up/);
    assert.match(told('smb', cut).headline.en, /resets/);
  });

  it('shows what else answers and what it looks like', () => {
    const said = told('ldaps', { ...everyVerdict['open-wrong-service'], seen: 'HTTP/1.1 403', looksLike: 'http' });
    assert.equal(said.headline.en, 'Something other than LDAPS answers on dc01 (tcp 636)');
    assert.match(said.cause.en, /“HTTP\/1\.1 403”, which looks like HTTP/);
    assert.match(said.nextStep?.en ?? '', /proxy/);
    assert.match(
      told('ldaps', { ...everyVerdict['open-wrong-service'], seen: '', looksLike: null }).cause.en,
      /no protocol known/,
    );
  });

  it('tells a missing route from a missing host', () => {
    assert.match(all(told('ldap', { ...everyVerdict.unreachable, code: 'ENETUNREACH' })), /no route/);
    const absent = told('ldap', everyVerdict.unreachable);
    assert.match(absent.headline.en, /dc01 \(10\.77\.0\.10\): EHOSTUNREACH/);
    assert.match(absent.cause.en, /host is not there/);
  });

  it('tells a name that does not exist from a name without address and from DNS that does not answer', () => {
    const code = (value: string) => all(told('ldap', { ...everyVerdict.unresolved, code: value }));
    assert.match(code('ENOTFOUND'), /no such name/);
    assert.match(code('ENODATA'), /no address/);
    assert.match(code('ETIMEOUT'), /No DNS server answered/);
    assert.match(code('ESERVFAIL'), /forwarders/);
    assert.match(code('EREFUSED'), /will not answer/);
    assert.match(code('constructor'), /No DNS server answered/);
  });
});

describe('TLS in words', () => {
  it('names the authority of a proxy that opens TLS, and the host to exempt', () => {
    const said = told('https', everyVerdict.intercepted, 'connect-entra-https');
    assert.match(said.headline.en, /login\.microsoftonline\.com.*“CN=Contoso Proxy CA”/);
    assert.match(said.cause.en, /port is open.*its own authority/);
    assert.equal(said.nextStep?.en, 'Exempt login.microsoftonline.com from TLS inspection.');
    assert.match(all(told('https', everyVerdict.intercepted, 'health-entra-https')), /break registration/);
  });

  it('tells old TLS of a server from old TLS by a proxy', () => {
    const own = told('ldaps', everyVerdict['tls-too-old']);
    assert.match(own.headline.en, /speaks no TLS 1\.2 \(TLSv1\.1\)/);
    assert.match(own.nextStep?.en ?? '', /Enable TLS 1\.2 on dc01/);
    assert.match(all(told('https', everyVerdict['tls-too-old'], 'connect-entra-https')), /proxy/);
  });

  it('has its own words for every rule that a certificate breaks', () => {
    const broken = (...rules: (typeof certificateRules)[number][]): Explanation =>
      told('adfs-metadata', { ...everyVerdict['certificate-invalid'], rules });
    const heads = certificateRules.map((rule) => broken(rule).headline.en);
    assert.equal(new Set(heads).size, certificateRules.length);
    assert.match(all(broken('expired')), /ended on 2027-01-01/);
    assert.match(all(broken('not-yet-valid')), /begins on 2026-01-01.*clock/);
    assert.match(all(broken('unknown-authority')), /“CN=Contoso Issuing CA”/);
    assert.match(all(broken('expired', 'weak')), /expired, key or signature too weak/);
  });

  it('names the names that a certificate has and the one that it lacks', () => {
    const said = told('adfs-metadata', {
      ...everyVerdict['certificate-invalid'],
      rules: ['wrong-name'],
      expected: 'sts01.corp.contoso.com',
    });
    assert.match(
      said.cause.en,
      /“sts\.contoso\.com” and “enterpriseregistration\.contoso\.com”, not sts01\.corp\.contoso\.com/,
    );
    assert.match(said.nextStep?.en ?? '', /federation service name/);
  });

  it('survives a date that no calendar has, and a chain without certificates', () => {
    const odd = (chain: (typeof leaf)[]): Outcome => ({
      ...everyVerdict['certificate-invalid'],
      rules: [...certificateRules],
      tls: tls({ chain }),
    });
    assert.match(all(told('ldaps', odd([{ ...leaf, notAfter: 1e300 }]))), /ended on \?/);
    assert.match(all(told('ldaps', odd([]))), /no name/);
  });
});

describe('a proxy, a policy and a fault in words', () => {
  const blocked = (status: number, schemes: string[] = []): Outcome => ({
    ...everyVerdict['proxy-blocked'],
    status,
    schemes,
    via: 'proxy.contoso.com:8080',
  });

  it('knows that the Health agent has no credentials for a proxy', () => {
    const said = told('https', blocked(407, ['Negotiate']), 'health-entra-https');
    assert.equal(said.headline.en, '407: the proxy asks for Negotiate credentials');
    assert.equal(said.headline.nl, '407: de proxy vraagt om referenties (Negotiate)');
    assert.match(said.cause.en, /Connect Health agent cannot give any/);
    assert.match(said.nextStep?.en ?? '', /Allow login\.microsoftonline\.com:443 .*without authentication/);
  });

  it('knows where Connect and the runner are given credentials', () => {
    assert.match(all(told('https', blocked(407), 'connect-entra-https')), /machine\.config \(“prereqs connectivity”\)/);
  });

  it('tells what a proxy forbids from what it cannot reach', () => {
    assert.match(told('https', blocked(403)).headline.en, /^403: the proxy forbids login\.microsoftonline\.com:443$/);
    assert.match(told('https', blocked(503)).headline.en, /^503: the proxy did not reach/);
    assert.match(told('proxy', blocked(403)).headline.en, /login\.microsoftonline\.com:443/);
  });

  it('has its own words for every rule of a policy, and quotes the runner', () => {
    const heads = policyRules.map((rule) => told('ldap', { ...everyVerdict['refused-by-policy'], rule }).headline.en);
    assert.equal(new Set(heads).size, policyRules.length);
    const said = told('ldap', everyVerdict['refused-by-policy']);
    assert.match(said.cause.en, /“host” says “dc01 is not listed”/);
    assert.equal(said.tone, 'warning');
  });

  it('knows the faults of a job, of this server’s firewall and of a proxy', () => {
    const fault = (code: string, via: string | null = null): string =>
      all(told('https', { ...everyVerdict.error, code, via }));
    assert.match(fault('deadline'), /time of the job/);
    assert.match(fault('cancelled'), /cancelled/);
    assert.match(fault('EACCES'), /firewall on this server/);
    assert.match(fault('proxy-unreachable', 'proxy:8080'), /proxy “proxy:8080”/);
    assert.match(fault('EIO'), /EIO.*“input\/output error”/);
  });
});

describe('an answer in words', () => {
  const kerberos = (skewMs: number | null): EvidenceOf<'kerberos'> => ({
    kind: 'kerberos',
    errorCode: 25,
    errorName: 'KDC_ERR_PREAUTH_REQUIRED',
    realm: 'CONTOSO.COM',
    serverTime: now,
    skewMs,
  });

  it('is good news without a next step', () => {
    const said = told('kerberos', open(kerberos(0)));
    assert.deepEqual(said, {
      headline: { en: 'Kerberos answers on dc01 (tcp 88)', nl: 'Kerberos antwoordt op dc01 (tcp 88)' },
      cause: { en: 'It spoke the protocol in 12 ms.', nl: 'Het protocol antwoordde in 12 ms.' },
      nextStep: null,
      tone: 'good',
    });
  });

  it('claims no protocol of a bare connection', () => {
    assert.match(told('tcp', open({ kind: 'tcp', banner: null })).cause.en, /was not asked/);
  });

  it('warns of a clock a minute off, and calls five minutes bad, either way', () => {
    const tone = (ms: number | null) => told('kerberos', open(kerberos(ms))).tone;
    assert.deepEqual(
      [null, 0, minute, -minute, minute + 1, -minute - 1, 5 * minute, -5 * minute, 5 * minute + 1, -5 * minute - 1].map(
        tone,
      ),
      ['good', 'good', 'good', 'good', 'warning', 'warning', 'warning', 'warning', 'bad', 'bad'],
    );
    const late = told('kerberos', open(kerberos(7 * minute + 12_000)));
    assert.match(late.headline.en, /but its clock is 7 min 12 s ahead$/);
    assert.match(late.cause.en, /Kerberos forgives five minutes/);
    assert.match(told('kerberos', open(kerberos(-2 * 60 * minute))).headline.nl, /loopt 2 u achter$/);
  });

  it('reads the clock of LDAP, SMB and NTP alike', () => {
    const ldap: EvidenceOf<'ldap'> = {
      kind: 'ldap',
      defaultNamingContext: null,
      rootDomainNamingContext: null,
      dnsHostName: null,
      isSynchronized: true,
      isGlobalCatalogReady: true,
      serverTime: now,
      skewMs: 6 * minute,
      tls: null,
    };
    const smb: EvidenceOf<'smb'> = {
      kind: 'smb',
      dialect: '3.1.1',
      signingRequired: true,
      serverTime: now,
      skewMs: 6 * minute,
    };
    const ntp: EvidenceOf<'ntp'> = {
      kind: 'ntp',
      stratum: 2,
      leap: 0,
      referenceId: 'GPS',
      offsetMs: 6 * minute,
      delayMs: 1,
    };
    assert.equal(told('ldap', open(ldap)).tone, 'bad');
    assert.equal(told('smb', open(smb)).tone, 'bad');
    assert.equal(told('ntp', open(ntp)).tone, 'bad');
    assert.equal(told('ntp', open({ ...ntp, offsetMs: 0 })).tone, 'good');
    for (const odd of [{ leap: 3 }, { stratum: 16 }, { stratum: 0 }])
      assert.match(told('ntp', open({ ...ntp, offsetMs: 0, ...odd })).headline.en, /not synchronized/);
    assert.match(told('smb', open({ ...smb, skewMs: 0, signingRequired: false })).headline.en, /signing/);
    assert.equal(told('smb', open({ ...smb, skewMs: 0, signingRequired: false })).tone, 'warning');
    assert.match(
      told('gc', open({ ...ldap, skewMs: 0, isGlobalCatalogReady: false })).headline.en,
      /global catalog is not ready/,
    );
    // A DC that is asked for LDAP need be no global catalog.
    assert.equal(told('ldap', open({ ...ldap, skewMs: 0, isGlobalCatalogReady: false })).tone, 'good');
    assert.equal(told('ldap', open({ ...ldap, skewMs: 0, isSynchronized: false })).tone, 'warning');
  });

  it('warns of a certificate with less than 30 days, urgently below 7, and not of Microsoft’s', () => {
    const days = (daysLeft: number, flow: string | null = null) =>
      told('adfs-metadata', open({ kind: 'tls', tls: tls({ daysLeft }) }), flow);
    assert.deepEqual(
      [30, 29, 7, 6, 0, -1].map((left) => days(left).tone),
      ['good', 'warning', 'warning', 'warning', 'warning', 'bad'],
    );
    assert.match(days(12).headline.en, /but its certificate ends in 12 days$/);
    assert.match(days(1).headline.nl, /loopt over 1 dag af$/);
    assert.doesNotMatch(days(7).nextStep?.en ?? '', /At once/);
    assert.match(days(6).nextStep?.en ?? '', /^At once: Renew/);
    assert.equal(days(12, 'connect-entra-https').tone, 'good');
  });

  it('calls an overdue revocation list bad', () => {
    const crl = (nextUpdate: number | null): EvidenceOf<'crl'> => ({
      kind: 'crl',
      status: 200,
      issuer: 'CN=DigiCert Global Root G2',
      thisUpdate: now - 30 * dayMs,
      nextUpdate,
      bytes: 1_000,
    });
    assert.equal(told('crl', open(crl(now + 1))).tone, 'good');
    assert.equal(told('crl', open(crl(null))).tone, 'good');
    const late = told('crl', open(crl(now - 2 * dayMs)));
    assert.equal(late.tone, 'bad');
    assert.match(late.headline.en, /its list is 2 d overdue/);
  });

  it('warns of DNS that answers without the domain', () => {
    const dns = (rcode: string, type = 'SRV', services = 0): EvidenceOf<'dns'> => ({
      kind: 'dns',
      question: '_ldap._tcp.dc._msdcs.contoso.com',
      type,
      rcode,
      addresses: [],
      services: Array.from({ length: services }, () => ({ host: 'dc01', port: 389, priority: 0, weight: 100 })),
      authoritative: true,
      truncated: false,
    });
    assert.equal(told('dns', open(dns('NOERROR', 'SRV', 1))).tone, 'good');
    assert.equal(told('dns', open(dns('NOERROR', 'SOA'))).tone, 'good');
    const none = told('dns', open(dns('NOERROR')));
    assert.match(all(none), /no SRV record for “_ldap\._tcp\.dc\._msdcs\.contoso\.com”.*nltest \/dsregdns/);
    assert.equal(none.tone, 'warning');
    assert.match(all(told('dns', open(dns('NXDOMAIN')))), /NXDOMAIN.*zone/);
    assert.equal(told('dns', open(dns('REFUSED', 'SOA'))).tone, 'warning');
  });

  it('warns of AD FS that is out of service', () => {
    const http = (status: number): Evidence => ({ kind: 'http', status, server: null, location: null, tls: null });
    assert.equal(told('adfs-health', open(http(200))).tone, 'good');
    assert.match(all(told('adfs-health', open(http(503)))), /status 503.*Balancers leave it out/);
    assert.equal(told('adfs-health', open(http(404))).tone, 'warning');
    assert.match(all(told('adfs-metadata', open(http(503)))), /status 503.*adfssrv/);
    // A revocation host that has no page at its root still answers.
    assert.equal(told('http', open(http(404))).tone, 'good');
  });

  it('judges token signing by the certificate that lasts longest', () => {
    const metadata = (...ends: readonly number[]): Evidence => ({
      kind: 'federation-metadata',
      status: 200,
      entityId: 'http://sts.contoso.com/adfs/services/trust',
      signing: ends.map((days) => ({ subject: 'CN=ADFS Signing', notAfter: now + days * dayMs, fingerprint: 'AA' })),
      tls: tls({ daysLeft: 90 }),
    });
    assert.equal(told('adfs-metadata', open(metadata(10, 300))).tone, 'good');
    assert.match(told('adfs-metadata', open(metadata(10))).headline.en, /token-signing certificate ends in 10 days/);
    assert.equal(told('adfs-metadata', open(metadata(-20, -5))).tone, 'bad');
    assert.equal(told('adfs-metadata', open(metadata())).tone, 'good');
  });

  it('warns of WinRM without domain authentication, of 49443 that asks for nothing, of AD web services that fault', () => {
    const winrm = (status: number, schemes: string[]): Evidence => ({
      kind: 'winrm',
      status,
      schemes,
      productVendor: null,
      productVersion: null,
    });
    assert.equal(told('winrm', open(winrm(401, ['negotiate']))).tone, 'good');
    assert.equal(told('winrm', open(winrm(401, ['Basic', 'Kerberos']))).tone, 'good');
    assert.equal(told('winrm', open(winrm(200, []))).tone, 'good');
    assert.equal(told('winrm', open(winrm(401, ['Basic']))).tone, 'warning');
    const asked = (value: boolean): Evidence => ({
      kind: 'client-certificate',
      asked: value,
      authorities: [],
      tls: tls(),
    });
    assert.equal(told('client-certificate', open(asked(true))).tone, 'good');
    assert.equal(told('client-certificate', open(asked(false))).tone, 'warning');
    assert.equal(told('adws', open({ kind: 'adws', answer: 'upgrade-response', fault: null })).tone, 'good');
    assert.equal(told('adws', open({ kind: 'adws', answer: 'fault', fault: 'urn:x' })).tone, 'warning');
  });

  it('puts the worst first and the rest behind', () => {
    const ldap = (skewMs: number, daysLeft: number): Explanation =>
      told(
        'ldaps',
        open({
          kind: 'ldap',
          defaultNamingContext: null,
          rootDomainNamingContext: null,
          dnsHostName: null,
          isSynchronized: false,
          isGlobalCatalogReady: true,
          serverTime: now,
          skewMs,
          tls: tls({ daysLeft }),
        }),
      );
    const late = ldap(-10 * minute, 3);
    assert.equal(late.tone, 'bad');
    assert.match(late.headline.en, /clock is 10 min behind$/);
    assert.match(late.cause.en, /Besides: it has not synchronized yet\. Besides: its certificate ends in 3 days\.$/);
    assert.match(late.nextStep?.en ?? '', /w32tm.*repadmin.*Renew/);
    assert.match(ldap(0, -1).headline.en, /certificate has expired$/);
    assert.equal(ldap(0, -1).tone, 'bad');
  });
});

describe('a flow that nothing needs any more', () => {
  it('is well shut, and worth a word where it is open', () => {
    const shut = told('tcp', everyVerdict.filtered, 'pta-entra-responses');
    assert.equal(shut.tone, 'good');
    assert.equal(shut.nextStep, null);
    const ajar = told('tcp', open({ kind: 'tcp', banner: null }), 'pta-entra-responses');
    assert.equal(ajar.tone, 'warning');
    assert.match(ajar.nextStep?.en ?? '', /rule for it can go/);
  });

  it('still counts on ports that other flows use', () => {
    assert.equal(told('amqps', everyVerdict.filtered, 'pta-entra-service-bus').tone, 'bad');
    assert.equal(told('https', open(null), 'pta-entra-bootstrap').tone, 'good');
  });
});

describe('texts from outside', () => {
  it('are quoted, cut to 80 characters and left as they are', () => {
    const hostile = `${'\u202e<script>*|`'.padEnd(200, 'x')}`;
    const said = told('ldap', { ...everyVerdict['open-wrong-service'], seen: hostile, looksLike: null });
    const [, inside = ''] = /“([^”]*)”/u.exec(said.cause.en) ?? [];
    assert.equal([...inside].length, 80);
    assert.ok(inside.startsWith('\u202e<script>*|`x'));
    assert.ok(inside.endsWith('…'));
  });

  it('are never cut in the middle of a character', () => {
    const said = told('ldap', {
      ...everyVerdict['open-wrong-service'],
      seen: '\u{1f680}'.repeat(200),
      looksLike: null,
    });
    assert.doesNotMatch(said.cause.en, /\p{Cs}/u);
  });

  it('stand without quotation marks only where they can be nothing but a name', () => {
    const schemes = (...offered: string[]) =>
      told('https', { ...everyVerdict['proxy-blocked'], schemes: offered }).headline.en;
    assert.equal(schemes('NTLM', 'Basic'), '407: the proxy asks for NTLM and Basic credentials');
    assert.equal(schemes('*x*'), '407: the proxy asks for “*x*” credentials');
  });
});

describe('the clock of an explanation', () => {
  it('is ours where none is given', () => {
    const evidence: Evidence = { kind: 'crl', status: 200, issuer: 'x', thisUpdate: 0, nextUpdate: 1, bytes: 1 };
    assert.equal(explain({ probe: probeOf('crl'), flow: null }, { verdict: 'open', ...plain, evidence }).tone, 'bad');
  });
});
