import assert from 'node:assert/strict';
import { purposes } from '../../../../src/catalog/ports/purpose.ts';
import { text } from '../../../../src/catalog/text.ts';
import { renderMarkdown } from '../../../../src/commands/export/formats/markdown.ts';
import { questions, requested } from '../typed.ts';

function lines(question: string): readonly string[] {
  return renderMarkdown(requested(question), 'en').split('\n');
}

describe('export as Markdown', () => {
  it('is a document: title, summary, rules, addresses, sources', () => {
    const headings = lines('adfs wap --edition 2023').filter((line) => line.startsWith('#'));
    assert.deepEqual(headings, [
      '# Firewall change request · Ports · AD FS ↔ WAP · 2023-01-19',
      '## Summary',
      '## Rules',
      '## Addresses to fill in',
      '## Sources',
    ]);
  });

  it('writes the row of table 4 with its reason and its source', () => {
    const row = lines('adfs wap --edition 2023').find((line) => line.startsWith('| wap-adfs'));
    assert.equal(
      row,
      `| wap-adfs-https-tcp | WAP \\<WAP\\_ADDRESSES\\> | AD FS \\<ADFS\\_ADDRESSES\\> | TCP | 443 | HTTPS | inbound | required | ${purposes.federationTraffic.en} | \\[1\\] table 4 |`,
    );
  });

  it('numbers the sources, with the hash of the text that was read', () => {
    assert.ok(
      lines('adfs wap --edition 2023').includes(
        '1. Hybrid Identity Required Ports and Protocols, 2023-01-19, table 4, SHA-256 0de4f4ba97ab21f3276799672cccef0ef4b57fa1a239f6c2b80ddea5805fe1cc',
      ),
    );
  });

  it('tells the condition, the set-up, the assumed transport and the other document', () => {
    const document = renderMarkdown(requested('connect'), 'en');
    assert.match(document, /connect-dc-gc-tcp .*Condition: seamless SSO is used\. Needed during set-up only/);
    assert.match(document, /connect-adfs-winrm-tcp .*The source prints no transport; TCP is assumed\./);
    assert.match(document, /connect-dc-ntp-udp .*Not on the ports page: confirm against your own estate/);
  });

  it('has a row of ten cells for each rule of every question', () => {
    for (const question of questions) {
      const request = requested(question);
      const document = renderMarkdown(request, 'nl').split('\n');
      for (const { id } of request.rules) {
        const rows = document.filter((line) => line.startsWith(`| ${id} |`));
        assert.equal(rows.length, 1, `${question}: ${id}`);
        assert.equal(rows[0]?.split(/(?<!\\)\|/).length, 12, `${question}: ${id}`);
      }
    }
  });

  it('says so where nothing is asked', () => {
    assert.ok(lines('client dc').includes('- No rule: no flow answers this question.'));
  });

  it('shows markup in a text as it was written', () => {
    const request = requested('adfs wap --edition 2023');
    const rules = request.rules.map((rule) => ({ ...rule, purpose: text('<b>x</b> | **y**\n# z', '') }));
    assert.ok(renderMarkdown({ ...request, rules }, 'en').includes('\\<b\\>x\\</b\\> \\| \\*\\*y\\*\\*'));
  });
});
