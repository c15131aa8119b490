import assert from 'node:assert/strict';
import type { Card, Element, Table } from '../../../src/card/card.ts';
import type { Language } from '../../../src/catalog/text.ts';
import { answerPorts } from '../../../src/commands/ports/ports.ts';
import { readQuery } from '../../../src/commands/ports/query.ts';
import type { PortsResult } from '../../../src/commands/ports/result.ts';
import { answer, refusal } from '../asking.ts';
import { assertReadable, cardTexts, typedLine } from '../typed-line.ts';

function result(question: string): PortsResult {
  const reading = readQuery(typedLine('ports', question));
  assert.ok(reading.kind === 'parsed', question);
  return answerPorts(reading.arguments);
}

async function cardOf(question: string, language: Language = 'en'): Promise<Card> {
  return (await answer(`ports ${question}`.trim(), language)).card(language);
}

function headings(card: Card): readonly string[] {
  return card.body.flatMap((element) => (element.kind === 'heading' ? [element.text] : []));
}

/** The element that stands right under a heading. */
function under(card: Card, heading: string): Element | undefined {
  const at = card.body.findIndex((element) => element.kind === 'heading' && element.text === heading);
  return at < 0 ? undefined : card.body[at + 1];
}

function tableUnder(card: Card, heading: string): Table {
  const element = under(card, heading);
  assert.ok(element?.kind === 'table', heading);
  return element;
}

function commands(card: Card): readonly string[] {
  return card.actions.map(({ command }) => command);
}

describe('the result of a ports question', () => {
  it('holds what scripts rely on', () => {
    const { kind, flows } = result('wap adfs');
    assert.equal(kind, 'ports');
    const [flow, ...more] = flows;
    assert.ok(flow !== undefined);
    assert.deepEqual(more, []);
    const { from, to, protocol, transports, ports, need, condition, editions, source } = flow;
    assert.deepEqual(
      { from, to, protocol, transports, ports, need, condition, editions },
      {
        from: 'wap',
        to: 'adfs',
        protocol: 'HTTPS',
        transports: ['tcp'],
        ports: [[443, 443]],
        need: 'required',
        condition: null,
        editions: ['2017-02', '2020-03', '2023-01'],
      },
    );
    assert.deepEqual([source.date, source.place], ['2023-01-19', 'table 4']);
    assert.match(source.sha256 ?? '', /^[0-9a-f]{64}$/);
  });

  it('is plain JSON', () => {
    for (const question of ['', 'client dc', '9090', 'connect dc --edition 2017 --udp'])
      assert.deepEqual(JSON.parse(JSON.stringify(result(question))), result(question), question);
  });

  it('bears the source of the edition that was asked', () => {
    const [flow] = result('adfs wap --edition 2020').flows;
    assert.deepEqual([flow?.source.date, flow?.source.place], ['2020-03-04', 'table 4']);
  });

  it('tells when a retired flow went and what took over', () => {
    for (const flow of result('9090').flows) {
      assert.equal(flow.status, 'retired');
      assert.deepEqual(
        [flow.retired?.last, flow.retired?.goneIn, flow.retired?.replacedBy?.protocol, flow.retired?.replacedBy?.ports],
        ['2017-02', '2020-03', 'HTTPS', [[443, 443]]],
      );
    }
  });

  it('counts what --required left out, retired flows aside', () => {
    // Table 1 has five conditional rows; 123 is recommended, 464 and 3269 conditional.
    assert.equal(result('connect dc --required').omitted, 8);
    assert.equal(result('connect dc --required --edition 2023').omitted, 5);
    assert.equal(result('connect dc').omitted, 0);
    // Of table 6a in 2017 the optional 9350 and the conditional 9090 are left out.
    assert.equal(result('pta --required --edition 2017').omitted, 2);
  });
});

describe('the answer to a pair of roles', () => {
  it('shows both directions, each labelled, the empty one with a sentence', async () => {
    const card = await cardOf('adfs wap');
    assert.equal(card.title, 'Ports · AD FS ↔ WAP');
    assert.deepEqual(headings(card), ['AD FS → WAP', 'WAP → AD FS', 'Not on the ports page, asked for elsewhere']);
    assert.deepEqual(under(card, 'AD FS → WAP'), { kind: 'paragraph', text: 'No edition lists a flow this way.' });
    const { rows } = tableUnder(card, 'WAP → AD FS');
    assert.deepEqual(
      rows.map(({ cells }) => cells.slice(0, 4)),
      [['443', 'TCP', 'HTTPS', 'required']],
    );
  });

  it('shows them in the order in which they were named', async () => {
    assert.deepEqual(headings(await cardOf('wap adfs')).slice(0, 2), ['WAP → AD FS', 'AD FS → WAP']);
  });

  it('shows both in Dutch', async () => {
    const card = await cardOf('adfs wap', 'nl');
    assert.equal(card.title, 'Poorten · AD FS ↔ WAP');
    assert.deepEqual(under(card, 'AD FS → WAP'), {
      kind: 'paragraph',
      text: 'Geen editie noemt een stroom in deze richting.',
    });
  });

  it('shows both where only another document asks, or where only old editions did', async () => {
    const crl = await cardOf('connect crl');
    assert.deepEqual(headings(crl).slice(0, 2), ['Connect → CRL/OCSP', 'CRL/OCSP → Connect']);
    assert.ok(cardTexts(crl).includes('No flow on the ports page; 1 asked for by other documents.'));
    const old = await cardOf('pta entra 9090');
    assert.deepEqual(under(old, 'PTA agent → Entra ID'), {
      kind: 'paragraph',
      text: 'The latest edition lists no flow this way any more.',
    });
    assert.deepEqual(under(old, 'Entra ID → PTA agent'), {
      kind: 'paragraph',
      text: 'No edition lists a flow this way.',
    });
  });

  it('shows one where one was asked', async () => {
    assert.deepEqual(headings(await cardOf('wap -> adfs')).slice(0, 1), ['WAP → AD FS']);
    assert.ok(!headings(await cardOf('wap -> adfs')).includes('AD FS → WAP'));
  });

  it('offers the firewall request and, where not everything is required, what is', async () => {
    assert.deepEqual(commands(await cardOf('connect dc')), [
      'export connect dc --as csv',
      'ports connect dc --required',
    ]);
    assert.deepEqual(commands(await cardOf('connect dc --required')), [
      'export connect dc --required --as csv',
      'ports connect dc',
    ]);
    // None of its flows is required, so that there is nothing to narrow to.
    assert.deepEqual(commands(await cardOf('seamless-sso')), ['export seamless-sso --as csv']);
  });
});

describe('the answer about a retired port', () => {
  it('says when it was last listed, when it went and what replaced it', async () => {
    const card = await cardOf('9090');
    assert.ok(cardTexts(card).includes('The latest edition no longer asks for this.'));
    const { columns, rows } = tableUnder(card, 'Retired: close what nothing else uses');
    assert.deepEqual(
      columns.map(({ title }) => title),
      ['Port', 'Flow', 'Protocol', 'Purpose', 'Last in', 'Gone in', 'Close', 'Now'],
    );
    assert.deepEqual(
      rows.map(({ cells, emphasis }) => [cells[0], cells[1], ...cells.slice(4), emphasis]),
      [
        ['9090', 'PTA agent → Entra ID', '2017', '2020', '9090', 'HTTPS 443', 'muted'],
        ['9090', 'Connect → Entra ID', '2017', '2020', '9090', 'HTTPS 443', 'muted'],
      ],
    );
  });

  it('asks to close only what no other flow towards Entra ID uses', async () => {
    const { rows } = tableUnder(await cardOf('pta'), 'Retired: close what nothing else uses');
    // 5671 is the Health agent's, 443 everybody's, and 8080 an optional port of newer agents.
    assert.deepEqual(
      rows.map(({ cells }) => [cells[0], cells[6]]),
      [
        ['10100-10120', '10100-10120'],
        ['9352, 5671', '9352'],
        ['9350', '9350'],
        ['8080, 443', 'still in use'],
        ['9090', '9090'],
        ['9091', '9091'],
      ],
    );
  });

  it('under an edition that has it warns that it has been dropped', async () => {
    const card = await cardOf('pta --edition 2017');
    const text = 'Dropped since: 6 of these 8. Ask without --edition for what holds today.';
    assert.ok(card.body.some((element) => element.kind === 'note' && element.text === text));
    assert.ok(commands(card).includes('ports pta-agent --edition 2023-01'));
  });

  it('under an edition that no longer has it tells which one had', async () => {
    const card = await cardOf('9090 --edition 2023');
    assert.equal(card.tone, 'warning');
    assert.ok(cardTexts(card).includes('In 2017: 2 flows'));
    assert.deepEqual(commands(card), ['ports 9090']);
  });
});

describe('what editions say differently', () => {
  it('is told of a transport: 2017 prints TCP/UDP for HTTPS, later editions TCP', async () => {
    const sentence = 'Earlier editions print TCP/UDP for HTTPS 443; since 2020 it is TCP.';
    assert.ok(cardTexts(await cardOf('adfs wap')).includes(sentence));
    assert.ok(!cardTexts(await cardOf('adfs wap --edition 2023')).includes(sentence));
  });

  it('is told of a missing one: WinRM in table 3 has none in any edition', async () => {
    const card = await cardOf('connect adfs winrm');
    assert.equal(tableUnder(card, 'Connect → AD FS').rows[0]?.cells[1], 'TCP*');
    assert.ok(cardTexts(card).some((text) => text.startsWith('* The source prints no transport here')));
  });
});

describe('an empty answer', () => {
  it('says so of the pair and offers the ways that end or start there', async () => {
    const card = await cardOf('client dc');
    const texts = cardTexts(card);
    assert.equal(card.tone, 'warning');
    assert.ok(texts.includes('No edition lists a flow between Client and DC.'));
    // 10 rows of table 1 with 3 from other documents, and 2 of the Cloud Sync agent.
    assert.ok(texts.includes('Flows that end at DC: Connect → DC (13), Cloud Sync agent → DC (2)'));
    assert.ok(texts.includes('Flows that start at Client: Client → WAP (2)'));
    assert.deepEqual(commands(card), ['ports to dc', 'ports from client']);
  });

  it('says so of one direction', async () => {
    assert.ok(cardTexts(await cardOf('adfs -> wap')).includes('No edition lists a flow from AD FS to WAP.'));
  });

  it('says so in Dutch', async () => {
    const texts = cardTexts(await cardOf('client dc', 'nl'));
    assert.ok(texts.includes('Geen editie noemt een stroom tussen Client en DC.'));
    assert.ok(texts.includes('Stromen die eindigen bij DC: Connect → DC (13), Cloud Sync agent → DC (2)'));
  });

  it('names the ports that are listed between the two', async () => {
    const card = await cardOf('adfs wap 444');
    assert.ok(cardTexts(card).includes('Listed there: 80, 443'));
    assert.deepEqual(commands(card), ['ports adfs wap']);
  });

  it('names the ports nearest to one that nobody uses, nearest first', async () => {
    const card = await cardOf('637');
    assert.ok(cardTexts(card).includes('No edition lists a flow for “port 637”.'));
    // 636 is 1 away, 464 is 173, 445 is 192.
    assert.ok(cardTexts(card).includes('Nearest listed ports: 636, 464, 445'));
    assert.deepEqual(commands(card), ['ports 636', 'ports 464', 'ports 445']);
  });

  it('names the restriction that leaves nothing', async () => {
    const required = await cardOf('seamless-sso --required');
    assert.ok(cardTexts(required).includes('Whatever the need: 4 flows'));
    assert.deepEqual(commands(required), ['ports seamless-sso']);
    const smb = await cardOf('smb --udp --edition 2023');
    assert.ok(cardTexts(smb).includes('Over TCP or UDP: 1 flow'));
  });

  it('does not say that no edition lists what an old one did', async () => {
    const card = await cardOf('adfs wap --udp');
    const texts = cardTexts(card);
    assert.ok(texts.includes('Today’s editions list no flow for “AD FS ↔ WAP · UDP”; an older one does.'));
    assert.ok(texts.includes('In 2017: 1 flow'));
    assert.ok(commands(card).includes('ports adfs wap --edition 2017-02 --udp'));
  });

  it('tells what only other documents ask for', async () => {
    assert.ok(cardTexts(await cardOf('ntp --edition 2023')).includes('Asked for by other documents: 1 flow'));
  });

  it('of a role without any flow says just that', async () => {
    assert.ok(cardTexts(await cardOf('sql')).includes('No edition lists a flow for “SQL Server”.'));
  });

  it('offers only lines that are answers', async () => {
    for (const question of [
      'client dc',
      'adfs -> wap',
      'adfs wap 444',
      '637',
      '1433',
      'sql',
      'sso --required',
      'ntp --edition 2017',
    ])
      for (const line of commands(await cardOf(question))) assert.equal((await answer(line)).kind, 'answer');
  });
});

describe('every answer about ports', () => {
  const questions = [
    '',
    'adfs wap',
    'connect dc',
    'client dc',
    'wap',
    'pta',
    'health',
    'cloud-sync',
    'crl',
    'sql',
    '636',
    '49152-65535',
    '9090',
    '637',
    'ldap',
    'seamless-sso',
    'seamless-sso --required',
    '--edition 2017',
    '9090 --edition 2023',
    'connect dc --udp --edition 2020',
    'adfs wap --udp',
  ];

  for (const question of questions)
    it(`to “${question}” can be read in both languages, and so can what it offers`, async () => {
      for (const language of ['en', 'nl'] as const) {
        const card = await cardOf(question, language);
        assertReadable(card, language);
        for (const line of commands(card)) await answer(line);
      }
    });

  it('shows in its tables exactly the flows of its result', async () => {
    for (const question of questions) {
      const { flows, supplements } = result(question);
      const tables = (await cardOf(question)).body.filter((element) => element.kind === 'table');
      const shown = tables.reduce((sum, { rows }) => sum + rows.length, 0);
      assert.equal(shown, flows.length + supplements.length, question);
    }
  });

  it('has a sheet with one line a flow', async () => {
    const { sheet } = await answer('ports wap adfs');
    const { columns, rows } = sheet('en');
    assert.equal(rows.length, 2);
    const named = Object.fromEntries(columns.map(({ title }, at) => [title, rows[0]?.cells[at]]));
    assert.equal(named['Source role'], 'Web Application Proxy');
    assert.equal(named['Destination role'], 'AD FS federation server');
    assert.deepEqual([named['Transport'], named['Ports'], named['Need']], ['tcp', '443', 'required']);
    assert.deepEqual([named['Place'], named['Date']], ['table 4', '2023-01-19']);
    for (const row of sheet('nl').rows) assert.equal(row.cells.length, columns.length);
  });
});

describe('the line of an answer', () => {
  const lines: readonly (readonly [string, string])[] = [
    ['PORTS Proxy->ADFS', 'ports from wap to adfs'],
    ['what ports does the federation server need', 'ports adfs'],
    ['ports entra <-> connect', 'ports entra <-> connect'],
    ['ports 2017-2017', 'ports 2017-2017'],
    ['ports dc udp required edition 2020', 'ports dc --edition 2020-03 --udp --required'],
    ['ports feature pta', 'ports feature pta'],
  ];
  for (const [typed, line] of lines)
    it(`of “${typed}” is “${line}”`, async () => {
      assert.equal((await answer(typed)).command, line);
      assert.deepEqual((await answer(line)).result, (await answer(typed)).result);
    });

  it('of a refusal is none: `ports adsf wpa` asks back with `ports adfs wap`', async () => {
    const { code, message, suggestions } = await refusal('ports adsf wpa');
    assert.equal(code, 'unknown-word');
    assert.ok(message.en.includes('“adsf” and “wpa”'));
    assert.deepEqual(suggestions, ['ports adfs wap']);
  });
});
