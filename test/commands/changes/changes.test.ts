import assert from 'node:assert/strict';
import type { Card } from '../../../src/card/card.ts';
import type { PortSpan } from '../../../src/catalog/ports/span.ts';
import type { Language } from '../../../src/catalog/text.ts';
import { answerChanges } from '../../../src/commands/changes/changes.ts';
import { readChanges } from '../../../src/commands/changes/query.ts';
import type { ChangesResult } from '../../../src/commands/changes/result.ts';
import { answer, flowLine } from '../asking.ts';
import { assertReadable, cardTexts, typedLine } from '../typed-line.ts';

function result(question: string): ChangesResult {
  const reading = readChanges(typedLine('changes', question));
  assert.ok(reading.kind === 'parsed', question);
  return answerChanges(reading.arguments);
}

async function cardOf(question: string, language: Language = 'en'): Promise<Card> {
  return (await answer(`changes ${question}`.trim(), language)).card(language);
}

function spans(ports: readonly PortSpan[]): string {
  return ports.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** What to do, on one line per destination. */
function todo({ consequence }: ChangesResult): readonly string[] {
  return (['close', 'keep', 'open', 'narrow'] as const).flatMap((act) =>
    consequence[act].map(({ to, ports }) => `${act} ${spans(ports)} > ${to}`),
  );
}

/** Changes as `connect > dc 445 tcp: phase`, the fields in the order of the result. */
function changed(question: string): readonly string[] {
  return result(question).changed.map(
    ({ flow, changes }) => `${flowLine(flow)}: ${changes.map(({ field }) => field).join(' ')}`,
  );
}

describe('the changes from 2017 to 2023', () => {
  const all = result('2017 2023');

  it('add SMB, WinRM, web services and the global catalog towards a DC, and 443 for the registration of SSO', () => {
    assert.deepEqual(all.added.map(flowLine), [
      'connect > dc 445 tcp',
      'connect > dc 5985 tcp',
      'connect > dc 9389 tcp',
      'connect > dc 3268 tcp',
      'connect > entra 443 tcp',
    ]);
  });

  it('remove all of table 6a but 80 and 443, and 9090 of table 6b', () => {
    assert.deepEqual(all.removed.map(flowLine), [
      'pta-agent > entra 10100-10120 -',
      'pta-agent > entra 9352,5671 -',
      'pta-agent > entra 9350 -',
      'pta-agent > entra 8080,443 -',
      'pta-agent > entra 9090 -',
      'pta-agent > entra 9091 -',
      'connect > entra 9090 -',
    ]);
  });

  it('take UDP from every web row and from the two RPC rows, and not from DNS, Kerberos and LDAP', () => {
    const narrowed = all.changed.filter(({ changes }) =>
      changes.some((change) => change.field === 'transports' && change.before.includes('udp')),
    );
    assert.deepEqual(narrowed.map(({ flow }) => flowLine(flow)).toSorted(), [
      'client > wap 443 tcp',
      'connect > adfs 443 tcp',
      'connect > adfs 80 tcp',
      'connect > dc 135 tcp',
      'connect > dc 49152-65535 tcp',
      'connect > entra 443 tcp',
      'connect > entra 80 tcp',
      'connect > wap 443 tcp',
      'connect > wap 80 tcp',
      'health-agent > entra 443 tcp',
      'health-agent > entra 5671 tcp',
      'wap > adfs 443 tcp',
    ]);
  });

  it('print the transport of table 6a, which 2017 did not', () => {
    const printed = all.changed.filter(({ changes }) =>
      changes.some((change) => change.field === 'transports' && change.before.length === 0),
    );
    assert.deepEqual(
      printed.map(({ flow }) => flowLine(flow)),
      ['pta-agent > entra 80 tcp', 'pta-agent > entra 443 tcp'],
    );
  });

  it('turn 5671 of the Health agent from required into recommended', () => {
    const bus = all.changed.find(({ flow }) => flow.id === 'health-entra-service-bus');
    const need = bus?.changes.find(({ field }) => field === 'need');
    assert.deepEqual(need, { field: 'need', before: 'required', after: 'recommended' });
  });

  it('close 9090, 9091, 9350, 9352 and 10100-10120, and keep 443, 5671 and 8080, which others still use', () => {
    assert.deepEqual(todo(all), [
      'close 9090, 9091, 9350, 9352, 10100-10120 > entra',
      'keep 443, 5671, 8080 > entra',
      'open 445, 3268, 5985, 9389 > dc',
      'narrow 135, 49152-65535 > dc',
      'narrow 80, 443, 5671 > entra',
      'narrow 80, 443 > adfs',
      'narrow 80, 443 > wap',
    ]);
  });

  it('name who still uses what is kept', () => {
    const [kept] = all.consequence.keep;
    assert.ok(kept?.flows.includes('health-entra-service-bus'), '5671');
    assert.ok(kept?.flows.includes('pta-entra-status'), '8080');
  });

  it('are the same asked the other way round', () => assert.deepEqual(result('2023 2017'), all));

  it('are said to the firewall team first', async () => {
    const texts = cardTexts(await cardOf('2017 2023'));
    assert.equal(texts[0], 'Changes · 2017 → 2023');
    assert.equal(texts[1], 'For the firewall team');
    assert.equal(texts[2], 'Close 9090, 9091, 9350, 9352, 10100-10120 towards Entra ID.');
    assert.ok(texts.includes('Keep 443, 5671, 8080 towards Entra ID: other flows still use them.'));
    assert.ok(texts.includes('Open 445, 3268, 5985, 9389 towards DC, where the conditions below hold.'));
  });

  it('are said in Dutch', async () => {
    const texts = cardTexts(await cardOf('2017 2023', 'nl'));
    assert.equal(texts[0], 'Wijzigingen · 2017 → 2023');
    assert.equal(texts[2], 'Sluit 9090, 9091, 9350, 9352, 10100-10120 naar Entra ID.');
  });
});

describe('the changes from 2020 to 2023', () => {
  it('add the global catalog and remove nothing', () => {
    const { added, removed } = result('2020 2023');
    assert.deepEqual(added.map(flowLine), ['connect > dc 3268 tcp']);
    assert.deepEqual(removed, []);
  });

  it('open 3268 towards a DC, and nothing else is to be done', () => {
    assert.deepEqual(todo(result('2020 2023')), ['open 3268 > dc']);
  });

  it('let SMB carry password writeback too, print transports in table 6, and recommend 5671 to all', () => {
    assert.deepEqual(changed('2020 2023'), [
      'connect > dc 445 tcp: when phase',
      'pta-agent > entra 80 tcp: transports',
      'pta-agent > entra 443 tcp: transports',
      'connect > entra 443 tcp: transports',
      'health-agent > entra 5671 tcp: need when',
    ]);
  });
});

describe('the changes from 2017 to 2020', () => {
  it('bring three rows of table 1 and take seven of table 6', () => {
    const { added, removed } = result('2017 2020');
    assert.deepEqual(added.map(flowLine), [
      'connect > dc 445 tcp',
      'connect > dc 5985 tcp',
      'connect > dc 9389 tcp',
      'connect > entra 443 -',
    ]);
    assert.equal(removed.length, 7);
  });
});

describe('the changes between two roles', () => {
  it('are those of their flows alone', () => {
    const { added, removed, changed: differing } = result('2017 2023 connect dc');
    assert.deepEqual(added.map(flowLine), [
      'connect > dc 445 tcp',
      'connect > dc 5985 tcp',
      'connect > dc 9389 tcp',
      'connect > dc 3268 tcp',
    ]);
    assert.deepEqual(removed, []);
    assert.deepEqual(
      differing.map(({ flow }) => flowLine(flow)),
      ['connect > dc 135 tcp', 'connect > dc 49152-65535 tcp'],
    );
  });

  it('close 9090 between Connect and Entra ID', () => {
    assert.deepEqual(todo(result('2017 2023 connect entra')), ['close 9090 > entra', 'narrow 80, 443 > entra']);
  });

  it('may be none, with words for it', async () => {
    assert.ok(cardTexts(await cardOf('2020 2023 adfs wap')).includes('These editions say the same.'));
    assert.ok(cardTexts(await cardOf('2017 2023 client dc')).includes('Neither edition lists a flow there.'));
  });
});

describe('every answer about changes', () => {
  const questions = [
    '',
    '2017 2020',
    '2020 2023',
    '2017 2023 pta',
    '2020 2023 adfs wap',
    'client dc',
    'from connect to dc',
  ];

  it('is plain JSON with what scripts rely on', () => {
    for (const question of questions) {
      const found = result(question);
      assert.deepEqual(JSON.parse(JSON.stringify(found)), found);
      for (const key of ['kind', 'added', 'removed', 'changed']) assert.ok(key in found, key);
      assert.equal(found.kind, 'changes');
    }
  });

  for (const question of questions)
    it(`to “${question}” can be read in both languages, and offers answers`, async () => {
      for (const language of ['en', 'nl'] as const) {
        const card = await cardOf(question, language);
        assertReadable(card, language);
        for (const { command } of card.actions) await answer(command);
      }
    });

  it('has a sheet with a line for each addition, removal and changed field', async () => {
    const { sheet } = await answer('changes 2017 2023');
    const found = result('2017 2023');
    const fields = found.changed.reduce((sum, { changes }) => sum + changes.length, 0);
    assert.equal(sheet('en').rows.length, 5 + 7 + fields);
    assert.deepEqual(sheet('en').rows[0]?.cells.slice(0, 3), ['Added', 'Connect → DC', '445']);
    assert.deepEqual(sheet('nl').rows[0]?.cells.slice(0, 3), ['Toegevoegd', 'Connect → DC', '445']);
  });
});
