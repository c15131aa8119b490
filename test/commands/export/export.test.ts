import assert from 'node:assert/strict';
import { selectFlows } from '../../../src/catalog/ports/lookup.ts';
import { answerExport } from '../../../src/commands/export/export.ts';
import { formats } from '../../../src/commands/export/format.ts';
import { spellExport } from '../../../src/commands/export/read.ts';
import { viewExport } from '../../../src/commands/export/view.ts';
import { asked, questions } from './typed.ts';

function answered(text: string) {
  const args = asked(text);
  return { result: answerExport(args), line: spellExport(args) };
}

function shown(text: string, language: 'en' | 'nl' = 'en') {
  const { result, line } = answered(text);
  const card = viewExport(result, language, line);
  return { card, result, code: card.body.find((element) => element.kind === 'code') };
}

describe('export: the result', () => {
  it('names a file of safe characters after the question', () => {
    const names = [
      ['connect dc', 'portolan-connect-dc.csv'],
      ['', 'portolan-all-flows.csv'],
      ['wap -> adfs --as nft', 'portolan-from-wap-to-adfs.nft'],
      ['connect dc ldap --udp --edition 2017 --as powershell', 'portolan-connect-dc-ldap-edition-2017-02-udp.ps1'],
      ['443 --as nsg', 'portolan-443.nsg.json'],
      ['adfs --as markdown', 'portolan-adfs.md'],
    ] as const;
    for (const [text, name] of names) assert.equal(answered(text).result.filename, name);
    const long = answered(`${'443 80 389 636 53 88 135 445 5985 9389 3268 '.repeat(8)} --as json`).result.filename;
    assert.match(long, /^portolan-[a-z0-9-]{1,71}(?<!-)\.json$/);
  });

  it('is CSV unless a format is asked for', () => {
    const { result } = answered('connect dc');
    assert.deepEqual([result.format, result.byDefault, result.mediaType], ['csv', true, 'text/csv; charset=utf-8']);
    assert.deepEqual([answered('dc as json').result.format, answered('dc as json').result.byDefault], ['json', false]);
  });

  it('is plain JSON', () => {
    for (const { id } of formats) {
      const { result } = answered(`connect --as ${id}`);
      assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
    }
  });

  it('holds every flow of every question in every format', () => {
    for (const question of questions)
      for (const { id } of formats) {
        const { query, rules, content } = answered(`${question} --as ${id}`).result;
        const { flows, supplements } = selectFlows(query);
        for (const flow of [
          ...flows.filter(({ status }) => query.edition !== null || status !== 'retired'),
          ...supplements,
        ]) {
          const bearing = rules.filter(({ reasons }) => reasons.some((reason) => reason.flow === flow.id));
          assert.ok(bearing.length > 0, `${question}: ${flow.id}`);
          for (const rule of bearing) assert.ok(content.includes(rule.id), `${question} as ${id}: ${rule.id}`);
        }
      }
  });
});

describe('export: the message', () => {
  it('carries the file in the language of the reader, the result in English', () => {
    const { code, result } = shown('adfs wap --edition 2023', 'nl');
    assert.equal(code?.filename, 'portolan-adfs-wap-edition-2023-01.csv');
    assert.ok(code.text.startsWith('Regel,'));
    assert.ok(result.content.startsWith('Rule,'));
    assert.equal(shown('adfs wap --edition 2023').code?.text, result.content);
  });

  it('says that CSV is the default, and only then', () => {
    const first = (text: string) => shown(text).card.body[0];
    assert.match(JSON.stringify(first('adfs wap')), /since no format was asked for/);
    assert.doesNotMatch(JSON.stringify(first('adfs wap --as csv')), /since no format/);
  });

  it('tells which addresses to fill in', () => {
    const table = shown('adfs wap --edition 2023').card.body.find((element) => element.kind === 'table');
    assert.deepEqual(
      table?.rows.map(({ cells }) => cells[0]),
      ['<WAP_ADDRESSES>', '<ADFS_ADDRESSES>'],
    );
  });

  it('offers the other formats and the ports as lines that can be asked', () => {
    const commands = shown('adfs wap --as csv').card.actions.map(({ command }) => command);
    assert.deepEqual(commands, [
      'export adfs wap --as markdown',
      'export adfs wap --as json',
      'export adfs wap --as powershell',
      'export adfs wap --as nsg',
      'export adfs wap --as nft',
      'ports adfs wap',
    ]);
  });

  it('says what is near, and hands nothing over, where no flow answers', () => {
    const { card, code } = shown('client dc');
    assert.equal(code, undefined);
    assert.equal(card.tone, 'warning');
    assert.match(JSON.stringify(card.body), /No edition lists a flow between Client and DC/);
  });

  it('points to the last edition that asked, where all has been retired', () => {
    const { card, code } = shown('9090');
    assert.equal(code, undefined);
    assert.match(JSON.stringify(card.body), /has been retired.*Left out, since retired: .*Entra ID 9090/);
    assert.equal(card.actions[0]?.command, 'export 9090 --edition 2017-02 --as csv');
  });

  it('cites each source once with all its places', () => {
    assert.deepEqual(shown('connect entra --edition 2023').card.sources, [
      'Hybrid Identity Required Ports and Protocols, 2023-01-19: table 2, table 6b',
    ]);
  });
});
