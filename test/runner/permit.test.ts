import assert from 'node:assert/strict';
import { policyRules } from '../../src/probe/outcome.ts';
import type { Probe } from '../../src/probe/probe.ts';
import { type Asked, permit, type Scope } from '../../src/runner/permit.ts';
import { noStarts } from '../../src/runner/rate.ts';
import { closedPolicy, firstPolicy, localPolicy } from '../../src/runner/usual-policy.ts';
import type { Policy } from '../../src/wire/policy.ts';

/** A catalog of one flow to domain controllers and one to the internet. */
const catalog: Scope = {
  flowOf: ({ flow, role, probe }) =>
    (flow === 'connect-ldap' && role === 'connect' && probe.kind === 'ldap') ||
    (flow === 'connect-https' && role === 'connect' && ['https', 'proxy'].includes(probe.kind)),
  portOf: ({ flow, probe }) => probe.port === { 'connect-ldap': 389, 'connect-https': 443 }[flow],
  hostOf: ({ flow }, host) => flow === 'connect-https' && host === 'login.microsoftonline.com',
};

const policy: Policy = {
  version: 1,
  paused: false,
  roles: ['connect'],
  hosts: ['*.corp.contoso.com', '10.20.0.0/16'],
  catalogHosts: true,
  flows: ['*'],
  kinds: '*',
  rate: { perMinute: 10, perHostPerMinute: 5 },
};

const ldap: Asked = {
  flow: 'connect-ldap',
  role: 'connect',
  probe: { kind: 'ldap', host: 'dc01.corp.contoso.com', port: 389 },
};
const microsoft: Asked = {
  flow: 'connect-https',
  role: 'connect',
  probe: { kind: 'https', host: 'login.microsoftonline.com', port: 443, serverName: null, path: null },
};

function judge(job: Asked, changes: Partial<Policy> = {}) {
  return permit({ job, policy: { ...policy, ...changes }, scope: catalog, starts: noStarts, now: 0 });
}

function probing(probe: Probe): Asked {
  return { ...ldap, probe };
}

describe('what a policy permits', () => {
  it('is a flow of the catalog against a host that it lists', () => {
    assert.deepEqual(judge(ldap), {
      kind: 'permitted',
      starts: { all: [0], byHost: new Map([['dc01.corp.contoso.com', [0]]]) },
    });
  });

  it('is a host of the catalog, where it says so', () => {
    assert.equal(judge(microsoft).kind, 'permitted');
    const refused = judge(microsoft, { catalogHosts: false });
    assert.ok(refused.kind === 'refused');
    assert.deepEqual(
      [refused.rule, refused.detail],
      ['host', 'login.microsoftonline.com; this runner allows *.corp.contoso.com, 10.20.0.0/16'],
    );
  });

  const table: readonly (readonly [
    why: string,
    job: Asked,
    changes: Partial<Policy>,
    rule: (typeof policyRules)[number],
    detail: string,
  ])[] = [
    ['it is paused', ldap, { paused: true }, 'paused', 'paused is true in the policy of this runner'],
    ['the kind is not listed', ldap, { kinds: ['dns', 'smb'] }, 'kind', 'ldap; this runner allows dns, smb'],
    ['no kind is', ldap, { kinds: [] }, 'kind', 'ldap; this runner allows none'],
    [
      'the flow is not listed',
      ldap,
      { flows: ['connect-https'] },
      'flow',
      'connect-ldap; this runner allows connect-https',
    ],
    [
      'the catalog has no such flow, though the policy lists it',
      { ...ldap, flow: 'shell' },
      { flows: ['shell'] },
      'flow',
      'the catalog has no ldap for shell from connect',
    ],
    [
      'the flow is not asked with that kind',
      probing({ kind: 'tcp', host: 'dc01.corp.contoso.com', port: 389 }),
      {},
      'flow',
      'the catalog has no tcp for connect-ldap from connect',
    ],
    [
      'the flow is another role’s, listed or not',
      { ...ldap, role: 'adfs' },
      { roles: ['connect', 'adfs'] },
      'flow',
      'the catalog has no ldap for connect-ldap from adfs',
    ],
    [
      'the server does not play the role',
      ldap,
      { roles: ['adfs', 'wap'] },
      'role',
      'connect; this runner plays adfs, wap',
    ],
    [
      'the host is not listed',
      probing({ kind: 'ldap', host: 'dc01.fabrikam.com', port: 389 }),
      {},
      'host',
      'dc01.fabrikam.com; this runner allows *.corp.contoso.com, 10.20.0.0/16 and what the catalog names',
    ],
    ['no host is', ldap, { hosts: [], catalogHosts: false }, 'host', 'dc01.corp.contoso.com; this runner allows none'],
    [
      'the address is not listed',
      probing({ kind: 'ldap', host: '10.21.0.1', port: 389 }),
      { catalogHosts: false },
      'host',
      '10.21.0.1; this runner allows *.corp.contoso.com, 10.20.0.0/16',
    ],
    [
      'it is this machine by another name',
      probing({ kind: 'ldap', host: '2130706433', port: 389 }),
      { hosts: ['0.0.0.0/0'], catalogHosts: false },
      'host',
      '2130706433; this runner allows 0.0.0.0/0',
    ],
    [
      'the port is none of the flow’s',
      probing({ kind: 'ldap', host: 'dc01.corp.contoso.com', port: 636 }),
      {},
      'port',
      '636 is no port of connect-ldap',
    ],
  ];
  for (const [why, job, changes, rule, detail] of table)
    it(`is nothing where ${why}`, () => {
      assert.deepEqual(judge(job, changes), { kind: 'refused', rule, detail, freeAt: null });
    });

  it('counts the host behind a proxy as a host, too', () => {
    const through = (host: string, destination: string): Asked => ({
      ...microsoft,
      probe: { kind: 'proxy', host, port: 443, destination: { host: destination, port: 443 } },
    });
    assert.equal(judge(through('proxy.corp.contoso.com', 'login.microsoftonline.com')).kind, 'permitted');
    const elsewhere = judge(through('proxy.corp.contoso.com', 'intranet.fabrikam.com'));
    assert.ok(elsewhere.kind === 'refused');
    assert.match(elsewhere.detail, /^intranet\.fabrikam\.com;/);
    const other = judge(through('proxy.fabrikam.com', 'login.microsoftonline.com'));
    assert.ok(other.kind === 'refused');
    assert.match(other.detail, /^proxy\.fabrikam\.com;/);
  });

  it('is judged in the order of the rules: the first that is broken is named', () => {
    // Breaks every rule at once; each step mends the one that was named.
    let job: Asked = { flow: 'shell', role: 'wap', probe: { kind: 'ldap', host: 'dc01.fabrikam.com', port: 636 } };
    let changed: Policy = { ...closedPolicy, rate: { perMinute: 1, perHostPerMinute: 1 } };
    const mend = {
      paused: () => {
        changed = { ...changed, paused: false };
      },
      kind: () => {
        changed = { ...changed, kinds: ['ldap'] };
      },
      flow: () => {
        changed = { ...changed, flows: ['connect-ldap'] };
        job = { ...job, flow: 'connect-ldap', role: 'connect' };
      },
      role: () => {
        changed = { ...changed, roles: ['connect'] };
      },
      host: () => {
        changed = { ...changed, hosts: ['dc01.fabrikam.com'] };
      },
      port: () => {
        job = { ...job, probe: { kind: 'ldap', host: 'dc01.fabrikam.com', port: 389 } };
      },
      rate: () => undefined,
    } as const;
    const named = policyRules.map((rule) => {
      const starts = { all: [0], byHost: new Map<string, readonly number[]>() };
      const judged = permit({ job, policy: changed, scope: catalog, starts, now: 1_000 });
      mend[rule]();
      return judged.kind === 'refused' ? judged.rule : 'permitted';
    });
    assert.deepEqual(named, ['paused', 'kind', 'flow', 'role', 'host', 'port', 'rate']);
  });

  it('says when the rate allows it again', () => {
    const starts = { all: [], byHost: new Map([['dc01.corp.contoso.com', [1, 2, 3, 4, 5]]]) };
    assert.deepEqual(permit({ job: ldap, policy, scope: catalog, starts, now: 10 }), {
      kind: 'refused',
      rule: 'rate',
      detail: 'this runner allows 5 a minute to dc01.corp.contoso.com',
      freeAt: 60_001,
    });
  });

  it('counts a host once, however it is spelled', () => {
    let starts = noStarts;
    for (const host of ['dc01.corp.contoso.com', 'DC01.corp.contoso.com', 'dc01.corp.contoso.com.']) {
      const judged = permit({
        job: probing({ kind: 'ldap', host, port: 389 }),
        policy: { ...policy, rate: { perMinute: 10, perHostPerMinute: 2 } },
        scope: catalog,
        starts,
        now: 0,
      });
      if (judged.kind === 'permitted') starts = judged.starts;
      else assert.equal(judged.rule, 'rate');
    }
    assert.deepEqual(starts.byHost.get('dc01.corp.contoso.com'), [0, 0]);
  });
});

describe('policies to begin with', () => {
  it('allow a new runner its roles, and no host of the organisation', () => {
    assert.deepEqual(firstPolicy(['adfs'], []), {
      version: 1,
      paused: false,
      roles: ['adfs'],
      hosts: [],
      catalogHosts: true,
      flows: ['*'],
      kinds: '*',
      rate: { perMinute: 600, perHostPerMinute: 120 },
    });
  });

  it('allow the runner of a bot this machine alone', () => {
    const { hosts, catalogHosts } = localPolicy(['connect']);
    assert.deepEqual({ hosts, catalogHosts }, { hosts: ['localhost', '127.0.0.0/8', '::1'], catalogHosts: false });
  });

  it('allow nothing where the policy cannot be used', () => {
    const judged = judge(ldap, closedPolicy);
    assert.ok(judged.kind === 'refused');
    assert.equal(judged.rule, 'paused');
  });
});
