import assert from 'node:assert/strict';
import { text } from '../../../../src/catalog/text.ts';
import { quoted, renderPowershell } from '../../../../src/commands/export/formats/powershell.ts';
import { addressNames } from '../../../../src/commands/export/placeholder.ts';
import { questions, requested } from '../typed.ts';

function script(question: string, language: 'en' | 'nl' = 'en'): string {
  return renderPowershell(requested(question), language, 'file.ps1');
}

/**
 * The lines of code with every string emptied. Fails on a quote that does not close on its line: each string of these
 * scripts stands on one. In a PowerShell string in single quotes only a doubled quote stands for one.
 */
function withoutStrings(file: string): readonly string[] {
  return file
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .map((line) => {
      const rest = line.replaceAll(/'(?:[^']|'')*'/g, "''");
      assert.doesNotMatch(rest.replaceAll("''", ''), /['"`]/, line);
      return rest;
    });
}

function assertBalanced(code: string): void {
  const pairs: Readonly<Record<string, string>> = { ')': '(', '}': '{', ']': '[' };
  const open: string[] = [];
  for (const character of code.match(/[()[\]{}]/g) ?? []) {
    const opening = pairs[character];
    if (opening === undefined) open.push(character);
    else assert.equal(open.pop(), opening);
  }
  assert.deepEqual(open, []);
}

function ruleLines(file: string): readonly string[] {
  return file.split('\n').filter((line) => line.trim().startsWith('New-NetFirewallRule'));
}

/** Parameters of a rule's line and what stands behind each. */
function parameters(line: string): ReadonlyMap<string, string> {
  const found = [...line.matchAll(/ -([A-Za-z]+)[ :]((?:'(?:[^']|'')*'(?:, )?)+|[$A-Za-z]+)/g)];
  return new Map(found.map(([, name = '', value = '']) => [name, value]));
}

describe('export as PowerShell', () => {
  it('sets table 4 out on WAP and in on AD FS, each with the right remote end and port', () => {
    const [out = '', into = '', ...more] = ruleLines(script('wap adfs --edition 2023')).map((line) => line.trim());
    assert.deepEqual(more, []);
    const shared = [
      ['DisplayName', "'Portolan: WAP -> AD FS, HTTPS 443/TCP'"],
      ['Group', "'Portolan'"],
      ['Action', 'Allow'],
      ['Enabled', 'True'],
      ['Protocol', 'TCP'],
      ['WhatIf', '$WhatIfPreference'],
    ] as const;
    for (const line of [out, into])
      for (const [name, value] of shared) assert.equal(parameters(line).get(name), value, line);
    const own = (line: string) =>
      ['Name', 'Direction', 'Profile', 'RemoteAddress', 'RemotePort', 'LocalPort'].map((name) =>
        parameters(line).get(name),
      );
    assert.deepEqual(own(out), [
      "'portolan-wap-adfs-https-tcp-out'",
      'Outbound',
      'Any',
      '$AdfsAddresses',
      "'443'",
      undefined,
    ]);
    assert.deepEqual(own(into), [
      "'portolan-wap-adfs-https-tcp-in'",
      'Inbound',
      'Domain',
      '$WapAddresses',
      undefined,
      "'443'",
    ]);
  });

  it('sets nothing on users, Entra ID or certificate authorities', () => {
    assert.match(script('client wap'), /ValidateSet\('wap'\)/);
    assert.match(script('connect entra'), /ValidateSet\('connect'\)/);
    assert.equal(ruleLines(script('connect entra --edition 2023')).length, 2);
    assert.ok(ruleLines(script('connect entra')).every((line) => line.includes('-Direction Outbound')));
    assert.ok(ruleLines(script('client wap')).every((line) => line.includes('-Direction Inbound')));
  });

  it('sets both sides on AD FS for the traffic within the farm', () => {
    const directions = ruleLines(script('adfs to adfs')).map((line) => parameters(line).get('Direction'));
    assert.deepEqual(directions, ['Outbound', 'Inbound']);
  });

  it('lists several ports one by one', () => {
    const [line = ''] = ruleLines(script('pta service bus --edition 2017'));
    assert.equal(parameters(line).get('RemotePort'), "'5671', '9352'");
  });

  it('stops while an address that the named role needs is a placeholder', () => {
    const lines = script('wap adfs').split('\n');
    assert.ok(lines.includes("$WapAddresses = @('<WAP_ADDRESSES>')"));
    assert.ok(lines.includes("$AdfsAddresses = @('<ADFS_ADDRESSES>')"));
    assert.ok(lines.includes("    'wap' = @('AdfsAddresses')"));
    const guard = lines.findIndex((line) => line.startsWith('if ($Missing.Count -gt 0) { throw '));
    const change = lines.findIndex((line) => /^\s*(New|Remove)-NetFirewallRule/.test(line));
    assert.ok(guard > 0 && guard < change);
  });

  it('is well formed for every question, in both languages: strings closed, brackets paired, rules whole', () => {
    for (const question of questions)
      for (const language of ['en', 'nl'] as const) {
        const file = script(question, language);
        assert.match(file, /^[\n\u0020-\u007e]*$/, question);
        assertBalanced(withoutStrings(file).join('\n'));
        const defined = new Set([...file.matchAll(/^\$(\w+Addresses) = /gm)].map(([, name]) => name));
        const names: string[] = [];
        for (const line of ruleLines(file)) {
          const given = parameters(line);
          for (const name of [
            'Name',
            'DisplayName',
            'Group',
            'Direction',
            'Action',
            'Profile',
            'Protocol',
            'Description',
          ])
            assert.ok(given.has(name), `${name}: ${line}`);
          const [port, none] =
            given.get('Direction') === 'Outbound' ? ['RemotePort', 'LocalPort'] : ['LocalPort', 'RemotePort'];
          assert.ok(given.has(port) && !given.has(none), line);
          assert.ok(defined.has(given.get('RemoteAddress')?.slice(1)), line);
          names.push(given.get('Name') ?? '');
        }
        assert.equal(new Set(names).size, names.length, question);
        for (const { id, from, to, transport, ports } of requested(question).rules) {
          const sides = ruleLines(file)
            .map(parameters)
            .filter((given) => [`'portolan-${id}-out'`, `'portolan-${id}-in'`].includes(given.get('Name') ?? ''));
          assert.ok(sides.length > 0, `${question}: ${id}`);
          for (const given of sides) {
            const outbound = given.get('Direction') === 'Outbound';
            assert.equal(given.get('Protocol'), transport.toUpperCase(), id);
            assert.equal(given.get('RemoteAddress'), `$${addressNames(outbound ? to : from).pascal}`, id);
            const listed = given.get(outbound ? 'RemotePort' : 'LocalPort')?.split(', ') ?? [];
            assert.deepEqual(
              listed,
              ports.map(([low, high]) => (low === high ? `'${low}'` : `'${low}-${high}'`)),
              id,
            );
          }
        }
        for (const name of names) assert.ok(file.includes(`        ${name}`), `replaced when run again: ${name}`);
      }
  });

  it('is a comment where there is nothing to set', () => {
    for (const line of script('client dc').trimEnd().split('\n')) assert.match(line, /^#/);
  });

  it('quotes so that nothing ends a string: straight and typographic quotes, bars, line breaks', () => {
    assert.equal(quoted("it's ’a’ | b"), "'it''s ''a'' / b'");
    const request = requested('wap adfs --edition 2023');
    const purpose = text("’; Remove-Item C:\\ -Recurse #\n'$(calc)`\u2018x\u201b", '');
    const file = renderPowershell(
      { ...request, rules: request.rules.map((rule) => ({ ...rule, purpose })) },
      'en',
      'x.ps1',
    );
    assertBalanced(withoutStrings(file).join('\n'));
    assert.ok(!withoutStrings(file).join('\n').includes('Remove-Item'));
  });
});
