import assert from 'node:assert/strict';
import { formatSpans } from '../../../src/catalog/ports/span.ts';
import { isBlocked, requestOf } from '../../../src/commands/probe/request.ts';
import { viewProbe } from '../../../src/commands/probe/view.ts';
import type { Outcome } from '../../../src/probe/outcome.ts';
import { runner } from '../../fakes/estate.ts';
import { factsSaying } from '../../fakes/hostile-outcomes.ts';
import { everyVerdict } from '../../probe/explain/samples.ts';
import { done, drops, notAsked, runOf, silent, works } from './runs.ts';

const sync01 = runner({ name: 'sync01', roles: ['connect'], facts: factsSaying('SYNC01.corp.contoso.com') });

function rules(tasks: Parameters<typeof runOf>[0], runners = [sync01]): readonly string[] {
  return requestOf(runOf(tasks), runners).map(
    ({ source, destination, address, transport, ports, found }) =>
      `${source} > ${destination} (${address}) ${transport} ${formatSpans(ports)} ${found}`,
  );
}

describe('the firewall request of a probe', () => {
  it('names both hosts, the address that was tried, transport and port', () => {
    assert.deepEqual(rules([done('ldap', drops), done('kerberos-udp', silent), done('smb', works)]), [
      'sync01.corp.contoso.com > dc01 (10.77.0.10) tcp 389 filtered',
      'sync01.corp.contoso.com > dc01 (10.77.0.10) udp 88 open-or-filtered',
    ]);
  });

  it('asks for the range of the catalog where dynamic RPC fails, since its ports change at every start', () => {
    // Table 1 of the ports page: RPC, 49152-65535.
    assert.deepEqual(rules([done('rpc', drops, { flows: ['connect-dc-rpc'] })]), [
      'sync01.corp.contoso.com > dc01 (10.77.0.10) tcp 49152-65535 filtered',
    ]);
    assert.deepEqual(rules([done('rpc-mapper', drops, { flows: ['connect-dc-ms-rpc'] })]), [
      'sync01.corp.contoso.com > dc01 (10.77.0.10) tcp 135 filtered',
    ]);
  });

  it('asks once for what several tasks need', () => {
    assert.deepEqual(rules([done('ldap', drops), done('ldap', everyVerdict.refused)]), [
      'sync01.corp.contoso.com > dc01 (10.77.0.10) tcp 389 filtered',
    ]);
    assert.equal(rules([done('ldap', drops), done('ldap', drops, { runner: 'sync02' })]).length, 2);
  });

  it('names a runner that told no host name, or none that can be one', () => {
    const strange = runner({ name: 'sync01', roles: ['connect'], facts: factsSaying('<!channel>') });
    for (const known of [[], [runner({ name: 'sync01', roles: ['connect'] })], [strange]])
      assert.match(rules([done('ldap', drops)], known)[0] ?? '', /^sync01 > dc01/);
  });

  // What a firewall can be the cause of; what a name, a certificate, a proxy or a policy is the cause of is nobody's rule.
  const verdicts: readonly (readonly [verdict: Outcome['verdict'], asks: boolean])[] = [
    ['filtered', true],
    ['open-or-filtered', true],
    ['open-silent', true],
    ['open-then-closed', true],
    ['refused', true],
    ['unreachable', true],
    ['open', false],
    ['open-wrong-service', false],
    ['unresolved', false],
    ['tls-too-old', false],
    ['certificate-invalid', false],
    ['intercepted', false],
    ['proxy-blocked', false],
    ['refused-by-policy', false],
    ['error', false],
  ];
  for (const [verdict, asks] of verdicts)
    it(`${asks ? 'asks' : 'does not ask'} for a rule where the verdict is ${verdict}`, () => {
      assert.equal(rules([done('ldap', everyVerdict[verdict])]).length, asks ? 1 : 0);
    });

  it('does not ask for what was not asked, nor for a way that nothing needs any more', () => {
    const retired = done('tcp', drops, {
      flows: ['connect-entra-sso-registration-9090'],
      probe: { kind: 'tcp', host: 'a.example', port: 9090 },
    });
    assert.deepEqual(rules([done('ldap', notAsked), retired]), []);
    assert.deepEqual(runOf([retired]).tasks.map(isBlocked), [false]);
  });

  it('gives the purpose and its document, and is a CSV file to hand over', () => {
    const [rule, ...more] = requestOf(runOf([done('ldap', drops, { flows: ['connect-dc-ldap'] })]), [sync01]);
    assert.ok(rule !== undefined && more.length === 0);
    assert.notEqual(rule.purpose.en, '');
    assert.equal(rule.reference?.date, '2023-01-19');
    const { body, title } = viewProbe({ kind: 'probe-request', id: 'k3fq', rules: [rule] }, 'en', 'probe request k3fq');
    assert.equal(title, 'Firewall request from probe k3fq');
    const [file] = body.flatMap((element) => (element.kind === 'code' ? [element] : []));
    assert.equal(file?.filename, 'firewall-request-k3fq.csv');
    const [head, line] = file?.text.split('\r\n') ?? [];
    assert.equal(head, 'Source,Destination,Address,Transport,Ports,Action,Found,Purpose,Source document');
    assert.match(line ?? '', /^sync01\.corp\.contoso\.com,dc01,10\.77\.0\.10,tcp,389,allow,filtered,/);
  });

  it('says so where nothing calls for a rule', () => {
    const { body, tone } = viewProbe({ kind: 'probe-request', id: 'k3fq', rules: [] }, 'en', 'probe request k3fq');
    assert.equal(tone, 'good');
    assert.deepEqual(body, [{ kind: 'paragraph', text: 'Nothing failed that a firewall could be the cause of.' }]);
  });
});
