import assert from 'node:assert/strict';
import { rowFacts } from '../../../src/catalog/ports/facts.ts';
import { formatSpans } from '../../../src/catalog/ports/span.ts';

/**
 * The tables of the three editions, typed from the documents: table, protocol, ports in printed order, transports as
 * printed (`-` where the edition prints none), need.
 */
const printed = {
  '2017-02': `
    1  DNS                 53           tcp/udp  required
    1  Kerberos            88           tcp/udp  required
    1  MS-RPC              135          tcp/udp  required
    1  LDAP                389          tcp/udp  required
    1  LDAP/SSL            636          tcp/udp  conditional
    1  RPC                 49152-65535  tcp/udp  required
    2  HTTP                80           tcp/udp  required
    2  HTTPS               443          tcp/udp  required
    3  HTTP                80           tcp/udp  required
    3  HTTPS               443          tcp/udp  required
    3  WinRM               5985         -        required
    4  HTTPS               443          tcp/udp  required
    5  HTTPS               443          tcp/udp  required
    5  TCP                 49443        tcp      conditional
    6a HTTP                80           -        required
    6a HTTPS               443          -        required
    6a HTTPS               10100-10120  -        required
    6a Azure Service Bus   9352,5671    -        required
    6a HTTPS               9350         -        optional
    6a HTTPS               8080,443     -        required
    6a HTTPS               9090         -        conditional
    6a HTTPS               9091         -        required
    6b HTTPS               9090         -        conditional
    7a HTTPS               443          tcp/udp  required
    7a Azure Service Bus   5671         tcp/udp  required`,
  '2020-03': `
    1  DNS                 53           tcp/udp  required
    1  Kerberos            88           tcp/udp  required
    1  MS-RPC              135          tcp      required
    1  LDAP                389          tcp/udp  required
    1  SMB                 445          tcp      conditional
    1  LDAP/SSL            636          tcp/udp  conditional
    1  RPC                 49152-65535  tcp      required
    1  WinRM               5985         tcp      conditional
    1  AD DS Web Services  9389         tcp      conditional
    2  HTTP                80           tcp      required
    2  HTTPS               443          tcp      required
    3  HTTP                80           tcp      required
    3  HTTPS               443          tcp      required
    3  WinRM               5985         -        required
    4  HTTPS               443          tcp      required
    5  HTTPS               443          tcp      required
    5  TCP                 49443        tcp      conditional
    6a HTTP                80           -        required
    6a HTTPS               443          -        required
    6b HTTPS               443          -        conditional
    7a HTTPS               443          tcp      required
    7a Azure Service Bus   5671         tcp      conditional`,
  '2023-01': `
    1  DNS                 53           tcp/udp  required
    1  Kerberos            88           tcp/udp  required
    1  MS-RPC              135          tcp      required
    1  LDAP                389          tcp/udp  required
    1  SMB                 445          tcp      conditional
    1  LDAP/SSL            636          tcp/udp  conditional
    1  RPC                 49152-65535  tcp      required
    1  WinRM               5985         tcp      conditional
    1  AD DS Web Services  9389         tcp      conditional
    1  Global Catalog      3268         tcp      conditional
    2  HTTP                80           tcp      required
    2  HTTPS               443          tcp      required
    3  HTTP                80           tcp      required
    3  HTTPS               443          tcp      required
    3  WinRM               5985         -        required
    4  HTTPS               443          tcp      required
    5  HTTPS               443          tcp      required
    5  TCP                 49443        tcp      conditional
    6a HTTP                80           tcp      required
    6a HTTPS               443          tcp      required
    6b HTTPS               443          tcp      conditional
    7a Azure Service Bus   5671         tcp      recommended
    7a HTTPS               443          tcp      required`,
} as const;

const counts = { '2017-02': 25, '2020-03': 22, '2023-01': 23 } as const;

function linesOf(table: string): readonly string[] {
  return table
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(/\s{2,}|(?<=^\w\w) /)
        .join('|'),
    )
    .filter((line) => line !== '');
}

describe('the rows of the ports page', () => {
  for (const edition of ['2017-02', '2020-03', '2023-01'] as const) {
    describe(edition, () => {
      const rows = rowFacts().filter((row) => row.edition === edition);

      it(`are ${counts[edition]}`, () => assert.equal(rows.length, counts[edition]));

      it('stand as that edition prints them', () => {
        const held = rows.map((row) =>
          [
            row.table,
            row.protocol,
            formatSpans(row.ports).replaceAll(', ', ','),
            row.transports.length === 0 ? '-' : row.transports.join('/'),
            row.need,
          ].join('|'),
        );
        assert.deepEqual(held, linesOf(printed[edition]));
      });
    });
  }

  it('are 70 in all', () => assert.equal(rowFacts().length, 70));

  it('of table 3 state a flow to AD FS and one to WAP each', () => {
    for (const row of rowFacts().filter(({ table }) => table === '3'))
      assert.deepEqual(
        row.flows.map((id) => id.split('-').slice(0, 2).join('-')),
        ['connect-adfs', 'connect-wap'],
      );
  });
});
