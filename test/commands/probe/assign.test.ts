import assert from 'node:assert/strict';
import { roles } from '../../../src/catalog/role.ts';
import type { RunnerView, Task } from '../../../src/commands/estate.ts';
import { assign } from '../../../src/commands/probe/assign.ts';
import type { ProbeQuestion } from '../../../src/commands/probe/query.ts';
import type { HostFacts } from '../../../src/wire/facts.ts';
import { runner } from '../../fakes/estate.ts';

function question(parts: Partial<ProbeQuestion>): ProbeQuestion {
  return {
    kind: 'start',
    from: null,
    to: { role: null, host: null },
    runner: null,
    ports: [],
    protocols: [],
    features: [],
    edition: null,
    requiredOnly: false,
    ...parts,
  };
}

function facts(fullName: string): HostFacts {
  return {
    collectedAt: 0,
    startedAt: 0,
    hostName: fullName.split('.')[0] ?? fullName,
    fullName,
    operatingSystem: { platform: 'windows', name: 'Windows Server 2022 Datacenter', version: '10.0.20348' },
    cpu: { model: 'Xeon', cores: 4, mhz: 2400 },
    memory: { totalBytes: 16e9, freeBytes: 8e9 },
    disks: [],
    timeZone: 'Europe/Amsterdam',
    skewMs: null,
    nodeVersion: '24.21.0',
    windows: null,
  };
}

const sync01 = runner({ name: 'sync01', roles: ['connect'], facts: facts('sync01.corp.contoso.com') });
const sync02 = runner({ name: 'sync02', roles: ['connect'], state: 'lost' });
const adfs01 = runner({ name: 'adfs01', roles: ['adfs'], facts: facts('ADFS01.corp.contoso.com') });
const adfs02 = runner({ name: 'adfs02', roles: ['adfs'], facts: facts('adfs02.corp.contoso.com') });
const wap01 = runner({ name: 'wap01', roles: ['wap'], facts: facts('wap01.dmz.contoso.com') });
const local = runner({ name: 'local', local: true, roles: roles.map(({ id }) => id) });
const all: readonly RunnerView[] = [local, sync01, sync02, adfs01, adfs02, wap01];

function tasks(parts: Partial<ProbeQuestion>, runners: readonly RunnerView[] = all): readonly Task[] {
  const assigned = assign(question(parts), runners);
  assert.equal(assigned.kind, 'assignment', assigned.kind === 'refusal' ? assigned.message.en : '');
  return assigned.tasks;
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

describe('who proves what', () => {
  it('has the runners of the starting role ask the named host, once each', () => {
    const found = tasks({ from: 'connect', to: { role: 'dc', host: 'dc01.corp.contoso.com' } });
    assert.deepEqual(distinct(found.map((task) => task.runner)), ['sync01']);
    assert.deepEqual(distinct(found.map(({ probe }) => probe.host)), ['dc01.corp.contoso.com']);
    // Table 1 of the ports page, by where each kind is asked; 5985 and 9389 are table 3, 3268 seamless SSO.
    for (const port of [53, 88, 135, 389, 445, 636, 3268, 5985, 9389])
      assert.ok(
        found.some(({ probe }) => probe.port === port),
        String(port),
      );
  });

  it('names runners that are not connected, and gives them nothing', () => {
    const assigned = assign(question({ from: 'connect', to: { role: 'dc', host: 'dc01.corp.contoso.com' } }), all);
    assert.ok(assigned.kind === 'assignment');
    assert.deepEqual(assigned.absent, ['sync02']);
    assert.ok(assigned.tasks.every((task) => task.runner !== 'sync02'));
  });

  it('finds the hosts of a role by the runners that stand there', () => {
    const found = tasks({ from: 'wap', to: { role: 'adfs', host: null }, protocols: ['https'] });
    assert.deepEqual(
      found.map(({ runner: name, probe }) => `${name} ${probe.host} ${probe.port}`),
      ['wap01 adfs01.corp.contoso.com 443', 'wap01 adfs02.corp.contoso.com 443'],
    );
  });

  it('has no farm member ask itself', () => {
    const found = tasks({ from: 'adfs', to: { role: 'adfs', host: null } });
    assert.deepEqual(
      found.map(({ runner: name, probe }) => `${name} ${probe.host}`),
      ['adfs01 adfs02.corp.contoso.com', 'adfs02 adfs01.corp.contoso.com'],
    );
  });

  it('knows what a host is by the runner that stands there', () => {
    const found = tasks({ from: 'wap', to: { role: null, host: 'adfs01.corp.contoso.com' } });
    assert.deepEqual(distinct(found.map(({ to }) => to)), ['adfs']);
  });

  it('asks what an unknown host is, where nothing tells', () => {
    const refusal = assign(question({ from: 'connect', to: { role: null, host: 'x1.corp.contoso.com' } }), all);
    assert.equal(refusal.kind === 'refusal' && refusal.code, 'missing-word');
    assert.deepEqual(refusal.kind === 'refusal' && refusal.suggestions, [
      'probe connect to x1.corp.contoso.com as dc',
      'probe connect to x1.corp.contoso.com as adfs',
      'probe connect to x1.corp.contoso.com as wap',
    ]);
  });

  it('knows the hosts of Microsoft from the catalog', () => {
    const found = tasks({ from: 'connect', to: { role: null, host: 'graph.microsoft.com' } });
    assert.ok(found.length > 0);
    assert.deepEqual(distinct(found.map(({ to }) => to)), ['entra']);
  });

  it('leaves loopback to the local runner, and everything else to the others', () => {
    assert.deepEqual(distinct(tasks({ to: { role: null, host: 'localhost' } }).map((task) => task.runner)), ['local']);
    assert.ok(tasks({ from: 'connect', to: { role: 'entra', host: null } }).every((task) => task.runner !== 'local'));
  });

  it('tries loopback with each kind once, and narrows by port', () => {
    const found = tasks({ to: { role: null, host: 'localhost' } });
    assert.equal(new Set(found.map(({ probe }) => `${probe.kind} ${probe.port}`)).size, found.length);
    const narrowed = tasks({ to: { role: null, host: 'localhost' }, ports: [[636, 636]] });
    assert.deepEqual(
      narrowed.map(({ probe }) => probe.kind),
      ['ldaps'],
    );
  });

  it('says that no host of a role is known, beside what can be proven', () => {
    const assigned = assign(question({ from: 'connect' }), [sync01]);
    assert.ok(assigned.kind === 'assignment');
    assert.ok(assigned.tasks.some(({ to }) => to === 'entra'));
    assert.ok(assigned.unprobed.some(({ reason }) => /no host of DC is known/.test(reason.en)));
  });

  it('keeps to what is required where only that is asked for', () => {
    const found = tasks({ from: 'connect', to: { role: 'dc', host: 'dc01.corp.contoso.com' }, requiredOnly: true });
    assert.deepEqual(distinct(found.map(({ need }) => need)), ['required']);
  });

  const refusals: readonly (readonly [
    title: string,
    parts: Partial<ProbeQuestion>,
    runners: readonly RunnerView[],
    says: RegExp,
  ])[] = [
    ['a runner where there is none', { runner: 'sync1' }, [], /no runner “sync1”; none is enrolled yet\./],
    ['a runner that is not there', { runner: 'sync1' }, all, /no runner “sync1”/],
    [
      'no runner of the role',
      { from: 'health-agent', to: { role: 'entra', host: null } },
      all,
      /No runner is enrolled for the role Health agent/,
    ],
    ['none that is connected', { from: 'connect', to: { role: 'entra', host: null } }, [sync02], /connected: sync02/],
  ];
  for (const [title, parts, runners, says] of refusals)
    it(`refuses with a reason: ${title}`, () => {
      const refusal = assign(question(parts), runners);
      assert.equal(refusal.kind, 'refusal');
      assert.match(refusal.message.en, says);
    });
});
