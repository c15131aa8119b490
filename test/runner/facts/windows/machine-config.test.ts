import assert from 'node:assert/strict';
import fc from 'fast-check';
import { machineConfig, proxyFragments, proxyFragmentXml } from '../../../../src/catalog/prerequisites/proxy-config.ts';
import { machineConfigPath, readMachineConfig } from '../../../../src/runner/facts/windows/machine-config.ts';

function configuration(...sections: readonly string[]): string {
  return `\uFEFF<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<!-- a > b -->\r\n<configuration>\r\n${sections.join('\r\n')}\r\n</configuration>\r\n`;
}

const shipped = [
  '<configSections><section name="appSettings" type="System.Configuration.AppSettingsSection, System.Configuration"/></configSections>',
  '<runtime/>',
  '<system.web><processModel autoConfig="true"/></system.web>',
];

const none = { proxyAddress: null, bypassOnLocal: null, enabled: true, useDefaultCredentials: false, last: null };

describe('the reader of machine.config', () => {
  it('looks at the file that the prerequisite names', () =>
    assert.equal(`C:\\Windows\\${machineConfigPath}`, machineConfig.file));

  it('finds no proxy in the file as it is shipped', () =>
    assert.deepEqual(readMachineConfig(configuration(...shipped)), none));

  it('reads both forms of the document', () => {
    const [without, asking] = proxyFragments.map((fragment) =>
      readMachineConfig(
        configuration(
          ...shipped,
          proxyFragmentXml(fragment).replace('<PROXYADDRESS>', 'proxy.contoso.com').replace('<PROXYPORT>', '8080'),
        ),
      ),
    );
    const set = { proxyAddress: 'http://proxy.contoso.com:8080', bypassOnLocal: true, enabled: true, last: true };
    assert.deepEqual(without, { ...set, useDefaultCredentials: false });
    assert.deepEqual(asking, { ...set, useDefaultCredentials: true });
  });

  it('sees that the section is not the last one', () => {
    const section = '<system.net><defaultProxy enabled="false"/></system.net>';
    assert.deepEqual(readMachineConfig(configuration(section, ...shipped)), { ...none, enabled: false, last: false });
    assert.equal(readMachineConfig(configuration(...shipped, section))?.last, true);
  });

  it('takes nothing from a comment', () => {
    const commented =
      '<!-- <system.net><defaultProxy><proxy proxyaddress="http://old:1"/></defaultProxy></system.net> -->';
    assert.deepEqual(readMachineConfig(configuration(...shipped, commented)), none);
  });

  it('takes no proxy that stands anywhere but in its section', () => {
    const stray = '<defaultProxy><proxy proxyaddress="http://stray:1"/></defaultProxy>';
    assert.equal(readMachineConfig(configuration(stray))?.proxyAddress, null);
  });

  it('leaves credentials out of the address', () => {
    const section = `<system.net><defaultProxy><proxy proxyaddress='http://CORP%5Cme:p@ss@proxy:8080'/></defaultProxy></system.net>`;
    assert.equal(readMachineConfig(configuration(section))?.proxyAddress, 'http://proxy:8080');
  });

  it('reads entities, either quote, and an end of tag within quotes', () => {
    const section = `<system.net note="a>b"><defaultProxy><proxy scriptLocation="x" proxyaddress = "http://p/?a&amp;b" bypassonlocal="False"/></defaultProxy></system.net>`;
    assert.deepEqual(readMachineConfig(configuration(section)), {
      ...none,
      proxyAddress: 'http://p/?a&b',
      bypassOnLocal: false,
      last: true,
    });
  });

  it('knows nothing of a file that is not well-formed', () => {
    for (const file of [
      '',
      'no XML',
      '<configuration>',
      '<configuration><a></configuration>',
      '<configuration></a></configuration>',
      '<configuration a="></configuration>',
      '<!-- <configuration/>',
      '< >',
    ])
      assert.equal(readMachineConfig(file), null, file);
  });

  it('reads anything without failing', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...shipped,
        '<configuration>',
        '</configuration>',
        '<system.net>',
        '</system.net>',
        '"',
        '<!--',
        '-->',
        '<proxy proxyaddress="',
        '/>',
        '<',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const read = readMachineConfig(pieces.join(''));
        assert.ok(read === null || (read.proxyAddress?.length ?? 0) <= 300);
      }),
    );
  });

  it('takes no more time for repeated beginnings than for other text', () => {
    for (const filling of ['<a "', '<', '<!--', '<a a=', `<a a='" `, '<a>', ' a'])
      readMachineConfig(`<configuration${filling.repeat(262_144 / filling.length)}/>`);
  });
});
