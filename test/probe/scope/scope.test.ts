import assert from 'node:assert/strict';
import { clouds } from '../../../src/catalog/endpoints/cloud.ts';
import { endpointSets, endpoints } from '../../../src/catalog/endpoints/endpoint-lookup.ts';
import { features } from '../../../src/catalog/feature.ts';
import { editions } from '../../../src/catalog/ports/edition.ts';
import { flows, supplementFlows } from '../../../src/catalog/ports/flow.ts';
import { roles } from '../../../src/catalog/role.ts';
import { kinds } from '../../../src/probe/kind.ts';
import { endpointProbes } from '../../../src/probe/plan/endpoint-probes.ts';
import { probesOf } from '../../../src/probe/plan/flow-probes.ts';
import { planKinds } from '../../../src/probe/plan/plan.ts';
import { targetOf } from '../../../src/probe/plan/target.ts';
import type { Probe } from '../../../src/probe/probe.ts';
import * as table from '../../../src/probe/scope/catalog-scope.ts';
import { type Asked, catalogScope, inScope, scope } from '../../../src/probe/scope/scope.ts';
import { planned } from '../plan/asking.ts';

/** Every job that the planner can come to: each flow of each plan in each edition and cloud, and each endpoint. */
function everyJob(): readonly Asked[] {
  const target = { host: 'srv01.corp.contoso.com', domain: null, federationServiceName: 'sts.contoso.com' };
  const plans = [null, ...editions.map(({ id }) => id)].flatMap((edition) =>
    clouds.flatMap(({ id: cloud }) =>
      roles.flatMap(({ id: from }) =>
        roles.map(({ id: to }) => {
          const hosts = to === 'entra' || to === 'crl' ? [] : [target];
          return planned(from, to, [], { hosts, edition, cloud });
        }),
      ),
    ),
  );
  const endpointPlans = features.flatMap(({ id }) => clouds.map(({ id: cloud }) => endpointProbes(id, cloud)));
  const inside = [...flows, ...supplementFlows]
    .filter(({ to }) => to !== 'entra' && to !== 'crl')
    .flatMap((flow) => probesOf(flow, target));
  return [
    ...[...plans, ...endpointPlans].flatMap((plan) =>
      plan.planned.flatMap(({ flows: keys, from, probe }) => keys.map((flow) => ({ flow, role: from, probe }))),
    ),
    ...planKinds(targetOf('127.0.0.1')).map(({ flow, from, probe }) => ({ flow, role: from, probe })),
    ...inside.map(({ flow, from, probe }) => ({ flow, role: from, probe })),
  ];
}

const ldap: Asked = {
  flow: 'connect-dc-ldap',
  role: 'connect',
  probe: { kind: 'ldap', host: 'dc01.corp.contoso.com', port: 389 },
};

function https(
  flow: string,
  host: string,
  more: Partial<{ serverName: string; path: string; port: number }> = {},
): Asked {
  const probe: Probe = { kind: 'https', host, port: 443, serverName: null, path: null, ...more };
  return { flow, role: 'pta-agent', probe };
}

describe('the scope of a runner', () => {
  const jobs = everyJob();

  it('holds everything that a plan asks', () => {
    assert.ok(jobs.length > 300);
    for (const job of jobs) assert.ok(inScope(job), JSON.stringify(job));
  });

  it('knows every flow, and every endpoint by set and pattern', () => {
    for (const { id } of [...flows, ...supplementFlows]) assert.ok(catalogScope.has(id), id);
    for (const { id } of endpoints) assert.ok(catalogScope.has(`endpoint:${id}`), id);
    assert.equal(catalogScope.size, flows.length + supplementFlows.length + endpoints.length);
  });

  it('has no flow that the catalog has not', () => {
    for (const flow of ['', 'connect-dc', 'connect-dc-ldap ', 'host:any', 'endpoint:', 'constructor', '__proto__', '*'])
      assert.ok(!inScope({ ...ldap, flow }), flow);
  });

  it('ends at the role: no other may ask', () => {
    for (const job of jobs)
      for (const role of [...roles.map(({ id }) => id), '', '*'].filter((id) => id !== job.role))
        assert.ok(!inScope({ ...job, role }), JSON.stringify({ ...job, role }));
  });

  it('ends at the port: one beside it is out', () => {
    for (const job of jobs) {
      const spans = (catalogScope.get(job.flow)?.asks ?? []).filter(([kind]) => kind === job.probe.kind);
      for (const port of [1, 22, job.probe.port - 1, job.probe.port + 1, 3389, 65_535]) {
        const inside = spans.some(([, from, to]) => from <= port && port <= to);
        assert.equal(inScope({ ...job, probe: { ...job.probe, port } }), inside, `${job.flow} ${port}`);
      }
    }
  });

  it('ends at the kind: another on the same port is out', () => {
    for (const job of jobs) {
      const { host, port } = job.probe;
      const spoken = (catalogScope.get(job.flow)?.asks ?? []).map(([kind]) => kind);
      if (!spoken.includes('tcp')) assert.ok(!inScope({ ...job, probe: { kind: 'tcp', host, port } }), job.flow);
      if (!spoken.includes('smb')) assert.ok(!inScope({ ...job, probe: { kind: 'smb', host, port } }), job.flow);
      const proxy: Probe = { kind: 'proxy', host, port, destination: { host, port } };
      assert.ok(!inScope({ ...job, probe: proxy }), job.flow);
    }
    assert.ok(kinds.some(({ id }) => id === 'proxy'));
  });

  it('ends at the hosts that the catalog names, wherever it names any', () => {
    for (const job of jobs) {
      const own = catalogScope.get(job.flow)?.hosts === null;
      for (const host of ['evil.example', `${job.probe.host}.evil.example`, '10.0.0.1', 'localhost'])
        assert.equal(inScope({ ...job, probe: { ...job.probe, host } }), own, `${job.flow} ${host}`);
    }
  });
});

describe('the scope at hosts of Microsoft’s', () => {
  it('takes the names of the catalog in any case', () => {
    assert.ok(inScope(https('pta-entra-https', 'LOGIN.windows.net')));
    assert.ok(inScope(https('endpoint:pta/login.windows.net', 'login.windows.net')));
    assert.ok(!inScope(https('endpoint:pta/login.windows.net', 'login.microsoftonline.com')));
  });

  it('takes a host under a wildcard for the flow, and never for the endpoint', () => {
    const host = 'contoso.servicebus.windows.net';
    assert.ok(inScope(https('pta-entra-https', host)));
    assert.ok(!inScope(https('endpoint:pta/*.servicebus.windows.net', host)));
    assert.ok(!inScope(https('endpoint:pta/*.msappproxy.net', 'x.msappproxy.net')));
    for (const near of ['servicebus.windows.net', '.servicebus.windows.net', 'xservicebus.windows.net', `${host}.x`])
      assert.ok(!inScope(https('pta-entra-https', near)), near);
  });

  it('does not call a host under a wildcard the catalog’s own', () => {
    const flow = 'pta-entra-https';
    assert.ok(scope.hostOf({ flow }, 'Login.Windows.net'));
    assert.ok(scope.hostOf({ flow }, 'autoupdate.msappproxy.net'));
    assert.ok(!scope.hostOf({ flow }, 'contoso.servicebus.windows.net'));
    assert.ok(!scope.hostOf({ flow }, 'www.office.com'));
    assert.ok(!scope.hostOf({ flow: 'connect-dc-ldap' }, 'dc01.corp.contoso.com'));
    assert.ok(!scope.hostOf({ flow: 'nothing' }, 'login.windows.net'));
  });

  it('lets no other name than the host’s be asked for', () => {
    const host = 'login.windows.net';
    assert.ok(inScope(https('pta-entra-https', host, { serverName: host })));
    assert.ok(!inScope(https('pta-entra-https', host, { serverName: 'graph.microsoft.com' })));
  });

  it('lets no path be fetched but the catalog’s', () => {
    assert.ok(!inScope(https('pta-entra-https', 'login.windows.net', { path: '/admin?do=it' })));
    const crl = (path: string): Asked => ({
      flow: 'pta-crl-http',
      role: 'pta-agent',
      probe: { kind: 'crl', host: 'crl3.digicert.com', port: 80, path, serverName: null },
    });
    assert.ok(inScope(crl('/DigiCertGlobalRootG2.crl')));
    assert.ok(!inScope(crl('/other.crl')));
    const health = (path: string): Asked => ({
      flow: 'wap-adfs-http',
      role: 'wap',
      probe: { kind: 'adfs-health', host: 'sts01', port: 80, path, serverName: null },
    });
    assert.ok(inScope(health('/adfs/probe')));
    assert.ok(!inScope(health('/adfs/ls')));
  });
});

describe('the rules of the scope', () => {
  it('tell the port from the flow', () => {
    const other: Asked = { ...ldap, probe: { ...ldap.probe, port: 3389 } };
    assert.ok(scope.flowOf(other));
    assert.ok(!scope.portOf(other));
    assert.ok(scope.portOf(ldap));
    assert.ok(!scope.portOf({ ...ldap, flow: 'nothing' }));
  });

  it('let dynamic RPC be asked by way of the mapper only', () => {
    const rpc = (port: number): Asked => ({
      flow: 'connect-dc-rpc',
      role: 'connect',
      probe: { kind: 'rpc', host: 'dc01', port },
    });
    assert.ok(inScope(rpc(135)));
    assert.ok(!inScope(rpc(49_152)));
    assert.ok(!inScope({ ...rpc(135), flow: 'connect-dc-ms-rpc' }));
  });

  it('let what an old edition printed still be asked, between the ends of its span as well', () => {
    const old = (port: number): Asked => ({
      flow: 'pta-entra-responses',
      role: 'pta-agent',
      probe: { kind: 'tcp', host: 'login.windows.net', port },
    });
    assert.deepEqual([10_099, 10_100, 10_110, 10_120, 10_121].map(old).map(inScope), [false, true, true, true, false]);
  });
});

describe('the table of the scope', () => {
  it('is plain JSON and nothing besides, since the bundle holds it evaluated', () => {
    assert.deepEqual(Object.keys(table), ['scopeTable']);
    assert.deepEqual(JSON.parse(JSON.stringify(table.scopeTable)), table.scopeTable);
  });

  it('is small enough for a bundle of 150 KB', () => {
    assert.ok(JSON.stringify(table.scopeTable).length < 10_000);
  });

  it('holds every set of endpoints', () => {
    assert.deepEqual(
      Object.keys(table.scopeTable.sets),
      endpointSets.map(({ id }) => id),
    );
  });
});
