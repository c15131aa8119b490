import assert from 'node:assert/strict';
import fc from 'fast-check';
import { comparable, hostsPath, parseHosts } from '../../../src/probe/resolve/hosts-file.ts';

describe('a hosts file', () => {
  it('gives the addresses of each name, in the order of the file', () => {
    const hosts = parseHosts(
      [
        '127.0.0.1  localhost',
        '# a remark',
        '',
        '10.20.0.10\tDC1.corp.contoso.com dc1   # the first',
        '10.20.0.11 dc1',
        '10.20.0.10 dc1',
        'fd00::10 dc1.corp.contoso.com.',
        'fe80::1%eth0 gateway',
      ].join('\n'),
    );
    assert.deepEqual(Object.fromEntries(hosts), {
      localhost: ['127.0.0.1'],
      'dc1.corp.contoso.com': ['10.20.0.10', 'fd00::10'],
      dc1: ['10.20.0.10', '10.20.0.11'],
      gateway: ['fe80::1%eth0'],
    });
  });

  it('is read as Windows writes it', () => {
    const hosts = parseHosts('\ufeff# Copyright\r\n#\t127.0.0.1 localhost\r\n10.0.0.5\tsts.contoso.com\r\n');
    assert.deepEqual(Object.fromEntries(hosts), { 'sts.contoso.com': ['10.0.0.5'] });
  });

  it('passes over lines that say anything else', () => {
    assert.equal(parseHosts('300.1.1.1 a\nname 10.0.0.1\n10.0.0.1\n10.0.0.1 # only a remark\n').size, 0);
  });

  it('is read from any text without a fault', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (content) => parseHosts(content) instanceof Map));
  });

  it('stands where the operating system keeps it', () => {
    assert.equal(hostsPath('linux'), '/etc/hosts');
    assert.equal(hostsPath('win32'), 'C:\\Windows\\System32\\drivers\\etc\\hosts');
  });

  it('compares names without case and without the last dot', () => {
    assert.equal(comparable('DC1.Contoso.COM.'), 'dc1.contoso.com');
  });
});
