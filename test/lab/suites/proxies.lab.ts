import assert from 'node:assert/strict';
import type { Outcome } from '../../../src/probe/outcome.ts';
import type { Probe } from '../../../src/probe/probe.ts';
import type { ProxyHop } from '../../../src/probe/prober.ts';
import { absent, ports, proxyAccount, srv } from '../addresses.ts';
import { asked, openWith, withVerdict } from '../asking.ts';
import { siteHost } from '../papers.ts';
import { families } from '../questions.ts';

/** The name under which clients know both proxies. */
const host = 'proxy.contoso.test';

function basic(password: string): string {
  return `Basic ${Buffer.from(`${proxyAccount.user}:${password}`).toString('base64')}`;
}

const squid: ProxyHop = { host, port: ports.squid, authorization: null };
const signedIn: ProxyHop = { ...squid, authorization: basic(proxyAccount.password) };
const tinyproxy: ProxyHop = { host, port: ports.tinyproxy, authorization: null };

/** A destination behind a proxy that is asked about itself. */
function tunnel(port: number, destination: string, to = 443): Probe {
  return { kind: 'proxy', host, port, destination: { host: destination, port: to } };
}

const sts: Probe = { kind: 'https', host: 'sts.contoso.test', port: 443, serverName: null, path: '/' };
const bus: Probe = { kind: 'amqps', host: 'contoso.servicebus.windows.net', port: 5671, serverName: null };

async function one(probe: Probe, proxy: ProxyHop): Promise<Outcome | undefined> {
  const [outcome] = await asked([probe], { proxy });
  return outcome;
}

describe('a proxy that is asked for a tunnel', () => {
  for (const family of families) {
    it(`wants credentials and says of which kind, over ${family.name} (squid)`, async () => {
      const probe = { ...tunnel(ports.squid, 'sts.contoso.test'), host: family.of(srv) };
      const [outcome] = await asked([probe]);
      const { status, schemes } = withVerdict(outcome, 'proxy-blocked');
      assert.deepEqual({ status, schemes }, { status: 407, schemes: ['Basic'] });
    });
  }

  it('forbids a host (squid), or a port (tinyproxy)', async () => {
    const outcomes = await asked([
      tunnel(ports.squid, 'forbidden.sites.contoso.test'),
      tunnel(ports.tinyproxy, 'contoso.servicebus.windows.net', 5671),
    ]);
    assert.deepEqual(
      outcomes.map((outcome) => withVerdict(outcome, 'proxy-blocked').status),
      [403, 403],
    );
  });

  it('says that it cannot get there: a port that refuses, a name that is not there (squid)', async () => {
    const probes = [tunnel(ports.squid, 'sts.contoso.test', 4443), tunnel(ports.squid, 'nobody.contoso.test')];
    const outcomes = await asked(probes, { proxy: signedIn });
    const [refused, missing] = outcomes.map((outcome) => withVerdict(outcome, 'proxy-blocked').status);
    assert.equal(refused, 503);
    // squid gives 503 as well, or 500 while it does not know yet whether the name has an address of the other family.
    assert.ok([500, 503].includes(missing ?? 0), String(missing));
  });

  it('connects who shows the right credentials, and asks again whoever shows wrong ones (squid)', async () => {
    assert.equal(openWith(await one(tunnel(ports.squid, 'sts.contoso.test'), signedIn), 'proxy').status, 200);
    const wrong = { ...squid, authorization: basic('not-the-password') };
    assert.equal(withVerdict(await one(tunnel(ports.squid, 'sts.contoso.test'), wrong), 'proxy-blocked').status, 407);
  });

  it('is not shown the credentials of another proxy', async () => {
    const elsewhere = { ...signedIn, port: ports.tinyproxy };
    assert.equal(
      withVerdict(await one(tunnel(ports.squid, 'sts.contoso.test'), elsewhere), 'proxy-blocked').status,
      407,
    );
  });
});

describe('a proxy between the runner and a host', () => {
  it('lets HTTPS, AMQP over TLS, metadata and a list through, and the evidence is that of the host', async () => {
    const probes: readonly Probe[] = [
      sts,
      bus,
      { kind: 'adfs-metadata', host: 'sts.contoso.test', port: 443, serverName: null },
      { kind: 'crl', host: 'crl.contoso.test', port: 80, path: '/valid.crl', serverName: null },
    ];
    const [https, amqps, metadata, crl] = await asked(probes, { proxy: signedIn });
    assert.equal(openWith(https, 'http').status, 200);
    assert.equal(openWith(https, 'http').tls?.trustedBy, 'bundled');
    assert.equal(openWith(amqps, 'amqp').header, 'AMQP 3 1 0 0');
    assert.equal(openWith(metadata, 'federation-metadata').signing.length, 2);
    assert.match(openWith(crl, 'crl').issuer, /Portolan Public Issuing/);
    for (const outcome of [https, amqps, metadata, crl]) {
      const { via, address } = withVerdict(outcome, 'open');
      // The proxy resolves the name; the runner never learns the address.
      assert.deepEqual({ via, address }, { via: `${host}:${ports.squid}`, address: null });
    }
  });

  it('that wants credentials blocks HTTPS, AMQP and plain HTTP alike', async () => {
    const page: Probe = { kind: 'http', host: 'crl.contoso.test', port: 80, path: '/', serverName: null };
    const outcomes = await asked([sts, bus, page], { proxy: squid });
    for (const outcome of outcomes) {
      const { status, schemes, via } = withVerdict(outcome, 'proxy-blocked');
      assert.deepEqual({ status, schemes, via }, { status: 407, schemes: ['Basic'], via: `${host}:${ports.squid}` });
    }
  });

  it('that forbids the port blocks AMQP and not HTTPS (tinyproxy)', async () => {
    const [https, amqps] = await asked([sts, bus], { proxy: tinyproxy });
    assert.equal(withVerdict(https, 'open').via, `${host}:${ports.tinyproxy}`);
    assert.equal(withVerdict(amqps, 'proxy-blocked').status, 403);
  });

  it('hides no bad certificate', async () => {
    const expired: Probe = { kind: 'https', host: siteHost('expired'), port: 443, serverName: null, path: null };
    assert.deepEqual(withVerdict(await one(expired, signedIn), 'certificate-invalid').rules, ['expired']);
  });

  it('is left out for what is spoken inside a network only', async () => {
    const [outcome] = await asked([{ kind: 'ldap', host: 'dc1.corp.contoso.test', port: 389 }], { proxy: squid });
    assert.equal(withVerdict(outcome, 'open').via, null);
  });

  it('that is not there is a fault of the way, and says nothing of the host', async () => {
    const refused = await one(sts, { ...squid, port: 3129 });
    assert.equal(withVerdict(refused, 'error').code, 'proxy-unreachable');
    const gone = await one(sts, { ...squid, host: absent(98).v4 });
    assert.equal(withVerdict(gone, 'error').code, 'proxy-unreachable');
  });

  it('that is no proxy is found out', async () => {
    const web = { ...squid, port: 80 };
    const [outcome] = await asked([sts], { proxy: web });
    assert.notEqual(outcome?.verdict, 'open');
  });
});
