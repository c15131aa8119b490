import assert from 'node:assert/strict';
import { type FlowFacts, flowFacts } from '../../../src/catalog/ports/facts.ts';
import { flows, probedTransports } from '../../../src/catalog/ports/flow.ts';
import { selectFlows } from '../../../src/catalog/ports/lookup.ts';
import { formatSpans } from '../../../src/catalog/ports/span.ts';
import { text } from '../../../src/catalog/text.ts';
import { type FirewallRequest, type FirewallRule, rulesOf } from '../../../src/commands/export/request.ts';
import { requestSummary } from '../../../src/commands/export/summary.ts';
import { asked, questions, requested } from './typed.ts';

function brief({ rules }: FirewallRequest): readonly string[] {
  return rules.map(({ from, to, ports, transport }) => `${from} ${to} ${formatSpans(ports)} ${transport}`);
}

function ruleWith(request: FirewallRequest, id: string): FirewallRule {
  const rule = request.rules.find((candidate) => candidate.id === id);
  assert.ok(rule !== undefined, `no rule ${id}`);
  return rule;
}

function fact(id: string, changes: Partial<FlowFacts>): FlowFacts {
  const flow = flows.find((candidate) => candidate.id === id);
  assert.ok(flow !== undefined, id);
  return { ...flowFacts(flow), ...changes };
}

describe('export: the request', () => {
  it('asks for table 1 of the latest edition, a rule per flow and transport', () => {
    assert.deepEqual(brief(requested('connect dc --edition 2023')), [
      'connect dc 53 tcp',
      'connect dc 53 udp',
      'connect dc 88 tcp',
      'connect dc 88 udp',
      'connect dc 135 tcp',
      'connect dc 389 tcp',
      'connect dc 389 udp',
      'connect dc 445 tcp',
      'connect dc 636 tcp',
      'connect dc 636 udp',
      'connect dc 49152-65535 tcp',
      'connect dc 5985 tcp',
      'connect dc 9389 tcp',
      'connect dc 3268 tcp',
    ]);
  });

  it('names a rule after its flow and transport', () => {
    assert.deepEqual(
      requested('connect dc ldap').rules.map(({ id }) => id),
      ['connect-dc-ldap-tcp', 'connect-dc-ldap-udp'],
    );
  });

  it('keeps to the asked transport', () => {
    assert.deepEqual(brief(requested('connect dc --udp --edition 2023')), [
      'connect dc 53 udp',
      'connect dc 88 udp',
      'connect dc 389 udp',
      'connect dc 636 udp',
    ]);
  });

  it('assumes TCP for WinRM to AD FS and WAP, where table 3 prints no transport, and says so', () => {
    const request = requested('from connect winrm');
    for (const id of ['connect-adfs-winrm-tcp', 'connect-wap-winrm-tcp'])
      assert.equal(ruleWith(request, id).transportAssumed, true, id);
    assert.equal(ruleWith(request, 'connect-dc-winrm-tcp').transportAssumed, false);
    assert.ok(requestSummary(request, 'en').some((sentence) => /2 rules .* TCP is assumed/.test(sentence)));
  });

  it('merges the two reasons for 443 from Connect to Entra ID and keeps both', () => {
    const rule = ruleWith(requested('connect entra'), 'connect-entra-https-tcp');
    assert.deepEqual(
      rule.reasons.map(({ flow, need, phase, source }) => [flow, need, phase, source.place]),
      [
        ['connect-entra-https', 'required', 'both', 'table 2'],
        ['connect-entra-sso-registration', 'conditional', 'set-up', 'table 6b'],
      ],
    );
    assert.deepEqual([rule.need, rule.condition, rule.phase], ['required', null, 'both']);
    assert.deepEqual(
      rule.sources.map(({ place }) => place),
      ['table 2', 'table 6b'],
    );
    for (const { purpose } of rule.reasons) assert.ok(rule.purpose.nl.includes(purpose.nl));
  });

  it('leaves retired flows out and says which ports that spares', () => {
    const request = requested('pta entra');
    assert.deepEqual(brief(request), ['pta-agent entra 80 tcp', 'pta-agent entra 443 tcp', 'pta-agent entra 8080 tcp']);
    const left = requestSummary(request, 'en').find((sentence) => sentence.startsWith('Left out'));
    // 8080 and 443 of the old bootstrap row are still in use; the rest of table 6a of 2017 is not.
    assert.equal(left, 'Left out, since retired: PTA agent → Entra ID 9090, 9091, 9350, 9352, 10100-10120.');
  });

  it('asks for what an old edition lists when that edition is named, marked as retired', () => {
    const request = requested('pta entra --edition 2017');
    assert.deepEqual(brief(request), [
      'pta-agent entra 80 tcp',
      'pta-agent entra 443 tcp',
      'pta-agent entra 10100-10120 tcp',
      'pta-agent entra 5671, 9352 tcp',
      'pta-agent entra 9350 tcp',
      'pta-agent entra 443, 8080 tcp',
      'pta-agent entra 9090 tcp',
      'pta-agent entra 9091 tcp',
    ]);
    assert.deepEqual(request.leftOut, []);
    assert.ok(requestSummary(request, 'en').some((sentence) => sentence.startsWith('6 rules are ones that a later')));
  });

  it('carries supplements with their own status and source', () => {
    const rule = ruleWith(requested('connect dc ntp'), 'connect-dc-ntp-udp');
    assert.deepEqual(
      rule.reasons.map(({ status, source }) => [status, source.id]),
      [['supplement', 'field-practice']],
    );
  });

  it('lists the placeholders of the roles that occur, each once', () => {
    assert.deepEqual(
      requested('connect').placeholders.map(({ placeholder }) => placeholder),
      [
        '<CONNECT_ADDRESSES>',
        '<DC_ADDRESSES>',
        '<ENTRA_ADDRESSES>',
        '<ADFS_ADDRESSES>',
        '<WAP_ADDRESSES>',
        '<CRL_ADDRESSES>',
      ],
    );
  });

  it('has no rule where no flow answers', () => {
    const request = requested('client dc');
    assert.deepEqual([request.rules, request.placeholders, request.leftOut], [[], [], []]);
  });

  it('holds every flow of every question on each of its transports, and gives every rule an id of its own', () => {
    for (const question of questions) {
      const { query } = asked(question);
      const { flows: found, supplements } = selectFlows(query);
      const wanted = [...found.filter((flow) => query.edition !== null || flow.status === 'current'), ...supplements];
      const { rules } = requested(question);
      for (const flow of wanted)
        for (const transport of probedTransports(flow).filter(
          (name) => query.transport === null || name === query.transport,
        )) {
          const holding = rules.filter(
            (rule) => rule.transport === transport && rule.reasons.some((reason) => reason.flow === flow.id),
          );
          assert.equal(holding.length, 1, `${question}: ${flow.id} ${transport}`);
          assert.equal(holding[0]?.from, flow.from);
          assert.equal(holding[0]?.to, flow.to);
        }
      assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length, question);
    }
  });
});

describe('export: flows that ask for the same rule', () => {
  const when = (id: 'farm' | 'seamless-sso') => ({ anyOf: [id], label: text(id, id) });

  it('takes the strongest need, and joins the conditions of that need', () => {
    const [rule, ...more] = rulesOf(
      [
        fact('wap-adfs-https', { need: 'conditional', condition: when('farm'), phase: 'run-time' }),
        fact('wap-adfs-https', { need: 'conditional', condition: when('seamless-sso'), phase: 'run-time' }),
        fact('wap-adfs-https', { need: 'optional', condition: null, phase: 'run-time' }),
      ],
      null,
    );
    assert.deepEqual(more, []);
    assert.equal(rule?.need, 'conditional');
    assert.deepEqual(rule.condition?.anyOf, ['farm', 'seamless-sso']);
    assert.equal(rule.phase, 'run-time');
    assert.equal(rule.reasons.length, 3);
  });

  it('prints the transport as stated as soon as one source states it', () => {
    const [rule] = rulesOf(
      [fact('wap-adfs-https', { transports: [], allow: ['tcp'] }), fact('wap-adfs-https', { transports: ['tcp'] })],
      null,
    );
    assert.equal(rule?.transportAssumed, false);
  });

  it('keeps rules apart that differ in a port, a transport or a role', () => {
    const rules = rulesOf(
      [
        fact('wap-adfs-https', {}),
        fact('wap-adfs-https', { ports: [[444, 444]] }),
        fact('wap-adfs-https', { allow: ['udp'] }),
        fact('wap-adfs-https', { from: 'client' }),
      ],
      null,
    );
    assert.equal(rules.length, 4);
  });
});
