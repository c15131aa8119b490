import assert from 'node:assert/strict';
import type { Outcome } from '../../../src/probe/outcome.ts';
import type { Probe } from '../../../src/probe/probe.ts';
import { directory, srv } from '../addresses.ts';
import { asked, openWith, withVerdict } from '../asking.ts';
import { day } from '../authority.ts';
import { clearRules } from '../firewall.ts';
import { crlSpans, days } from '../papers.ts';
import { controllers, everyKind, type Family, families } from '../questions.ts';
import { running } from '../running.ts';
import { stratum } from '../services/time.ts';

/** Clocks of one machine: apart by no more than whole seconds of a protocol and a slow answer can explain. */
const sameClockMs = 2_500;

/** Every kind once, as names of evidence: typed so that a kind without a question does not compile. */
async function askEveryKind(family: Family): Promise<ReadonlyMap<Probe['kind'], Outcome>> {
  const questions = Object.values(everyKind(family));
  const outcomes = await asked(questions);
  return new Map(
    questions.flatMap(({ kind }, index) => {
      const outcome = outcomes[index];
      return outcome === undefined ? [] : [[kind, outcome]];
    }),
  );
}

describe('the lab without a firewall rule', () => {
  before(clearRules);

  for (const family of families) {
    describe(`over ${family.name}`, () => {
      let outcomes: ReadonlyMap<Probe['kind'], Outcome> = new Map();
      before(async () => {
        outcomes = await askEveryKind(family);
      });
      const of = (kind: Probe['kind']) => outcomes.get(kind);

      it('finds every kind of probe open, at the first attempt, at the address that was asked', () => {
        const questions = everyKind(family);
        for (const { kind, host } of Object.values(questions)) {
          const { attempts, address, via } = withVerdict(of(kind), 'open');
          assert.deepEqual({ kind, attempts, address, via }, { kind, attempts: 1, address: host, via: null });
        }
      });

      for (const kind of ['dns', 'dns-tcp'] as const) {
        it(`is told by ${kind} where the controllers are`, () => {
          const evidence = openWith(of(kind), 'dns');
          assert.equal(evidence.rcode, 'NOERROR');
          assert.equal(evidence.question, controllers);
          assert.equal(evidence.authoritative, true);
          // samba-tool registers the one controller with the weight of 100 that Windows gives too.
          assert.deepEqual(evidence.services, [{ host: directory.host, port: 389, priority: 0, weight: 100 }]);
        });
      }

      for (const kind of ['kerberos', 'kerberos-udp', 'kpasswd', 'kpasswd-udp'] as const) {
        it(`is answered by ${kind} in its realm, on the same clock`, () => {
          const { realm, errorCode, skewMs } = openWith(of(kind), 'kerberos');
          assert.equal(realm, directory.realm);
          assert.notEqual(errorCode, null);
          assert.ok(skewMs !== null && Math.abs(skewMs) < sameClockMs, String(skewMs));
        });
      }

      it('reads the stratum of a time server that vouches for itself, and no offset', () => {
        const { stratum: found, leap, offsetMs } = openWith(of('ntp'), 'ntp');
        assert.equal(found, stratum);
        assert.equal(leap, 0);
        assert.ok(Math.abs(offsetMs) < 100, String(offsetMs));
      });

      for (const kind of ['ldap', 'gc', 'ldaps', 'gcs'] as const) {
        it(`reads the directory's rootDSE over ${kind}`, () => {
          const evidence = openWith(of(kind), 'ldap');
          assert.equal(evidence.defaultNamingContext, directory.context);
          assert.equal(evidence.rootDomainNamingContext, directory.context);
          assert.equal(evidence.dnsHostName, directory.host);
          assert.equal(evidence.isSynchronized, true);
          assert.equal(evidence.isGlobalCatalogReady, true);
          assert.ok(evidence.skewMs !== null && Math.abs(evidence.skewMs) < sameClockMs, String(evidence.skewMs));
        });
      }

      for (const kind of ['ldaps', 'gcs'] as const) {
        it(`reads over ${kind} the controller's certificate, which the organisation's own root vouches for`, () => {
          const { tls } = openWith(of(kind), 'ldap');
          assert.ok(tls !== null);
          assert.equal(tls.protocol, 'TLSv1.3');
          assert.equal(tls.trustedBy, 'system');
          assert.equal(tls.daysLeft, days.good);
          assert.deepEqual(tls.chain[0]?.names, [directory.host, directory.domain]);
          assert.match(tls.chain.at(-1)?.subject ?? '', /Contoso Corporate Root/);
        });
      }

      it('is told over CLDAP which forest, domain, site and controller it has found', () => {
        const { flags, ...names } = openWith(of('cldap'), 'cldap');
        assert.deepEqual(names, {
          kind: 'cldap',
          forest: directory.domain,
          domain: directory.domain,
          hostName: directory.host,
          netbiosDomain: directory.netbios,
          serverSite: directory.site,
          clientSite: directory.site,
        });
        for (const flag of ['pdc', 'gc', 'ldap', 'ds', 'kdc', 'writable']) assert.ok(flags.includes(flag), flag);
      });

      it('is told by the endpoint mapper where replication, the secure channel and policy listen', () => {
        const { endpoints, listed } = openWith(of('rpc-mapper'), 'rpc');
        assert.ok(listed >= endpoints.length);
        for (const name of ['drsuapi', 'netlogon', 'lsarpc', 'samr']) {
          const found = endpoints.filter((endpoint) => endpoint.name === name);
          assert.ok(found.length > 0, `${name} is not listed`);
          for (const { port, verdict } of found) {
            assert.ok(port >= 49152 && port <= 49154, `${name} at ${port}`);
            assert.equal(verdict, null);
          }
        }
      });

      it('finds those dynamic ports open', () => {
        const { endpoints } = openWith(of('rpc'), 'rpc');
        assert.deepEqual(new Set(endpoints.map(({ verdict }) => verdict)), new Set(['open']));
        assert.ok(endpoints.some(({ name }) => name === 'drsuapi'));
      });

      it('agrees on SMB 3.1.1, which a controller requires to be signed', () => {
        const { dialect, signingRequired, skewMs } = openWith(of('smb'), 'smb');
        assert.equal(dialect, '3.1.1');
        assert.equal(signingRequired, true);
        assert.ok(skewMs !== null && Math.abs(skewMs) < sameClockMs, String(skewMs));
      });

      it('identifies WinRM (a stand-in: no package of Debian speaks it)', () => {
        const { status, productVendor, productVersion } = openWith(of('winrm'), 'winrm');
        assert.deepEqual(
          { status, productVendor, productVersion },
          { status: 200, productVendor: 'Microsoft Corporation', productVersion: 'OS: 0.0.0 SP: 0.0 Stack: 3.0' },
        );
      });

      it('is offered an upgrade by AD Web Services (a stand-in: no package of Debian speaks it)', () => {
        assert.deepEqual(openWith(of('adws'), 'adws'), { kind: 'adws', answer: 'upgrade-response', fault: null });
      });

      it('reads the status and the server of a page', () => {
        const { status, server, tls } = openWith(of('http'), 'http');
        assert.equal(status, 200);
        assert.match(server ?? '', /^nginx\b/);
        assert.equal(tls, null);
      });

      it('reads who made a list of revoked certificates and until when it is good', () => {
        const { begunAt } = running();
        const { issuer, status, thisUpdate, nextUpdate } = openWith(of('crl'), 'crl');
        const second = (ms: number) => Math.floor(ms / 1_000) * 1_000;
        assert.equal(status, 200);
        assert.match(issuer, /Portolan Public Issuing/);
        assert.equal(thisUpdate, second(begunAt + crlSpans.valid.from * day));
        assert.equal(nextUpdate, second(begunAt + crlSpans.valid.to * day));
      });

      it('reads protocol, chain, names and days left of a web site', () => {
        const { status, tls } = openWith(of('https'), 'http');
        assert.equal(status, 200);
        assert.ok(tls !== null);
        assert.equal(tls.protocol, 'TLSv1.3');
        assert.equal(tls.trustedBy, 'bundled');
        assert.equal(tls.daysLeft, days.good);
        assert.deepEqual(tls.chain[0]?.names, [
          'sts.contoso.test',
          'certauth.sts.contoso.test',
          'enterpriseregistration.contoso.test',
        ]);
        const issuers = tls.chain.map(({ issuer }) => issuer);
        assert.match(issuers[0] ?? '', /Portolan Public Issuing/);
        assert.match(issuers[1] ?? '', /Portolan Public Root/);
      });

      it('sees that port 49443 asks for a certificate, and whose', () => {
        const { asked: isAsked, authorities } = openWith(of('client-certificate'), 'client-certificate');
        assert.equal(isAsked, true);
        assert.equal(authorities.length, 1);
        assert.match(authorities[0] ?? '', /Contoso Users Root/);
      });

      it('gets the header of AMQP from a broker', () => {
        const { header, tls } = openWith(of('amqps'), 'amqp');
        assert.equal(header, 'AMQP 3 1 0 0');
        assert.equal(tls.chain[0]?.names[0], 'contoso.servicebus.windows.net');
      });

      it('reads federation metadata: who it is, and both certificates that sign tokens', () => {
        const { entityId, signing, status } = openWith(of('adfs-metadata'), 'federation-metadata');
        assert.equal(status, 200);
        assert.equal(entityId, 'http://sts.contoso.test/adfs/services/trust');
        assert.equal(signing.length, 2);
        assert.match(signing[0]?.subject ?? '', /ADFS Signing - sts\.contoso\.test/);
        assert.match(signing[1]?.subject ?? '', /ADFS Signing - next/);
      });

      it('finds a federation server that answers its health check', () => {
        assert.equal(openWith(of('adfs-health'), 'http').status, 200);
      });

      it('is connected by a proxy that asks for nothing', () => {
        assert.equal(openWith(of('proxy'), 'proxy').status, 200);
      });

      it('connects to a port that says nothing unasked', () => {
        assert.deepEqual(openWith(of('tcp'), 'tcp'), { kind: 'tcp', banner: null });
      });
    });
  }

  it('reaches by name what it reaches by address, IPv4 first', async () => {
    const named: readonly Probe[] = [
      { kind: 'ldap', host: directory.host, port: 389 },
      { kind: 'kerberos', host: directory.host, port: 88, realm: null },
      { kind: 'ldaps', host: directory.host, port: 636, serverName: null },
      { kind: 'https', host: 'sts.contoso.test', port: 443, serverName: null, path: null },
      { kind: 'https', host: 'six.contoso.test', port: 443, serverName: 'sts.contoso.test', path: null },
    ];
    const [ldap, kerberos, ldaps, https, six] = await asked(named);
    assert.equal(openWith(ldap, 'ldap').dnsHostName, directory.host);
    assert.equal(openWith(kerberos, 'kerberos').realm, directory.realm);
    assert.equal(openWith(ldaps, 'ldap').dnsHostName, directory.host);
    assert.equal(withVerdict(https, 'open').address, srv.v4);
    assert.equal(withVerdict(six, 'open').address, srv.v6);
  });
});
