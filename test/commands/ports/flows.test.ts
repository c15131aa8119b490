import assert from 'node:assert/strict';
import { flowFacts } from '../../../src/catalog/ports/facts.ts';
import { selectFlows } from '../../../src/catalog/ports/lookup.ts';
import { readQuery } from '../../../src/commands/ports/query.ts';
import { flowLine } from '../asking.ts';
import { typedLine } from '../typed-line.ts';

interface Found {
  /** Flows of the ports page that are to be opened, in the order of the page. */
  readonly page: readonly string[];
  readonly retired: readonly string[];
  readonly others: readonly string[];
}

function find(question: string): Found {
  const reading = readQuery(typedLine('ports', question));
  assert.ok(reading.kind === 'parsed', question);
  const { flows, supplements } = selectFlows(reading.arguments);
  const facts = flows.map(flowFacts);
  const old = (status: string) => status === 'retired' && reading.arguments.edition === null;
  return {
    page: facts.filter(({ status }) => !old(status)).map(flowLine),
    retired: facts.filter(({ status }) => old(status)).map(flowLine),
    others: supplements.map(flowFacts).map(flowLine),
  };
}

// Table 1 of the edition of 2023-01-19, top to bottom.
const connectToDc2023 = [
  'connect > dc 53 tcp/udp',
  'connect > dc 88 tcp/udp',
  'connect > dc 135 tcp',
  'connect > dc 389 tcp/udp',
  'connect > dc 445 tcp',
  'connect > dc 636 tcp/udp',
  'connect > dc 49152-65535 tcp',
  'connect > dc 5985 tcp',
  'connect > dc 9389 tcp',
  'connect > dc 3268 tcp',
];

describe('the flows between two roles', () => {
  it('are one between AD FS and WAP, from the proxy to the federation server (table 4)', () => {
    const found = find('adfs wap');
    assert.deepEqual(found.page, ['wap > adfs 443 tcp']);
    assert.deepEqual(found.retired, []);
    assert.deepEqual(found.others, ['wap > adfs 80 tcp'], 'configuration and the load balancer’s probe');
  });

  it('are the ten rows of table 1 between Connect and a domain controller in 2023', () => {
    assert.deepEqual(find('connect dc --edition 2023').page, connectToDc2023);
    assert.deepEqual(find('connect dc --edition latest').page, connectToDc2023);
    assert.deepEqual(find('connect dc').page, connectToDc2023);
  });

  it('were nine in 2020, without the global catalog', () => {
    assert.deepEqual(find('connect dc --edition 2020').page, [
      'connect > dc 53 tcp/udp',
      'connect > dc 88 tcp/udp',
      'connect > dc 135 tcp',
      'connect > dc 389 tcp/udp',
      'connect > dc 445 tcp',
      'connect > dc 636 tcp/udp',
      'connect > dc 49152-65535 tcp',
      'connect > dc 5985 tcp',
      'connect > dc 9389 tcp',
    ]);
  });

  it('were six in 2017, with UDP beside TCP in every row', () => {
    assert.deepEqual(find('connect dc --edition 2017').page, [
      'connect > dc 53 tcp/udp',
      'connect > dc 88 tcp/udp',
      'connect > dc 135 tcp/udp',
      'connect > dc 389 tcp/udp',
      'connect > dc 636 tcp/udp',
      'connect > dc 49152-65535 tcp/udp',
    ]);
  });

  it('add time, password change and the global catalog over TLS from other documents, unless an edition is asked', () => {
    assert.deepEqual(find('connect dc').others, [
      'connect > dc 123 udp',
      'connect > dc 464 tcp/udp',
      'connect > dc 3269 tcp',
    ]);
    assert.deepEqual(find('connect dc --edition 2023').others, []);
  });

  it('are table 2 and the single sign-on registration of table 6b between Connect and Entra ID', () => {
    const found = find('connect entra');
    assert.deepEqual(found.page, ['connect > entra 80 tcp', 'connect > entra 443 tcp', 'connect > entra 443 tcp']);
    assert.deepEqual(found.retired, ['connect > entra 9090 -']);
  });

  it('are table 3 towards AD FS and again towards WAP, WinRM without a transport', () => {
    assert.deepEqual(find('connect adfs').page, [
      'connect > adfs 80 tcp',
      'connect > adfs 443 tcp',
      'connect > adfs 5985 -',
    ]);
    assert.deepEqual(find('connect wap').page, [
      'connect > wap 80 tcp',
      'connect > wap 443 tcp',
      'connect > wap 5985 -',
    ]);
  });

  it('are 443 and 49443 between users and WAP (table 5)', () => {
    assert.deepEqual(find('client wap').page, ['client > wap 443 tcp', 'client > wap 49443 tcp']);
    assert.deepEqual(find('client wap --edition 2017').page, ['client > wap 443 tcp/udp', 'client > wap 49443 tcp']);
  });

  it('are none between users and a domain controller', () => {
    assert.deepEqual(find('client dc'), { page: [], retired: [], others: [] });
  });

  it('are the farm’s own between two AD FS servers', () => {
    assert.deepEqual(find('adfs adfs'), { page: [], retired: [], others: ['adfs > adfs 80 tcp'] });
    assert.deepEqual(find('from adfs to adfs').others, ['adfs > adfs 80 tcp']);
  });
});

describe('the flows one way', () => {
  it('run from the first role to the second', () => {
    assert.deepEqual(find('from wap to adfs').page, ['wap > adfs 443 tcp']);
    assert.deepEqual(find('from adfs to wap').page, []);
    assert.deepEqual(find('proxy->adfs').page, ['wap > adfs 443 tcp']);
    assert.deepEqual(find('adfs <- wap').page, ['wap > adfs 443 tcp']);
    assert.deepEqual(find('adfs → wap').page, []);
    assert.deepEqual(find('adfs<->wap').page, ['wap > adfs 443 tcp']);
  });

  it('end at a domain controller: table 1 and what the Cloud Sync agent asks', () => {
    const found = find('to dc');
    assert.deepEqual(found.page, connectToDc2023);
    assert.deepEqual(found.others, [
      'connect > dc 123 udp',
      'connect > dc 464 tcp/udp',
      'connect > dc 3269 tcp',
      'cloud-sync-agent > dc 389 tcp',
      'cloud-sync-agent > dc 3268 tcp',
    ]);
  });

  it('start at a domain controller never', () =>
    assert.deepEqual(find('from dc'), { page: [], retired: [], others: [] }));
});

describe('the flows of one role', () => {
  it('are both directions of WAP: tables 3, 4 and 5', () => {
    assert.deepEqual(find('wap').page, [
      'connect > wap 80 tcp',
      'connect > wap 443 tcp',
      'connect > wap 5985 -',
      'wap > adfs 443 tcp',
      'client > wap 443 tcp',
      'client > wap 49443 tcp',
    ]);
  });

  it('are 80 and 443 for a pass-through agent, with the six rows that 2017 had beside them retired', () => {
    const found = find('pta');
    assert.deepEqual(found.page, ['pta-agent > entra 80 tcp', 'pta-agent > entra 443 tcp']);
    assert.deepEqual(found.retired, [
      'pta-agent > entra 10100-10120 -',
      'pta-agent > entra 9352,5671 -',
      'pta-agent > entra 9350 -',
      'pta-agent > entra 8080,443 -',
      'pta-agent > entra 9090 -',
      'pta-agent > entra 9091 -',
    ]);
    assert.deepEqual(found.others, ['pta-agent > crl 80 tcp', 'pta-agent > entra 8080 tcp']);
  });

  it('were the eight rows of table 6a in 2017, none with a transport', () => {
    assert.deepEqual(find('pta --edition 2017').page, [
      'pta-agent > entra 80 -',
      'pta-agent > entra 443 -',
      'pta-agent > entra 10100-10120 -',
      'pta-agent > entra 9352,5671 -',
      'pta-agent > entra 9350 -',
      'pta-agent > entra 8080,443 -',
      'pta-agent > entra 9090 -',
      'pta-agent > entra 9091 -',
    ]);
    assert.deepEqual(find('pta --edition 2020').page, ['pta-agent > entra 80 -', 'pta-agent > entra 443 -']);
  });

  it('are 443 and 5671 for a Health agent (table 7a)', () => {
    assert.deepEqual(find('health').page.toSorted(), ['health-agent > entra 443 tcp', 'health-agent > entra 5671 tcp']);
    assert.deepEqual(find('health --edition 2017').page.toSorted(), [
      'health-agent > entra 443 tcp/udp',
      'health-agent > entra 5671 tcp/udp',
    ]);
  });
});

describe('the flows of a port', () => {
  it('are LDAP over TLS for 636', () => assert.deepEqual(find('636').page, ['connect > dc 636 tcp/udp']));

  it('are dynamic RPC for its range, for any port in it and for any range that touches it', () => {
    for (const question of ['49152-65535', '50000', '65535', '49152', '49000-49200', '60000 to 61000'])
      assert.ok(find(question).page.includes('connect > dc 49152-65535 tcp'), question);
    assert.deepEqual(find('50000').page, ['connect > dc 49152-65535 tcp']);
    // 49443 lies in the dynamic range as well.
    assert.deepEqual(find('49443').page, ['connect > dc 49152-65535 tcp', 'client > wap 49443 tcp']);
  });

  it('are none for 49151 and 637', () => {
    assert.deepEqual(find('49151'), { page: [], retired: [], others: [] });
    assert.deepEqual(find('637'), { page: [], retired: [], others: [] });
  });

  it('are two retired ones for 9090, and one for any port of 10100-10120', () => {
    assert.deepEqual(find('9090'), {
      page: [],
      retired: ['pta-agent > entra 9090 -', 'connect > entra 9090 -'],
      others: [],
    });
    assert.deepEqual(find('10110').retired, ['pta-agent > entra 10100-10120 -']);
  });

  it('narrow a pair of roles', () => {
    assert.deepEqual(find('client wap 49443').page, ['client > wap 49443 tcp']);
    assert.deepEqual(find('adfs wap 444'), { page: [], retired: [], others: [] });
    assert.deepEqual(find('connect dc 389 and 636').page, ['connect > dc 389 tcp/udp', 'connect > dc 636 tcp/udp']);
  });
});

describe('the flows of a protocol', () => {
  it('are those of its row, not of its neighbour’s', () => {
    assert.deepEqual(find('ldap').page, ['connect > dc 389 tcp/udp']);
    assert.deepEqual(find('ldaps').page, ['connect > dc 636 tcp/udp']);
    assert.deepEqual(find('kerberos').page, ['connect > dc 88 tcp/udp']);
    assert.deepEqual(find('dns').page, ['connect > dc 53 tcp/udp']);
    assert.deepEqual(find('ms-rpc').page, ['connect > dc 135 tcp']);
    assert.deepEqual(find('dynamic rpc').page, ['connect > dc 49152-65535 tcp']);
    assert.deepEqual(find('global catalog').page, ['connect > dc 3268 tcp']);
    assert.deepEqual(find('winrm').page, ['connect > dc 5985 tcp', 'connect > adfs 5985 -', 'connect > wap 5985 -']);
    assert.deepEqual(find('smb').page, ['connect > dc 445 tcp']);
  });

  it('narrow a role', () => assert.deepEqual(find('winrm to adfs').page, ['connect > adfs 5985 -']));
});

describe('the flows of a feature', () => {
  it('are SMB, the global catalog and the registration for seamless single sign-on, 9090 retired', () => {
    const found = find('seamless-sso');
    assert.deepEqual(found.page, ['connect > dc 445 tcp', 'connect > dc 3268 tcp', 'connect > entra 443 tcp']);
    assert.deepEqual(found.retired, ['connect > entra 9090 -']);
  });

  it('are WinRM and web services for AD FS installed by the wizard with a gMSA', () => {
    assert.deepEqual(find('adfs-wizard').page, ['connect > dc 5985 tcp', 'connect > dc 9389 tcp']);
    assert.deepEqual(find('gmsa --edition 2017').page, []);
  });

  it('are SMB for password writeback, RPC for password hash synchronization, 49443 for certificates', () => {
    assert.deepEqual(find('writeback').page, ['connect > dc 445 tcp']);
    assert.deepEqual(find('phs').page, ['connect > dc 135 tcp', 'connect > dc 49152-65535 tcp']);
    assert.deepEqual(find('smartcard').page, ['client > wap 49443 tcp']);
  });

  it('are asked for by “feature” where a role or protocol has the name too', () => {
    assert.deepEqual(find('feature pta').page, find('pta').page);
    assert.deepEqual(find('feature ldaps').page, ['connect > dc 636 tcp/udp']);
    assert.deepEqual(find('feature ldaps').others, ['connect > dc 3269 tcp']);
    assert.deepEqual(find('functie cloud-sync').others, find('cloud-sync-agent').others);
  });
});

describe('a restriction', () => {
  it('to UDP leaves 53, 88, 389 and 636 of table 1 in 2023, and adds the RPC ports in 2017', () => {
    assert.deepEqual(find('connect dc --udp --edition 2023').page, [
      'connect > dc 53 tcp/udp',
      'connect > dc 88 tcp/udp',
      'connect > dc 389 tcp/udp',
      'connect > dc 636 tcp/udp',
    ]);
    assert.deepEqual(find('connect dc --udp --edition 2017').page.length, 6);
    assert.deepEqual(find('connect dc --udp').others, ['connect > dc 123 udp', 'connect > dc 464 tcp/udp']);
  });

  it('to TCP leaves every row of the page, those without a printed transport too', () => {
    assert.deepEqual(find('connect dc --tcp').page, connectToDc2023);
    assert.deepEqual(find('connect adfs --tcp').page.length, 3);
    assert.deepEqual(find('connect dc --tcp').others, ['connect > dc 464 tcp/udp', 'connect > dc 3269 tcp']);
  });

  it('to TCP and to UDP is none', () => {
    assert.deepEqual(find('connect dc --tcp --udp'), find('connect dc'));
    assert.deepEqual(find('connect dc tcp udp'), find('connect dc'));
  });

  it('to what is required leaves out what depends on a choice', () => {
    const found = find('connect dc --required');
    // 445, 636, 5985, 9389 and 3268 are used only with a feature.
    assert.deepEqual(found.page, [
      'connect > dc 53 tcp/udp',
      'connect > dc 88 tcp/udp',
      'connect > dc 135 tcp',
      'connect > dc 389 tcp/udp',
      'connect > dc 49152-65535 tcp',
    ]);
    assert.deepEqual(found.others, []);
    assert.deepEqual(find('seamless-sso --required').page, []);
    // 5671 is recommended, and no longer required.
    assert.deepEqual(find('health --required').page, ['health-agent > entra 443 tcp']);
  });

  it('joins others', () => {
    assert.deepEqual(find('connect dc --required --udp --edition 2023').page, [
      'connect > dc 53 tcp/udp',
      'connect > dc 88 tcp/udp',
      'connect > dc 389 tcp/udp',
    ]);
    assert.deepEqual(find('from connect to dc ldap 389 --tcp --edition 2020').page, ['connect > dc 389 tcp/udp']);
  });
});

describe('every flow', () => {
  it('is asked for by nothing at all', () => {
    // Table 3 names two destinations for its three rows: 23 rows are 26 flows.
    const found = find('');
    assert.equal(found.page.length, 26);
    // 2017 alone has six more rows in table 6a and one in 6b.
    assert.equal(found.retired.length, 7);
    assert.equal(find('--edition 2017').page.length, 25 + 3);
    assert.equal(find('--edition 2020').page.length, 22 + 3);
    assert.equal(find('--edition 2023').page.length, 23 + 3);
    assert.deepEqual(find('all'), found);
  });
});
