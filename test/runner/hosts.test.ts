import assert from 'node:assert/strict';
import { createHostRules, readHostPattern } from '../../src/runner/hosts.ts';

describe('hosts of a policy', () => {
  it('are read as names, suffixes, addresses and ranges', () => {
    assert.deepEqual(readHostPattern('DC01.Corp.Contoso.COM.'), { kind: 'name', name: 'dc01.corp.contoso.com' });
    assert.deepEqual(readHostPattern('localhost'), { kind: 'name', name: 'localhost' });
    assert.deepEqual(readHostPattern('*.Corp.contoso.com'), { kind: 'suffix', suffix: '.corp.contoso.com' });
    assert.deepEqual(readHostPattern('10.20.0.7'), {
      kind: 'range',
      family: 'ipv4',
      address: '10.20.0.7',
      prefix: 32,
    });
    assert.deepEqual(readHostPattern('10.20.0.0/16'), {
      kind: 'range',
      family: 'ipv4',
      address: '10.20.0.0',
      prefix: 16,
    });
    assert.deepEqual(readHostPattern('FD00:20::/32'), {
      kind: 'range',
      family: 'ipv6',
      address: 'fd00:20::',
      prefix: 32,
    });
  });

  const illegal = [
    '*',
    '*.',
    '**.contoso.com',
    'dc*.contoso.com',
    '*contoso.com',
    '10.20.0.0/33',
    '10.20.0.0/',
    '10.20.0.0/16/8',
    '10.20.0.0/-1',
    'fd00::/129',
    // Resolvers read these as addresses.
    '127.1',
    '2130706433',
    '0x7f000001',
    'dc01.0x7f',
    'https://dc01.contoso.com',
    'dc01.contoso.com:389',
    'dc01..contoso.com',
    '-dc01.contoso.com',
    '.contoso.com',
    '',
  ];
  for (const text of illegal)
    it(`are not “${text}”`, () => {
      assert.equal(readHostPattern(text), null);
      assert.equal(createHostRules([text]).lists('dc01.contoso.com'), false);
      assert.equal(createHostRules([text]).lists('127.0.0.1'), false);
    });

  /** What each list says of each host, by hand. */
  const table: readonly (readonly [patterns: readonly string[], host: string, listed: boolean])[] = [
    [[], 'dc01.corp.contoso.com', false],
    [['dc01.corp.contoso.com'], 'dc01.corp.contoso.com', true],
    [['dc01.corp.contoso.com'], 'DC01.CORP.contoso.com', true],
    [['dc01.corp.contoso.com'], 'dc01.corp.contoso.com.', true],
    [['dc01.corp.contoso.com'], 'dc011.corp.contoso.com', false],
    [['dc01.corp.contoso.com'], 'dc01.corp.contoso.com.evil.example', false],
    [['dc01.corp.contoso.com'], 'a.dc01.corp.contoso.com', false],
    [['dc01.corp.contoso.com'], 'dc01', false],
    [['*.corp.contoso.com'], 'dc01.corp.contoso.com', true],
    [['*.corp.contoso.com'], 'a.b.corp.contoso.com', true],
    [['*.corp.contoso.com'], 'corp.contoso.com', false],
    [['*.corp.contoso.com'], 'evilcorp.contoso.com', false],
    [['*.corp.contoso.com'], '.corp.contoso.com', false],
    [['*.corp.contoso.com'], 'x.corp.contoso.com.evil.example', false],
    // An address must be listed as one, and a name as one.
    [['dc01.corp.contoso.com'], '10.20.0.7', false],
    [['10.20.0.0/16'], 'dc01.corp.contoso.com', false],
    [['10.20.0.0/16'], '10.20.255.255', true],
    [['10.20.0.0/16'], '10.21.0.0', false],
    [['10.20.0.0/16'], '10.19.255.255', false],
    [['10.20.0.7'], '10.20.0.7', true],
    [['10.20.0.7'], '10.20.0.8', false],
    // The same address in IPv6 clothes.
    [['10.20.0.0/16'], '::ffff:10.20.0.7', true],
    [['10.20.0.0/16'], '::ffff:a14:7', true],
    [['10.20.0.0/16'], '::ffff:10.21.0.7', false],
    // Not the same to a resolver: 0x and octal spellings are names here, and such names are never listed.
    [['10.20.0.0/16'], '10.20.7', false],
    [['*.20.7'], '10.20.7', false],
    [['fd00:20::/32'], 'fd00:20::1', true],
    [['fd00:20::/32'], 'fd00:21::1', false],
    [['fd00:20::/32'], 'FD00:0020:0:0::1', true],
    // This machine and its link count only when they are listed as what they are.
    [['0.0.0.0/0'], '8.8.8.8', true],
    [['0.0.0.0/0'], '127.0.0.1', false],
    [['0.0.0.0/0'], '0.0.0.0', false],
    [['0.0.0.0/0'], '169.254.169.254', false],
    [['0.0.0.0/0'], '224.0.0.1', false],
    [['0.0.0.0/0'], '255.255.255.255', false],
    [['126.0.0.0/7'], '127.0.0.1', false],
    [['::/0'], '2001:db8::1', true],
    [['::/0'], '::1', false],
    [['::/0'], '::', false],
    [['::/0'], 'fe80::1', false],
    [['::/0'], 'fe80::1%eth0', false],
    [['::/0'], 'ff02::1', false],
    [['::/0'], '::ffff:127.0.0.1', false],
    [['127.0.0.0/8'], '127.0.0.1', true],
    [['127.0.0.0/8'], '127.255.0.1', true],
    [['127.0.0.0/8'], '::ffff:127.0.0.1', true],
    [['127.0.0.1'], '127.0.0.1', true],
    [['127.0.0.1'], '127.0.0.2', false],
    [['::1'], '::1', true],
    [['::1'], '0:0:0:0:0:0:0:1', true],
    [['::1'], '127.0.0.1', false],
    [['169.254.10.0/24'], '169.254.10.3', true],
    [['169.254.10.0/24'], '169.254.169.254', false],
    [['fe80::/10'], 'fe80::1%eth0', true],
  ];
  for (const [patterns, host, listed] of table)
    it(`${patterns.join(' ') || 'none'}: ${host} is ${listed ? '' : 'not '}listed`, () => {
      assert.equal(createHostRules(patterns).lists(host), listed);
    });

  describe('that a name leads to', () => {
    const named = createHostRules(['dc01.corp.contoso.com', '*.corp.contoso.com']);
    for (const address of ['10.20.0.7', '192.168.1.1', '52.1.2.3', '2001:db8::1', 'fd00::1', '::ffff:10.0.0.1'])
      it(`may be at ${address}`, () => assert.equal(named.takes(address), true));
    for (const address of [
      '127.0.0.1',
      '127.8.8.8',
      '0.0.0.0',
      '169.254.169.254',
      '224.0.0.251',
      '255.255.255.255',
      '::1',
      '::',
      '::127.0.0.1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::ffff:169.254.169.254',
      'fe80::1',
      'fe80::1%eth0',
      'febf::1',
      'ff02::fb',
      'not-an-address',
      '',
    ])
      it(`may not be at “${address}”`, () => assert.equal(named.takes(address), false));

    it('may be on this machine where the policy lists that', () => {
      const local = createHostRules(['localhost', '127.0.0.0/8', '::1']);
      assert.equal(local.takes('127.0.0.1'), true);
      assert.equal(local.takes('::1'), true);
      assert.equal(local.takes('169.254.169.254'), false);
    });
  });
});
