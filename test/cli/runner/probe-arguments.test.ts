import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readProbeArguments } from '../../../src/cli/runner/probe-arguments.ts';
import { nearest } from '../../../src/commands/grammar/nearest.ts';
import { kinds } from '../../../src/probe/kind.ts';

const read = (line: string) =>
  readProbeArguments(line === '' ? [] : line.split(' '), (word, legal) => nearest(word, legal, 1));

/** The probe that a line asks for. */
function probeOf(line: string) {
  const asked = read(line);
  assert.equal(asked.kind, 'probe', 'message' in asked ? asked.message : line);
  return asked.kind === 'probe' ? asked.probe : null;
}

/** What is said of a line that cannot be understood. */
function messageOf(line: string): string {
  const asked = read(line);
  return asked.kind === 'unknown' ? asked.message : assert.fail(`${line} was understood`);
}

describe('the arguments of portolan runner probe', () => {
  it('are a kind and a host; the port is where the kind is at home', () => {
    assert.deepEqual(probeOf('ldap dc01.contoso.com'), { kind: 'ldap', host: 'dc01.contoso.com', port: 389 });
    assert.deepEqual(probeOf('SMB 10.0.0.1'), { kind: 'smb', host: '10.0.0.1', port: 445 });
    assert.deepEqual(probeOf('time dc01'), { kind: 'ntp', host: 'dc01', port: 123 });
  });

  it('take a port behind the host or with it, and IPv6 with brackets or without', () => {
    assert.deepEqual(probeOf('tcp sql01 1433'), { kind: 'tcp', host: 'sql01', port: 1433 });
    assert.deepEqual(probeOf('tcp sql01:1433'), { kind: 'tcp', host: 'sql01', port: 1433 });
    assert.deepEqual(probeOf('tcp [fd00::1]:1433'), { kind: 'tcp', host: 'fd00::1', port: 1433 });
    assert.deepEqual(probeOf('smb fd00::1'), { kind: 'smb', host: 'fd00::1', port: 445 });
    assert.deepEqual(probeOf('smb [fe80::1%eth0] 1445'), { kind: 'smb', host: 'fe80::1%eth0', port: 1445 });
  });

  it('make a probe of every kind without options', () => {
    for (const { id } of kinds) assert.equal(probeOf(`${id} dc01.contoso.com 1000`)?.kind, id);
  });

  it('ask a DNS server for the controllers of the domain of its name', () => {
    const asked = (line: string) => {
      const probe = probeOf(line);
      return probe !== null && 'question' in probe ? [probe.question, probe.type] : null;
    };
    assert.deepEqual(asked('dns dc01.corp.contoso.com'), ['_ldap._tcp.dc._msdcs.corp.contoso.com', 'SRV']);
    assert.deepEqual(asked('dns contoso.com'), ['_ldap._tcp.dc._msdcs.contoso.com', 'SRV']);
    assert.deepEqual(asked('dns-tcp 10.0.0.1 --domain contoso.com'), ['_ldap._tcp.dc._msdcs.contoso.com', 'SRV']);
    assert.deepEqual(asked('dns dc01'), ['dc01', 'A']);
    assert.deepEqual(asked('dns 10.0.0.1'), ['.', 'SOA']);
    assert.deepEqual(asked('dns dc01.contoso.com --type aaaa'), ['dc01.contoso.com', 'AAAA']);
    assert.deepEqual(asked('dns dc01.contoso.com --type SOA'), ['contoso.com', 'SOA']);
    assert.deepEqual(asked('dns 10.0.0.1 --question sts.contoso.com'), ['sts.contoso.com', 'A']);
    assert.deepEqual(asked('dns 10.0.0.1 --question _gc._tcp.contoso.com'), ['_gc._tcp.contoso.com', 'SRV']);
  });

  it('have a sensible value for everything else that a kind needs', () => {
    const at = { host: 'sts.contoso.com' };
    assert.deepEqual(probeOf('https sts.contoso.com'), {
      kind: 'https',
      ...at,
      port: 443,
      serverName: null,
      path: null,
    });
    assert.deepEqual(probeOf('http sts.contoso.com'), { kind: 'http', ...at, port: 80, serverName: null, path: '/' });
    assert.deepEqual(probeOf('adfs-probe sts.contoso.com'), {
      kind: 'adfs-health',
      ...at,
      port: 80,
      serverName: null,
      path: '/adfs/probe',
    });
    assert.deepEqual(probeOf('kerberos dc01.contoso.com'), {
      kind: 'kerberos',
      host: 'dc01.contoso.com',
      port: 88,
      realm: null,
    });
    assert.deepEqual(probeOf('proxy squid.contoso.com 3128'), {
      kind: 'proxy',
      host: 'squid.contoso.com',
      port: 3128,
      destination: { host: 'login.microsoftonline.com', port: 443 },
    });
  });

  it('take options of the kind, before and after the words and with an equals sign', () => {
    assert.deepEqual(probeOf('--realm=corp.contoso.com kerberos dc01'), {
      kind: 'kerberos',
      host: 'dc01',
      port: 88,
      realm: 'CORP.CONTOSO.COM',
    });
    assert.deepEqual(probeOf('https 10.0.0.5 --server-name sts.contoso.com --path /adfs/ls'), {
      kind: 'https',
      host: '10.0.0.5',
      port: 443,
      serverName: 'sts.contoso.com',
      path: '/adfs/ls',
    });
    assert.deepEqual(probeOf('cldap 10.0.0.1 --domain contoso.com'), {
      kind: 'cldap',
      host: '10.0.0.1',
      port: 389,
      domain: 'contoso.com',
    });
    assert.deepEqual(probeOf('proxy squid --destination [fd00::5]:8443'), {
      kind: 'proxy',
      host: 'squid',
      port: 8080,
      destination: { host: 'fd00::5', port: 8443 },
    });
  });

  it('have a time-out, a language, a form and a proxy', () => {
    const plain = read('https sts.contoso.com');
    assert.ok(plain.kind === 'probe');
    assert.deepEqual([plain.timeoutMs, plain.language, plain.json, plain.proxy], [3_500, null, false, null]);
    const asked = read('https sts.contoso.com --timeout 500 --lang NL --json --proxy http://u:p%40ss@squid:3128');
    assert.ok(asked.kind === 'probe');
    assert.deepEqual([asked.timeoutMs, asked.language, asked.json], [500, 'nl', true]);
    // u:p@ss
    assert.deepEqual(asked.proxy, { host: 'squid', port: 3128, authorization: 'Basic dTpwQHNz' });
  });

  it('can ask for help or for the kinds alone', () => {
    assert.equal(read('--help').kind, 'help');
    assert.equal(read('ldap -h').kind, 'help');
    assert.equal(read('--kinds').kind, 'kinds');
  });

  it('name the legal kinds and the nearest where the kind is none', () => {
    const message = messageOf('ldpa dc01');
    assert.match(message, /“ldpa” is no kind of probe; did you mean “ldap”\?/);
    assert.match(message, /There are dns, dns-tcp, kerberos, .*, tcp\./);
    assert.doesNotMatch(messageOf('qqqqqq dc01'), /did you mean/);
  });

  it('say what is missing or wrong', () => {
    assert.match(messageOf(''), /what shall it prove\?/);
    assert.match(messageOf('ldap'), /portolan runner probe ldap HOST/);
    assert.match(messageOf('tcp sql01'), /tcp is at home on no port/);
    for (const port of ['0', '65536', '3e2', '-1', 'ldap', '1.5'])
      assert.match(messageOf(`ldap -- dc01 ${port}`), /is no port; give 1 to 65535/, port);
    assert.match(messageOf('tcp sql01:99999'), /“99999” is no port/);
    assert.match(messageOf('https https://sts.contoso.com/adfs'), /is a URL; give its host/);
    assert.match(messageOf('ldap dc01 389 extra'), /“extra” is more than KIND HOST \[PORT\]/);
    assert.match(messageOf('ldap dc01;reboot'), /“dc01;reboot” is not a host name or address/);
    assert.match(messageOf('ldap dc01 --timeout 10'), /give milliseconds, 50 to 60000/);
    assert.match(messageOf('ldap dc01 --lang fr'), /there are en and nl/);
    assert.match(messageOf('http sts --path adfs'), /“adfs” is not a path/);
    assert.match(messageOf('dns dc01 --type TXT'), /“TXT” is not a type/);
    assert.match(messageOf('proxy squid --destination nowhere'), /is not a destination, HOST:PORT/);
    assert.match(messageOf('ldaps dc01 --server-name a/b'), /“a\/b” is not a name for --server-name/);
    assert.match(messageOf('ldap dc01 --jsn'), /“--jsn” is no option; did you mean --json\?/);
    assert.match(messageOf('ldap dc01 --json=yes'), /--json takes no value/);
    assert.match(messageOf('kerberos dc01 --realm'), /--realm needs a value/);
    assert.match(messageOf('kerberos dc01 --realm A --realm B'), /--realm is given twice/);
  });

  it('say to which kinds an option belongs that means nothing to this one', () => {
    assert.match(
      messageOf('ldap dc01 --realm X'),
      /--realm means nothing to ldap; it belongs to kerberos, kerberos-udp/,
    );
    assert.match(
      messageOf('smb dc01 --proxy http://squid:3128'),
      /--proxy means nothing to smb; it belongs to http, crl/,
    );
  });

  it('never repeat the password of a proxy that cannot be read', () => {
    for (const proxy of ['ftp://u:secret@squid', 'http://u:secret@squid/path', 'http://u:secret@', 'u:secret@squid'])
      assert.doesNotMatch(messageOf(`https sts --proxy ${proxy}`), /secret/, proxy);
  });

  it('are read without a fault, whatever they are', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('ldap', 'dns', 'proxy', '--json', '--proxy', '--destination', '--', '-', 'dc01:1', '[::1]'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (argv) => {
        const asked = readProbeArguments(argv, () => []);
        assert.ok(['probe', 'kinds', 'help', 'unknown'].includes(asked.kind));
      }),
      { numRuns: 1_000 },
    );
  });
});
