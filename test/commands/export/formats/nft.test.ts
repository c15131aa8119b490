import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { purposes } from '../../../../src/catalog/ports/purpose.ts';
import { roles } from '../../../../src/catalog/role.ts';
import { text } from '../../../../src/catalog/text.ts';
import { renderNft } from '../../../../src/commands/export/formats/nft.ts';
import { addressNames } from '../../../../src/commands/export/placeholder.ts';
import { questions, requested } from '../typed.ts';

/** The ruleset with addresses of the documentation range filled in; users come from anywhere. */
function filled(file: string): string {
  return roles.reduce(
    (whole, { id }, at) =>
      whole.replaceAll(
        addressNames(id).placeholder,
        id === 'client'
          ? '0.0.0.0/0'
          : `192.0.2.${at}, 198.51.100.${at * 8}/29, 203.0.113.${at * 8}-203.0.113.${at * 8 + 3}`,
      ),
    file,
  );
}

interface Checked {
  readonly accepted: boolean;
  readonly said: string;
}

/**
 * `nft -c` on this machine, or null. It reads the kernel's tables even to check, which takes CAP_NET_ADMIN; without it a
 * user namespace gives a network of one's own to check against.
 */
function findNft(): ((file: string) => Checked) | null {
  const { PATH = '' } = process.env;
  const env = { ...process.env, PATH: `${PATH}:/usr/sbin:/sbin` };
  const ways = [
    ['nft', '-c', '-f', '-'],
    ['unshare', '-rn', 'nft', '-c', '-f', '-'],
  ] as const;
  for (const [command, ...args] of ways) {
    const check = (file: string): Checked => {
      const { status, stderr } = spawnSync(command, args, { input: file, env, encoding: 'utf8' });
      return { accepted: status === 0, said: stderr };
    };
    if (check('table inet portolan_test { }\n').accepted) return check;
  }
  return null;
}

describe('export as nftables', () => {
  it('writes table 4 as a rule between two sets, in a table that drops nothing', () => {
    const code = renderNft(requested('wap adfs --edition 2023'), 'en')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
    assert.deepEqual(code, [
      'table inet portolan',
      'delete table inet portolan',
      'table inet portolan {',
      'set wap_addresses {',
      'type ipv4_addr',
      'flags interval',
      'auto-merge',
      'elements = { <WAP_ADDRESSES> }',
      '}',
      'set adfs_addresses {',
      'type ipv4_addr',
      'flags interval',
      'auto-merge',
      'elements = { <ADFS_ADDRESSES> }',
      '}',
      'chain allow {',
      'ct state established,related accept',
      'ip saddr @wap_addresses ip daddr @adfs_addresses tcp dport 443 counter accept comment "wap-adfs-https-tcp: required"',
      '}',
      'chain forward {',
      'type filter hook forward priority filter; policy accept;',
      'jump allow',
      'counter comment "not in this request"',
      '}',
      '}',
    ]);
  });

  it('gives the reason and the source of a rule above it', () => {
    const lines = renderNft(requested('wap adfs --edition 2023'), 'en').split('\n');
    const at = lines.findIndex((line) => line.includes(' accept comment '));
    assert.deepEqual(lines.slice(at - 3, at), [
      '    # WAP -> AD FS, HTTPS 443/TCP, required.',
      `    # ${purposes.federationTraffic.en}`,
      '    # Source: Hybrid Identity Required Ports and Protocols, 2023-01-19, table 4.',
    ]);
  });

  it('has one rule for each of every question, between sets that are defined', () => {
    for (const question of questions)
      for (const language of ['en', 'nl'] as const) {
        const request = requested(question);
        const file = renderNft(request, language);
        assert.match(file, /^[\n\u0020-\u007e]*$/, question);
        const sets = new Set([...file.matchAll(/^ {2}set (\w+) \{$/gm)].map(([, name]) => name));
        assert.equal(sets.size, request.placeholders.length, question);
        const rule =
          /^ {4}ip saddr @(\w+) ip daddr @(\w+) (tcp|udp) dport (\d+(?:-\d+)?|\{ [\d, -]+ \}) counter accept comment "([\w-]+): [^"]+"$/;
        const rules = file.split('\n').filter((line) => line.includes(' accept comment '));
        const parsed = rules.map((line) => {
          const [, from, to, transport, ports = '', id] = rule.exec(line) ?? [];
          assert.ok(sets.has(from) && sets.has(to), line);
          assert.ok((/"(.*)"/.exec(line)?.[1]?.length ?? 128) <= 127, line);
          return [id, from, to, transport, ports.replaceAll(/[{} ]/g, '')];
        });
        assert.deepEqual(
          parsed,
          request.rules.map(({ id, from, to, transport, ports }) => [
            id,
            addressNames(from).snake,
            addressNames(to).snake,
            transport,
            ports.map(([low, high]) => (low === high ? `${low}` : `${low}-${high}`)).join(','),
          ]),
          question,
        );
        assert.doesNotMatch(file, /^[^#]*\b(drop|reject)\b/m, question);
      }
  });

  it('holds a hostile text within its comment', () => {
    const request = requested('wap adfs --edition 2023');
    const purpose = text('x"; policy drop\n} flush ruleset', '');
    const file = renderNft({ ...request, rules: request.rules.map((rule) => ({ ...rule, purpose })) }, 'en');
    for (const line of file.split('\n')) if (line.includes('flush')) assert.match(line, /^\s*#/);
  });

  it('is refused by nft until its sets are filled in, and taken after (on CI nft must be there)', function () {
    this.timeout(60_000);
    const nft = findNft();
    if (nft === null) {
      const { CI = '' } = process.env;
      assert.equal(CI, '', 'CI must have nft (apt-get install nftables), and the right to run nft -c');
      // Without nft: what it would stumble over first, an unfilled set, and brackets that do not pair.
      for (const question of questions) {
        const file = renderNft(requested(question), 'en');
        const code = file.replaceAll(/#.*$/gm, '');
        assert.equal(code.split('{').length, code.split('}').length, question);
        assert.doesNotMatch(filled(code), /[<>]/, question);
      }
      return;
    }
    for (const question of questions)
      for (const language of ['en', 'nl'] as const) {
        const request = requested(question);
        const file = renderNft(request, language);
        if (request.rules.length > 0) assert.equal(nft(file).accepted, false, question);
        const { accepted, said } = nft(filled(file));
        assert.ok(accepted, `${question}: ${said}`);
      }
  });
});
