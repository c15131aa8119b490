import assert from 'node:assert/strict';
import { complete } from '../../src/commands/complete.ts';

describe('completion', () => {
  // What a person expects the last word of the line to become.
  const table: readonly (readonly [string, readonly string[], string])[] = [
    ['po', ['ports'], 'po'],
    ['/po', ['ports'], 'po'],
    ['  PO', ['ports'], 'PO'],
    ['ex', ['explain', 'export'], 'ex'],
    ['xyzzy', [], 'xyzzy'],
    ['ports ad', ['adfs', 'adfs-wizard', 'adws'], 'ad'],
    ['ports adfs wa', ['wap'], 'wa'],
    ['ports AD', ['adfs', 'adfs-wizard', 'adws'], 'AD'],
    ['ports kerb', ['kerberos'], 'kerb'],
    ['ports seam', ['seamless-sso'], 'seam'],
    ['ports --', ['--edition', '--lang', '--page', '--required', '--tcp', '--udp'], '--'],
    ['ports adfs --e', ['--edition'], '--e'],
    ['ports --edition ', ['2017', '2020', '2023', 'latest'], ''],
    ['ports --edition 202', ['2020', '2023'], '202'],
    ['ports --lang ', ['en', 'nl'], ''],
    ['poorten --u', ['--udp'], '--u'],
    ['endpoints --cl', ['--cloud'], '--cl'],
    ['sources --', ['--lang', '--page'], '--'],
    ['changes 20', ['2017', '2020', '2023'], '20'],
    ['changes 2017 l', ['latest'], 'l'],
    ['changes 2017 2023 conn', ['connect'], 'conn'],
    [
      'help ',
      [
        'access',
        'audit',
        'changes',
        'endpoints',
        'explain',
        'export',
        'grant',
        'help',
        'lang',
        'ports',
        'prereqs',
        'probe',
        'runners',
        'sizing',
        'sources',
      ],
      '',
    ],
    ['help siz', ['sizing'], 'siz'],
    ['lang ', ['auto', 'en', 'nl'], ''],
    ['runners ', ['enroll', 'revoke'], ''],
    ['runners enroll adfs01 --role w', ['wap'], 'w'],
    ['grant U1 ', ['admin', 'none', 'operator', 'reader'], ''],
    ['probe st', ['status'], 'st'],
    ['probe connect to dc lda', ['ldap', 'ldaps'], 'lda'],
    ['xyzzy --', ['--lang', '--page'], '--'],
  ];
  for (const [line, candidates, partial] of table)
    it(`of “${line}” is ${candidates.join(' or ') || 'nothing'}`, () =>
      assert.deepEqual(complete(line), { candidates, partial }));

  it('of an empty line is every command', () => {
    const { candidates, partial } = complete('');
    assert.equal(partial, '');
    assert.equal(candidates.length, 15);
  });

  it('offers every role after ports', () => {
    const { candidates } = complete('ports ');
    for (const role of ['connect', 'dc', 'entra', 'adfs', 'wap', 'client', 'pta-agent', 'health-agent', 'sql', 'crl'])
      assert.ok(candidates.includes(role), role);
  });

  it('offers no word twice', () => {
    for (const line of ['', 'ports ', 'changes ', 'ports --']) {
      const { candidates } = complete(line);
      assert.equal(new Set(candidates).size, candidates.length, line);
    }
  });
});
