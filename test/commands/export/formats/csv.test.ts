import assert from 'node:assert/strict';
import { purposes } from '../../../../src/catalog/ports/purpose.ts';
import { text } from '../../../../src/catalog/text.ts';
import { renderCsv } from '../../../../src/commands/export/formats/csv.ts';
import { questions, requested } from '../typed.ts';
import { parseCsv } from './parse-csv.ts';

describe('export as CSV', () => {
  it('writes table 4 and the WinRM rows of table 3 as the documents have them', () => {
    const header =
      'Rule,Source role,Source addresses,Destination role,Destination addresses,Transport,Ports,Protocol,Direction,Need,Condition,When,Reason,Remarks,Source document\r\n';
    assert.equal(
      renderCsv(requested('wap adfs --edition 2023'), 'en'),
      `${header}wap-adfs-https-tcp,Web Application Proxy,<WAP_ADDRESSES>,AD FS federation server,<ADFS_ADDRESSES>,TCP,443,HTTPS,inbound,required,,run time,${purposes.federationTraffic.en},,"Hybrid Identity Required Ports and Protocols, 2023-01-19, table 4"\r\n`,
    );
    assert.equal(
      renderCsv(requested('connect adfs winrm --edition 2023'), 'en'),
      `${header}connect-adfs-winrm-tcp,Microsoft Entra Connect server,<CONNECT_ADDRESSES>,AD FS federation server,<ADFS_ADDRESSES>,TCP,5985,WinRM,internal,required,,set-up only,${purposes.winrmListener.en},Needed during set-up only; may be closed afterwards. The source prints no transport; TCP is assumed.,"Hybrid Identity Required Ports and Protocols, 2023-01-19, table 3"\r\n`,
    );
  });

  it('writes Dutch when asked', () => {
    const [header = [], record = []] = parseCsv(renderCsv(requested('wap adfs --edition 2023'), 'nl'));
    assert.equal(header[3], 'Doelrol');
    assert.deepEqual([record[3], record[8], record[9]], ['AD FS-federatieserver', 'inkomend', 'vereist']);
    assert.equal(record[12], purposes.federationTraffic.nl);
  });

  it('is a header and one record per rule, each of fifteen cells, for every question', () => {
    for (const question of questions)
      for (const language of ['en', 'nl'] as const) {
        const request = requested(question);
        const [, ...records] = parseCsv(renderCsv(request, language));
        assert.deepEqual(
          records.map(([id]) => id),
          request.rules.map(({ id }) => id),
          question,
        );
        for (const record of records) assert.equal(record.length, 15, question);
      }
  });

  it('lets no cell become a formula or hold a control character', () => {
    const request = requested('wap adfs --edition 2023');
    const hostile = ['=cmd|"/c calc"!A1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', 'a\u202eb'];
    for (const purpose of hostile) {
      const rules = request.rules.map((rule) => ({ ...rule, purpose: text(purpose, purpose) }));
      const cell = parseCsv(renderCsv({ ...request, rules }, 'en'))[1]?.[12] ?? '';
      assert.doesNotMatch(cell, /^[=+@\t\r\n-]/, JSON.stringify(purpose));
      assert.doesNotMatch(cell, /[\p{Cc}\u202e]/u, JSON.stringify(purpose));
      assert.ok(cell.includes(purpose.replace(/[\p{Cc}\u202e].*$/u, '')), JSON.stringify(purpose));
    }
  });
});
