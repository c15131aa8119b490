import assert from 'node:assert/strict';
import * as v from 'valibot';
import { editions } from '../../../src/catalog/ports/edition.ts';
import { flows, livingFlows, supplementFlows } from '../../../src/catalog/ports/flow.ts';
import { roles } from '../../../src/catalog/role.ts';
import { probesOf, unaskedOf } from '../../../src/probe/plan/flow-probes.ts';
import { planKinds } from '../../../src/probe/plan/plan.ts';
import { targetOf } from '../../../src/probe/plan/target.ts';
import { probe } from '../../../src/probe/probe.ts';
import { planned, spelled } from './asking.ts';

/** The one probe of a flow and kind against a target. */
function one(flow: string, kind: string, host: string, more: { readonly federationServiceName?: string } = {}) {
  const found = [...flows, ...supplementFlows].find(({ id }) => id === flow);
  assert.ok(found, flow);
  const target = { ...targetOf(host), federationServiceName: more.federationServiceName ?? null };
  const probes = probesOf(found, target).filter((each) => each.probe.kind === kind);
  assert.equal(probes.length, 1);
  return probes[0];
}

describe('probes from Connect to a domain controller', () => {
  const plan = planned('connect', 'dc', ['dc01.corp.contoso.com']);

  // Table 1 of the edition of 2023-01, and beside it time, password change and the global catalog over TLS.
  it('ask every port of table 1 and of the supplements in its own protocol', () => {
    assert.deepEqual(
      plan.planned.map((each) => [each.probe.kind, each.probe.port, each.flow]),
      [
        ['dns-tcp', 53, 'connect-dc-dns'],
        ['dns', 53, 'connect-dc-dns'],
        ['kerberos', 88, 'connect-dc-kerberos'],
        ['kerberos-udp', 88, 'connect-dc-kerberos'],
        ['rpc-mapper', 135, 'connect-dc-ms-rpc'],
        ['ldap', 389, 'connect-dc-ldap'],
        ['cldap', 389, 'connect-dc-ldap'],
        ['smb', 445, 'connect-dc-smb'],
        ['ldaps', 636, 'connect-dc-ldaps'],
        ['rpc', 135, 'connect-dc-rpc'],
        ['winrm', 5985, 'connect-dc-winrm'],
        ['adws', 9389, 'connect-dc-adws'],
        ['gc', 3268, 'connect-dc-gc'],
        ['ntp', 123, 'connect-dc-ntp'],
        ['kpasswd', 464, 'connect-dc-kpasswd'],
        ['kpasswd-udp', 464, 'connect-dc-kpasswd'],
        ['gcs', 3269, 'connect-dc-gcs'],
      ],
    );
    assert.ok(plan.planned.every(({ from, to }) => from === 'connect' && to === 'dc'));
  });

  it('say that udp 636 is printed and has nothing to ask', () => {
    assert.deepEqual(
      plan.unprobed.map(({ flows: ids, ports }) => [ids, ports]),
      [[['connect-dc-ldaps'], [[636, 636]]]],
    );
    assert.match(plan.unprobed[0]?.reason.en ?? '', /udp 636/);
    assert.match(plan.unprobed[0]?.reason.nl ?? '', /udp 636/);
  });

  it('ask DNS for the domain controllers of the domain that the host is named in', () => {
    for (const kind of ['dns', 'dns-tcp'] as const)
      assert.deepEqual(one('connect-dc-dns', kind, 'dc01.corp.contoso.com')?.probe, {
        kind,
        host: 'dc01.corp.contoso.com',
        port: 53,
        question: '_ldap._tcp.dc._msdcs.corp.contoso.com',
        type: 'SRV',
      });
  });

  it('ask DNS for a zone that every server has, where no domain is known, and say so', () => {
    for (const host of ['localhost', '10.77.0.10', 'fd00::10']) {
      const planning = one('connect-dc-dns', 'dns', host);
      assert.deepEqual(planning?.probe, { kind: 'dns', host, port: 53, question: '127.in-addr.arpa', type: 'SOA' });
      assert.match(planning?.note?.en ?? '', /domain is not known/);
    }
  });

  it('ask Kerberos in the realm of the domain, and CLDAP for the domain', () => {
    assert.deepEqual(one('connect-dc-kerberos', 'kerberos', 'DC01.Corp.Contoso.com.')?.probe, {
      kind: 'kerberos',
      host: 'DC01.Corp.Contoso.com.',
      port: 88,
      realm: 'CORP.CONTOSO.COM',
    });
    assert.deepEqual(one('connect-dc-ldap', 'cldap', 'dc01.corp.contoso.com')?.probe, {
      kind: 'cldap',
      host: 'dc01.corp.contoso.com',
      port: 389,
      domain: 'corp.contoso.com',
    });
    assert.deepEqual(one('connect-dc-kpasswd', 'kpasswd-udp', 'dc')?.probe, {
      kind: 'kpasswd-udp',
      host: 'dc',
      port: 464,
      realm: null,
    });
  });

  it('prove the dynamic range by way of the endpoint mapper, and say so', () => {
    assert.match(one('connect-dc-rpc', 'rpc', 'dc01')?.note?.en ?? '', /49152-65535/);
  });

  it('keep the need that the edition states', () => {
    const needs = new Map(plan.planned.map(({ probe: { kind }, need }) => [kind, need]));
    assert.equal(needs.get('ldap'), 'required');
    assert.equal(needs.get('ldaps'), 'conditional');
    assert.equal(needs.get('ntp'), 'recommended');
  });

  it('ask each of several hosts, flow by flow', () => {
    const two = planned('connect', 'dc', ['dc01.contoso.com', 'dc02.contoso.com'], { protocols: ['smb', 'adws'] });
    assert.deepEqual(two.planned.map(spelled), [
      'smb dc01.contoso.com:445',
      'smb dc02.contoso.com:445',
      'adws dc01.contoso.com:9389',
      'adws dc02.contoso.com:9389',
    ]);
  });
});

describe('probes at AD FS and WAP', () => {
  it('ask WAP to AD FS for metadata under the federation service name, and for the status page', () => {
    const sts = { host: 'sts01.corp.contoso.com', domain: null, federationServiceName: 'sts.contoso.com' };
    const plan = planned('wap', 'adfs', [], { hosts: [sts] });
    assert.deepEqual(
      plan.planned.map((each) => [each.probe, each.flow, each.note]),
      [
        [{ kind: 'adfs-metadata', host: sts.host, port: 443, serverName: 'sts.contoso.com' }, 'wap-adfs-https', null],
        [
          { kind: 'adfs-health', host: sts.host, port: 80, path: '/adfs/probe', serverName: 'sts.contoso.com' },
          'wap-adfs-http',
          null,
        ],
      ],
    );
  });

  it('ask a user’s way to WAP for metadata, and 49443 whether it asks for a certificate', () => {
    assert.deepEqual(
      planned('client', 'wap', ['wap01.contoso.com']).planned.map((each) => [spelled(each), each.flow]),
      [
        ['adfs-metadata wap01.contoso.com:443', 'client-wap-https'],
        ['client-certificate wap01.contoso.com:49443', 'client-wap-certificate'],
      ],
    );
  });

  it('say that the name of the federation service is not known', () => {
    assert.match(one('wap-adfs-https', 'adfs-metadata', 'sts01')?.note?.nl ?? '', /naam van de federatieservice/);
    assert.equal(
      one('wap-adfs-https', 'adfs-metadata', 'sts01', { federationServiceName: 'sts.contoso.com' })?.note,
      null,
    );
  });

  it('ask table 3 at AD FS and at WAP: 80, 443 and 5985', () => {
    for (const to of ['adfs', 'wap'] as const)
      assert.deepEqual(planned('connect', to, ['h']).planned.map(spelled), [
        'adfs-health h:80',
        'adfs-metadata h:443',
        'winrm h:5985',
      ]);
  });

  it('ask the members of a farm for what they copy over 80', () => {
    assert.deepEqual(planned('adfs', 'adfs', ['sts02']).planned.map(spelled), ['adfs-health sts02:80']);
  });

  it('ask Cloud Sync’s two ports at a domain controller', () => {
    assert.deepEqual(planned('cloud-sync-agent', 'dc', ['dc01']).planned.map(spelled), [
      'ldap dc01:389',
      'gc dc01:3268',
    ]);
  });
});

describe('narrowing a plan', () => {
  it('takes the flows of the features, conditions of other flows among them', () => {
    // 445 is synchronization's, and needed when passwords are written back; 464 belongs to writeback itself.
    assert.deepEqual(planned('connect', 'dc', ['dc01'], { features: ['password-writeback'] }).planned.map(spelled), [
      'smb dc01:445',
      'kpasswd dc01:464',
      'kpasswd-udp dc01:464',
    ]);
    assert.deepEqual(planned('connect', 'dc', ['dc01'], { features: [] }).planned, []);
  });

  it('takes the ports that were asked for', () => {
    const at = (from: number, to: number) => planned('connect', 'dc', ['dc01'], { ports: [[from, to]] }).planned;
    assert.deepEqual(at(389, 389).map(spelled), ['ldap dc01:389', 'cldap dc01:389']);
    // A port of the dynamic range is proven by way of the mapper.
    assert.deepEqual(at(49_153, 49_153).map(spelled), ['rpc dc01:135']);
    assert.deepEqual(at(1, 1), []);
  });

  it('takes an edition as it states its flows', () => {
    // The first edition has no SMB, WinRM, AD web services or global catalog in table 1, and prints UDP for 135 and 636.
    const first = planned('connect', 'dc', ['dc01'], { edition: '2017-02' });
    assert.deepEqual(first.planned.map(spelled), [
      'dns-tcp dc01:53',
      'dns dc01:53',
      'kerberos dc01:88',
      'kerberos-udp dc01:88',
      'rpc-mapper dc01:135',
      'ldap dc01:389',
      'cldap dc01:389',
      'ldaps dc01:636',
      'rpc dc01:135',
    ]);
    assert.deepEqual(
      first.unprobed.map(({ flows: ids }) => ids),
      [['connect-dc-ms-rpc'], ['connect-dc-ldaps'], ['connect-dc-rpc']],
    );
  });

  it('leaves what was retired out of today’s plan', () => {
    const ids = planned('pta-agent', 'entra', []).planned.flatMap((each) => each.flows);
    assert.ok(ids.includes('pta-entra-https'));
    assert.ok(!ids.some((id) => /responses|bootstrap|renewal|registration|performance|pta-entra-service-bus/.test(id)));
  });
});

describe('probes of flows that were retired', () => {
  const old = (id: string) => {
    const flow = flows.find((each) => each.id === id);
    assert.ok(flow);
    return probesOf(flow, targetOf('login.windows.net'));
  };

  it('try the two ends of a span and call it a sample', () => {
    const sample = old('pta-entra-responses');
    assert.deepEqual(sample.map(spelled), ['tcp login.windows.net:10100', 'tcp login.windows.net:10120']);
    for (const { note } of sample) {
      assert.match(note?.en ?? '', /sample.*21 ports/);
      assert.match(note?.nl ?? '', /steekproef.*21 poorten/);
    }
  });

  it('try a port only where no protocol is at home, and speak where one is', () => {
    assert.deepEqual(old('pta-entra-service-bus').map(spelled), [
      'tcp login.windows.net:9352',
      'amqps login.windows.net:5671',
    ]);
    assert.deepEqual(old('pta-entra-bootstrap').map(spelled), [
      'tcp login.windows.net:8080',
      'https login.windows.net:443',
    ]);
    for (const [id, port] of [
      ['pta-entra-performance', 9350],
      ['pta-entra-registration', 9090],
      ['pta-entra-renewal', 9091],
      ['connect-entra-sso-registration-9090', 9090],
    ] as const)
      assert.deepEqual(old(id).map(spelled), [`tcp login.windows.net:${port}`]);
  });
});

describe('what a host of unknown part is asked', () => {
  it('is every kind and port of today’s flows inside and at the edge, each once', () => {
    assert.deepEqual(
      planKinds(targetOf('localhost')).map(({ probe: { kind, port } }) => `${kind} ${port}`),
      [
        'dns-tcp 53',
        'dns 53',
        'kerberos 88',
        'kerberos-udp 88',
        'rpc-mapper 135',
        'ldap 389',
        'cldap 389',
        'smb 445',
        'ldaps 636',
        'rpc 135',
        'winrm 5985',
        'adws 9389',
        'gc 3268',
        'adfs-health 80',
        'adfs-metadata 443',
        'client-certificate 49443',
        'ntp 123',
        'kpasswd 464',
        'kpasswd-udp 464',
        'gcs 3269',
      ],
    );
  });

  it('names every flow that a probe proves', () => {
    const ldap = planKinds(targetOf('localhost')).find(({ probe: { kind } }) => kind === 'ldap');
    assert.deepEqual(ldap?.flows, ['connect-dc-ldap', 'cloud-sync-dc-ldap']);
    assert.equal(ldap?.flow, 'connect-dc-ldap');
    assert.equal(ldap?.from, 'connect');
  });

  it('keeps to the flows of the roles that the runner plays', () => {
    const probes = planKinds(targetOf('localhost'), ['cloud-sync-agent', 'wap']);
    assert.deepEqual(
      probes.map((each) => [spelled(each), each.flow, each.from]),
      [
        ['adfs-metadata localhost:443', 'wap-adfs-https', 'wap'],
        ['adfs-health localhost:80', 'wap-adfs-http', 'wap'],
        ['ldap localhost:389', 'cloud-sync-dc-ldap', 'cloud-sync-agent'],
        ['gc localhost:3268', 'cloud-sync-dc-gc', 'cloud-sync-agent'],
      ],
    );
    assert.deepEqual(planKinds(targetOf('localhost'), []), []);
  });
});

describe('every plan', () => {
  const everyEdition = [null, ...editions.map(({ id }) => id)];
  const hosts = ['dc01.corp.contoso.com', '10.77.0.10'];

  it('gives each living flow a probe or a reason', () => {
    for (const flow of livingFlows) {
      const plan = planned(flow.from, flow.to, flow.to === 'entra' || flow.to === 'crl' ? [] : hosts);
      const told = [...plan.planned, ...plan.unprobed].flatMap((each) => each.flows);
      assert.ok(told.includes(flow.id), flow.id);
      assert.ok(plan.unprobed.every(({ reason }) => reason.en !== '' && reason.nl !== ''));
    }
  });

  it('gives each transport of each flow a kind or a reason', () => {
    for (const flow of [...flows, ...supplementFlows]) {
      const asked = probesOf(flow, targetOf('h')).length;
      const reasons = unaskedOf(flow).length;
      assert.ok(asked + reasons >= Math.max(1, flow.transports.length), flow.id);
    }
  });

  it('holds only probes that the schema takes, each once, and is the same each time', () => {
    for (const edition of everyEdition)
      for (const { id: from } of roles)
        for (const { id: to } of roles) {
          const asked = to === 'entra' || to === 'crl' ? [] : hosts;
          const plan = planned(from, to, asked, { edition });
          for (const each of plan.planned) {
            assert.deepEqual(v.parse(probe, each.probe), each.probe);
            assert.equal(each.flows[0], each.flow);
            assert.equal(new Set(each.flows).size, each.flows.length);
          }
          const spelling = plan.planned.map((each) => JSON.stringify(each.probe));
          assert.equal(new Set(spelling).size, spelling.length);
          assert.deepEqual(planned(from, to, asked, { edition }), plan);
        }
  });
});
