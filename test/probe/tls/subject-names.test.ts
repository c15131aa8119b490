import assert from 'node:assert/strict';
import fc from 'fast-check';
import { provesName, readAlternativeNames } from '../../../src/probe/tls/subject-names.ts';
import { hostile } from '../ber/mutations.ts';
import { der } from '../certificates.ts';

const dns = (...names: readonly string[]) => ({ dns: names, ips: [] });
const ips = (...addresses: readonly string[]) => ({ dns: [], ips: addresses });

describe('the names of a certificate', () => {
  it('prove the name itself, in any case and with or without the dot of the root', () => {
    for (const asked of ['sts.contoso.com', 'STS.Contoso.COM', 'sts.contoso.com.'])
      assert.ok(provesName(dns('sts.contoso.com'), asked), asked);
  });

  it('prove no other name', () => {
    for (const asked of ['contoso.com', 'xsts.contoso.com', 'sts.contoso.com.evil.com', 'sts.contoso.co', ''])
      assert.ok(!provesName(dns('sts.contoso.com'), asked), asked);
  });

  it('prove by a wildcard exactly one label, on the left', () => {
    assert.ok(provesName(dns('*.contoso.com'), 'sts.contoso.com'));
    assert.ok(provesName(dns('*.contoso.com'), 'xn--bcher-kva.contoso.com'));
    for (const asked of ['contoso.com', '.contoso.com', 'a.b.contoso.com', 'stscontoso.com'])
      assert.ok(!provesName(dns('*.contoso.com'), asked), asked);
  });

  it('take a wildcard only as the whole of the leftmost label', () => {
    for (const name of ['s*.contoso.com', '*s.contoso.com', 'sts.*.com', '*', '**.contoso.com'])
      assert.ok(!provesName(dns(name), 'sts.contoso.com'), name);
  });

  it('prove an address by an address only, however it is written', () => {
    assert.ok(provesName(ips('10.0.0.1'), '10.0.0.1'));
    assert.ok(provesName(ips('2001:db8::1'), '2001:0DB8:0:0:0:0:0:1'));
    assert.ok(provesName(ips('fe80::1'), 'fe80::1%eth0'));
    assert.ok(!provesName(ips('10.0.0.1'), '10.0.0.10'));
    assert.ok(!provesName(dns('10.0.0.1', '*.0.0.1'), '10.0.0.1'));
    assert.ok(!provesName(ips('10.0.0.1'), 'sts.contoso.com'));
  });

  it('are read as RFC 5280 section 4.2.1.6 writes them, other kinds passed over', () => {
    const content = der(
      0x30,
      der(0x81, Buffer.from('admin@contoso.com')),
      der(0x82, Buffer.from('STS.contoso.com')),
      der(0x86, Buffer.from('urn:contoso')),
      der(0x87, Buffer.from([192, 0, 2, 7])),
      der(0x87, Buffer.from('20010db8000000000000000000000001', 'hex')),
      der(0x87, Buffer.from([1, 2, 3])),
      der(0x82, Buffer.from('*.contoso.com')),
    );
    assert.deepEqual(readAlternativeNames(content), {
      dns: ['sts.contoso.com', '*.contoso.com'],
      ips: ['192.0.2.7', '2001:db8::1'],
    });
  });

  it('do not let a name with a zero byte or a comma pass for another', () => {
    const content = der(0x30, der(0x82, Buffer.from('sts.contoso.com\0.evil.com, DNS:sts.contoso.com')));
    assert.ok(!provesName(readAlternativeNames(content), 'sts.contoso.com'));
  });

  it('are read from more than three hundred', () => {
    const names = Array.from({ length: 400 }, (_, number) => der(0x82, Buffer.from(`host${number}.contoso.com`)));
    assert.ok(provesName(readAlternativeNames(der(0x30, ...names)), 'host399.contoso.com'));
  });

  it('survive any bytes', () => {
    const good = der(0x30, der(0x82, Buffer.from('sts.contoso.com')), der(0x87, Buffer.from([192, 0, 2, 7])));
    fc.assert(
      fc.property(hostile(good), (bytes) => {
        const names = readAlternativeNames(bytes);
        provesName(names, 'sts.contoso.com');
        provesName(names, '192.0.2.7');
      }),
    );
    assert.deepEqual(readAlternativeNames(null), { dns: [], ips: [] });
  });
});
