import assert from 'node:assert/strict';
import type { CloudId } from '../../../src/catalog/endpoints/cloud.ts';
import { probeHosts } from '../../../src/catalog/endpoints/endpoint.ts';
import {
  destinationsOf,
  endpointSets,
  endpoints,
  endpointsFor,
} from '../../../src/catalog/endpoints/endpoint-lookup.ts';
import type { FeatureId } from '../../../src/catalog/feature.ts';

/** `host:port` of every endpoint of a feature, as the documents list them. */
function listed(feature: FeatureId, cloud: CloudId): readonly string[] {
  const answer = endpointsFor({ feature, cloud });
  assert.equal(answer.kind, 'found');
  return answer.endpoints.flatMap(({ pattern, ports }) => ports.map((port) => `${pattern}:${port}`));
}

describe('endpoints of a feature', () => {
  it('lists the minimum of the Connect server, and the trusted site for MFA', () => {
    assert.deepEqual(listed('sync', 'public'), [
      '*.management.core.windows.net:443',
      '*.graph.windows.net:443',
      'secure.aadcdn.microsoftonline-p.com:443',
      '*.microsoftonline.com:443',
      'graph.microsoft.com:443',
      'mscrl.microsoft.com:80',
      '*.verisign.com:80',
      '*.entrust.net:80',
      '*.crl3.digicert.com:80',
      '*.crl4.digicert.com:80',
      '*.ocsp.digicert.com:80',
      '*.digicert.cn:80',
      '*.www.d-trust.net:80',
      '*.root-c3-ca2-2009.ocsp.d-trust.net:80',
      '*.crl.microsoft.com:80',
      '*.oneocsp.microsoft.com:80',
      '*.ocsp.msocsp.com:80',
      'secure.aadcdn.microsoftonline-p.com:443',
    ]);
  });

  it('asks for Microsoft Graph from Connect 2.4.18.0 on only', () => {
    const graph = endpoints.find(({ pattern }) => pattern === 'graph.microsoft.com');
    assert.equal(graph?.need, 'conditional');
    assert.match(graph.condition.en, /2\.4\.18\.0/);
    assert.match(graph.condition.nl, /2\.4\.18\.0/);
  });

  it('lists the Health agent of the public cloud, with 5671 for Service Bus alone', () => {
    assert.deepEqual(listed('health', 'public'), [
      '*.blob.core.windows.net:443',
      '*.aadconnecthealth.azure.com:443',
      '*.servicebus.windows.net:5671',
      '*.adhybridhealth.azure.com:443',
      'management.azure.com:443',
      'login.windows.net:443',
      'login.microsoftonline.com:443',
      'secure.aadcdn.microsoftonline-p.com:443',
      'www.office.com:443',
      'aadcdn.msftauth.net:443',
      'aadcdn.msauth.net:443',
      'autoupdate.msappproxy.net:443',
      'www.microsoft.com:80',
      'www.microsoft.com:443',
    ]);
  });

  it('recommends 5671 and does not require it', () => {
    const onServiceBus = endpoints.filter(({ ports }) => ports.includes(5671));
    assert.deepEqual(
      onServiceBus.map(({ need }) => need),
      ['recommended'],
    );
  });

  it('lists the Health agent of the US government cloud', () => {
    assert.deepEqual(listed('health', 'usgov'), [
      '*.blob.core.usgovcloudapi.net:443',
      '*.servicebus.usgovcloudapi.net:443',
      '*.aadconnecthealth.microsoftazure.us:443',
      'management.usgovcloudapi.net:443',
      'login.microsoftonline.us:443',
      'autoupdate.msappproxy.us:443',
    ]);
  });

  it('warns of TLS inspection and of authenticated proxies in both Health sets', () => {
    for (const set of endpointSets.filter(({ feature }) => feature === 'health')) {
      const remarks = set.remarks.map(({ en }) => en).join(' ');
      assert.match(remarks, /TLS inspection/);
      assert.match(remarks, /proxy that asks for authentication/);
    }
  });

  it('lists the pass-through authentication agent', () => {
    assert.deepEqual(listed('pta', 'public'), [
      '*.msappproxy.net:443',
      '*.servicebus.windows.net:443',
      'login.windows.net:443',
      'login.microsoftonline.com:443',
      'autologon.microsoftazuread-sso.com:443',
      'crl3.digicert.com:80',
      'crl4.digicert.com:80',
      'ocsp.digicert.com:80',
      'www.d-trust.net:80',
      'root-c3-ca2-2009.ocsp.d-trust.net:80',
      'crl.microsoft.com:80',
      'oneocsp.microsoft.com:80',
      'ocsp.msocsp.com:80',
    ]);
  });

  it('lists both ways to register seamless SSO, either of which is enough', () => {
    assert.deepEqual(listed('seamless-sso', 'public'), [
      '*.msappproxy.net:443',
      '<tenantid>.registration.msappproxy.net:443',
    ]);
    const answer = endpointsFor({ feature: 'seamless-sso', cloud: 'public' });
    assert.equal(answer.kind, 'found');
    assert.ok(answer.endpoints.every(({ need }) => need === 'conditional'));
  });

  it('lists the Cloud Sync agent', () => {
    assert.deepEqual(listed('cloud-sync', 'public'), [
      '*.msappproxy.net:443',
      '*.servicebus.windows.net:443',
      '*.microsoftonline.com:443',
      '*.microsoft.com:443',
      '*.msappproxy.com:443',
      '*.windowsazure.com:443',
      'login.windows.net:443',
      'login.live.com:443',
      'aadcdn.msauth.net:443',
      'aadcdn.msftauth.net:443',
      'www.msftconnecttest.com:443',
    ]);
  });

  it('offers 8080 to agents as an option', () => {
    const optional = endpointSets.filter(({ ports }) =>
      ports.some(({ port, need }) => port === 8080 && need === 'optional'),
    );
    assert.deepEqual(
      optional.map(({ feature }) => feature),
      ['pta', 'cloud-sync'],
    );
  });
});

describe('endpoints that no document lists', () => {
  it('says which other cloud has a set', () => {
    assert.deepEqual(endpointsFor({ feature: 'pta', cloud: 'usgov' }), {
      kind: 'none',
      cloud: 'usgov',
      feature: 'pta',
      elsewhere: ['public'],
    });
  });

  it('says that no cloud has one', () => {
    assert.deepEqual(endpointsFor({ feature: 'federation', cloud: 'public' }), {
      kind: 'none',
      cloud: 'public',
      feature: 'federation',
      elsewhere: [],
    });
  });

  it('names the features that a whole cloud leaves out', () => {
    const answer = endpointsFor({ cloud: 'usgov' });
    assert.equal(answer.kind, 'found');
    assert.equal(answer.endpoints.length, 6);
    assert.deepEqual(answer.without, ['sync', 'pta', 'seamless-sso', 'cloud-sync']);
  });

  it('leaves none out of the public cloud', () => {
    const answer = endpointsFor({ cloud: 'public' });
    assert.equal(answer.kind, 'found');
    assert.equal(answer.endpoints.length, 17 + 1 + 13 + 13 + 2 + 11);
    assert.deepEqual(answer.without, []);
  });
});

describe('endpoint data', () => {
  it('gives every endpoint an id of its own', () => {
    assert.equal(new Set(endpoints.map(({ id }) => id)).size, endpoints.length);
  });

  it('lets only hosts under a wildcard, or its bare suffix, stand for it', () => {
    for (const { pattern, representatives } of endpoints) {
      for (const host of representatives) {
        assert.ok(pattern.startsWith('*.'), pattern);
        assert.ok(host === pattern.slice(2) || host.endsWith(pattern.slice(1)), `${host} for ${pattern}`);
      }
    }
  });

  it('says when it is needed exactly where the need is conditional', () => {
    for (const { id, need, condition } of endpoints) {
      assert.equal(condition.en !== '', need === 'conditional', id);
      assert.equal(condition.nl !== '', need === 'conditional', id);
    }
  });

  it('writes patterns in lower case without scheme, path or port', () => {
    for (const { pattern } of endpoints) assert.match(pattern, /^(\*\.|<tenantid>\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/);
  });
});

describe('hosts to probe', () => {
  const hostsOf = (pattern: string): readonly string[] | undefined => {
    const endpoint = endpoints.find((candidate) => candidate.pattern === pattern);
    return endpoint && probeHosts(endpoint);
  };

  it('takes a host itself', () => {
    assert.deepEqual(hostsOf('login.windows.net'), ['login.windows.net']);
  });

  it('takes a documented host for a wildcard', () => {
    assert.deepEqual(hostsOf('*.microsoftonline.com'), ['login.microsoftonline.com']);
  });

  it('takes none where no name is certain or the tenant is unknown', () => {
    assert.deepEqual(hostsOf('*.servicebus.windows.net'), []);
    assert.deepEqual(hostsOf('<tenantid>.registration.msappproxy.net'), []);
  });
});

describe('destinations', () => {
  it('lists each pattern once with every port that is asked of it', () => {
    const answer = endpointsFor({ cloud: 'public' });
    assert.equal(answer.kind, 'found');
    const destinations = destinationsOf(answer.endpoints);
    const serviceBus = destinations.filter(({ pattern }) => pattern === '*.servicebus.windows.net');
    assert.equal(serviceBus.length, 1);
    assert.deepEqual(serviceBus[0]?.ports, [443, 5671]);
    assert.deepEqual(
      serviceBus[0]?.endpoints.map(({ feature }) => feature),
      ['health', 'pta', 'cloud-sync'],
    );
  });
});
