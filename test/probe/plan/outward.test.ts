import assert from 'node:assert/strict';
import { endpointSets } from '../../../src/catalog/endpoints/endpoint-lookup.ts';
import { endpointProbes } from '../../../src/probe/plan/endpoint-probes.ts';
import { planned, spelled } from './asking.ts';

describe('probes from the pass-through agent to Entra ID', () => {
  const plan = planned('pta-agent', 'entra', []);

  // The page of 2025-09-09: eight hosts on 80, five patterns on 443 of which one names no host, and 8080 without any.
  it('ask the hosts of its page, over HTTP for revocation and over TLS for the rest', () => {
    assert.deepEqual(plan.planned.map(spelled), [
      'crl crl3.digicert.com:80',
      'crl crl4.digicert.com:80',
      'http ocsp.digicert.com:80',
      'crl www.d-trust.net:80',
      'http root-c3-ca2-2009.ocsp.d-trust.net:80',
      'crl crl.microsoft.com:80',
      'http oneocsp.microsoft.com:80',
      'http ocsp.msocsp.com:80',
      'https autoupdate.msappproxy.net:443',
      'https login.windows.net:443',
      'https login.microsoftonline.com:443',
      'https autologon.microsoftazuread-sso.com:443',
    ]);
  });

  it('prove the flow and the endpoint at once', () => {
    const login = plan.planned.find(({ probe }) => probe.host === 'login.windows.net');
    assert.deepEqual(login?.flows, ['pta-entra-https', 'endpoint:pta/login.windows.net']);
    assert.equal(login?.flow, 'pta-entra-https');
    assert.equal(login?.note, null);
  });

  it('say for which wildcard a host stands', () => {
    const update = plan.planned.find(({ probe }) => probe.host === 'autoupdate.msappproxy.net');
    assert.deepEqual(update?.note, { en: 'stands for *.msappproxy.net', nl: 'staat voor *.msappproxy.net' });
  });

  it('report the wildcard that no document names a host for, and the port that none is named for', () => {
    assert.deepEqual(
      plan.unprobed.map(({ flows, pattern, ports }) => [flows, pattern, ports]),
      [
        [['pta-entra-https', 'endpoint:pta/*.servicebus.windows.net'], '*.servicebus.windows.net', [[443, 443]]],
        [['pta-entra-status'], null, [[8080, 8080]]],
      ],
    );
  });

  it('fetch a list of revocations where one is known', () => {
    const list = plan.planned.find(({ probe }) => probe.host === 'crl3.digicert.com');
    assert.deepEqual(list?.probe, {
      kind: 'crl',
      host: 'crl3.digicert.com',
      port: 80,
      path: '/DigiCertGlobalRootG2.crl',
      serverName: null,
    });
  });
});

describe('probes of Connect towards the internet', () => {
  it('ask the same hosts for the two flows that fetch revocation lists', () => {
    const hosts = (to: 'entra' | 'crl') =>
      planned('connect', to, [], { ports: [[80, 80]] }).planned.map(({ probe }) => probe.host);
    assert.deepEqual(hosts('crl'), [
      'mscrl.microsoft.com',
      'crl3.digicert.com',
      'crl4.digicert.com',
      'ocsp.digicert.com',
      'www.d-trust.net',
      'root-c3-ca2-2009.ocsp.d-trust.net',
      'crl.microsoft.com',
      'oneocsp.microsoft.com',
      'ocsp.msocsp.com',
    ]);
    assert.deepEqual(hosts('entra'), hosts('crl'));
  });

  it('name three wildcards on 80 and two on 443 that cannot be asked, and the placeholder of the tenant', () => {
    assert.deepEqual(
      planned('connect', 'entra', []).unprobed.map(({ pattern }) => pattern),
      [
        '*.verisign.com',
        '*.entrust.net',
        '*.digicert.cn',
        '*.management.core.windows.net',
        '*.graph.windows.net',
        '<tenantid>.registration.msappproxy.net',
      ],
    );
  });

  it('need a host no more than its endpoint is needed, and say when', () => {
    const { planned: probes } = planned('connect', 'entra', [], { ports: [[443, 443]] });
    const about = (host: string) => probes.find(({ probe }) => probe.host === host);
    assert.equal(about('graph.microsoft.com')?.need, 'conditional');
    assert.match(about('graph.microsoft.com')?.note?.en ?? '', /2\.4\.18\.0/);
    // One list asks for it always, another only with MFA: the first decides, and the condition says nothing more.
    assert.equal(about('secure.aadcdn.microsoftonline-p.com')?.need, 'required');
    assert.equal(about('secure.aadcdn.microsoftonline-p.com')?.note, null);
    assert.deepEqual(about('secure.aadcdn.microsoftonline-p.com')?.flows, [
      'connect-entra-https',
      'endpoint:connect-minimum/secure.aadcdn.microsoftonline-p.com',
      'endpoint:connect-trusted-site/secure.aadcdn.microsoftonline-p.com',
    ]);
  });

  it('leave endpoints out of the question of an edition, and keep their hosts', () => {
    const login = planned('connect', 'entra', [], { edition: '2020-03' }).planned.find(
      ({ probe }) => probe.host === 'login.microsoftonline.com',
    );
    assert.deepEqual(login?.flows, ['connect-entra-https']);
  });

  it('say that no document lists its addresses in the cloud of the US government', () => {
    const plan = planned('connect', 'entra', [], { cloud: 'usgov' });
    assert.deepEqual(plan.planned, []);
    assert.deepEqual(
      plan.unprobed.map(({ flows }) => flows),
      [['connect-entra-http'], ['connect-entra-https'], ['connect-entra-sso-registration']],
    );
    for (const { reason } of plan.unprobed) assert.match(reason.en, /no document.*US government cloud/);
  });
});

describe('probes of the Health agent', () => {
  it('ask a port that an endpoint has and no flow', () => {
    const http = planned('health-agent', 'entra', []).planned.find(({ probe }) => probe.port === 80);
    assert.deepEqual(http?.probe, {
      kind: 'http',
      host: 'www.microsoft.com',
      port: 80,
      path: '/',
      serverName: null,
    });
    assert.deepEqual(http?.flows, ['endpoint:health-public/www.microsoft.com']);
  });

  it('ask other hosts in the cloud of the US government', () => {
    assert.deepEqual(planned('health-agent', 'entra', [], { cloud: 'usgov' }).planned.map(spelled), [
      'https management.usgovcloudapi.net:443',
      'https login.microsoftonline.us:443',
      'https autoupdate.msappproxy.us:443',
    ]);
  });

  it('prove 5671 at a host that the person names under the wildcard, for the flow alone', () => {
    const plan = planned('health-agent', 'entra', ['contoso.servicebus.windows.net']);
    assert.deepEqual(plan.planned.map(spelled), ['amqps contoso.servicebus.windows.net:5671']);
    assert.deepEqual(plan.planned[0]?.flows, ['health-entra-service-bus']);
    assert.equal(plan.planned[0]?.need, 'recommended');
    assert.match(plan.planned[0]?.note?.en ?? '', /one of \*\.servicebus\.windows\.net/);
  });
});

describe('hosts that a person names towards the internet', () => {
  it('narrow the plan to themselves', () => {
    const plan = planned('pta-agent', 'entra', ['Login.Windows.net']);
    assert.deepEqual(plan.planned.map(spelled), ['https login.windows.net:443']);
    assert.deepEqual(plan.planned[0]?.flows, ['pta-entra-https', 'endpoint:pta/login.windows.net']);
  });

  it('are refused with a reason where no document names them', () => {
    const plan = planned('pta-agent', 'entra', ['evil.example', 'servicebus.windows.net', '.servicebus.windows.net']);
    assert.deepEqual(plan.planned, []);
    const strangers = plan.unprobed.filter(({ flows }) => flows.length === 0);
    assert.deepEqual(
      strangers.map(({ pattern }) => pattern),
      ['evil.example', 'servicebus.windows.net', '.servicebus.windows.net'],
    );
    assert.match(strangers[0]?.reason.en ?? '', /no document names evil\.example/);
  });

  it('are tried on a port that no document ties to a host only where the port is named too', () => {
    const named = { ports: [[8080, 8080]] as const };
    assert.deepEqual(planned('pta-agent', 'entra', ['login.windows.net'], named).planned.map(spelled), [
      'tcp login.windows.net:8080',
    ]);
    assert.deepEqual(planned('pta-agent', 'entra', [], named).planned, []);
  });

  it('are tried on the ports of the first edition in the same way', () => {
    const old = { edition: '2017-02', ports: [[9090, 9091]] } as const;
    assert.deepEqual(planned('pta-agent', 'entra', ['login.windows.net'], old).planned.map(spelled), [
      'tcp login.windows.net:9090',
      'tcp login.windows.net:9091',
    ]);
    assert.deepEqual(
      planned('pta-agent', 'entra', [], { edition: '2017-02' })
        .unprobed.filter(({ pattern }) => pattern === null)
        .map(({ flows, ports }) => [flows, ports]),
      [
        [['pta-entra-responses'], [[10100, 10120]]],
        [
          ['pta-entra-service-bus'],
          [
            [9352, 9352],
            [5671, 5671],
          ],
        ],
        [['pta-entra-performance'], [[9350, 9350]]],
        [['pta-entra-bootstrap'], [[8080, 8080]]],
        [['pta-entra-registration'], [[9090, 9090]]],
        [['pta-entra-renewal'], [[9091, 9091]]],
      ],
    );
  });
});

describe('probes of endpoints', () => {
  it('ask seamless SSO’s wildcard at the host that stands for it', () => {
    const plan = endpointProbes('seamless-sso', 'public');
    assert.deepEqual(plan.planned.map(spelled), ['https autoupdate.msappproxy.net:443']);
    assert.deepEqual(plan.planned[0]?.flows, ['endpoint:seamless-sso/*.msappproxy.net']);
    assert.equal(plan.planned[0]?.from, 'connect');
    assert.match(plan.planned[0]?.note?.en ?? '', /stands for \*\.msappproxy\.net/);
    assert.deepEqual(
      plan.unprobed.map(({ pattern }) => pattern),
      ['<tenantid>.registration.msappproxy.net'],
    );
  });

  it('have an answer for a feature without endpoints', () => {
    const plan = endpointProbes('ldaps', 'public');
    assert.deepEqual(plan.planned, []);
    assert.match(plan.unprobed[0]?.reason.en ?? '', /no document/);
  });

  it('tell of every endpoint of every set, by a probe or a reason', () => {
    for (const { feature, cloud, endpoints } of endpointSets) {
      const plan = endpointProbes(feature, cloud);
      const told = new Set<string>([...plan.planned, ...plan.unprobed].flatMap(({ flows }) => flows));
      for (const { id } of endpoints) assert.ok(told.has(`endpoint:${id}`), id);
    }
  });
});
