import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../../src/probe/outcome.ts';
import { dc, directory, ports, proxyAccount, srv } from '../addresses.ts';
import { asked, openWith, withVerdict } from '../asking.ts';
import { clearRules, setRules } from '../firewall.ts';
import { type SiteName, siteHost } from '../papers.ts';
import { controllers, everyKind, families } from '../questions.ts';
import { must, type RunOptions, run } from '../run.ts';
import { insideOf, paper, running } from '../running.ts';

const [four] = families;
const of = everyKind(four);

/** What a tool says when it is run on the client; it must succeed. */
function tool(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return must(...insideOf('cli', command, args), { timeoutMs: 20_000, ...options });
}

/** What a tool says however it ends, both streams. */
async function toolAnyhow(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { stdout, stderr } = await run(...insideOf('cli', command, args), { timeoutMs: 20_000, ...options });
  return `${stdout}${stderr}`;
}

/** The text that the first group of a pattern finds; fails where it finds nothing. */
function find(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  assert.ok(found !== undefined, `${pattern} is not in:\n${text}`);
  return found.trim();
}

async function one(probe: Parameters<typeof asked>[0][number]): Promise<Outcome | undefined> {
  const [outcome] = await asked([probe]);
  return outcome;
}

describe('what other tools say', () => {
  for (const [kind, transport] of [
    ['dns', '+notcp'],
    ['dns-tcp', '+tcp'],
  ] as const) {
    it(`dig agrees on the controllers of the domain (${kind})`, async () => {
      const said = await tool('dig', [`@${dc.v4}`, transport, '+short', 'SRV', controllers]);
      const { services } = openWith(await one(of[kind]), 'dns');
      const records = services.map(({ priority, weight, port, host }) => `${priority} ${weight} ${port} ${host}.`);
      assert.deepEqual(records, said.trim().split('\n'));
    });
  }

  for (const [kind, port] of [
    ['ldap', 389],
    ['gc', 3268],
  ] as const) {
    it(`ldapsearch reads the same rootDSE (${kind})`, async () => {
      const options = ['-x', '-LLL', '-o', 'ldif-wrap=no', '-H', `ldap://${dc.v4}:${port}`, '-s', 'base', '-b', ''];
      const said = await tool('ldapsearch', options);
      const evidence = openWith(await one(of[kind]), 'ldap');
      assert.equal(evidence.defaultNamingContext, find(said, /^defaultNamingContext: (.*)$/m));
      assert.equal(evidence.rootDomainNamingContext, find(said, /^rootDomainNamingContext: (.*)$/m));
      assert.equal(evidence.dnsHostName, find(said, /^dnsHostName: (.*)$/m));
      assert.equal(String(evidence.isSynchronized).toUpperCase(), find(said, /^isSynchronized: (.*)$/m));
      assert.equal(String(evidence.isGlobalCatalogReady).toUpperCase(), find(said, /^isGlobalCatalogReady: (.*)$/m));
      const [, year, month, date, hour, minute, second] = /^currentTime: (\d{4})(..)(..)(..)(..)(..)/m.exec(said) ?? [];
      const time = Date.UTC(
        Number(year),
        Number(month) - 1,
        Number(date),
        Number(hour),
        Number(minute),
        Number(second),
      );
      assert.ok(Math.abs((evidence.serverTime ?? 0) - time) <= 5_000, `${evidence.serverTime} and ${time}`);
    });
  }

  it('ldapsearch trusts the certificate of LDAPS with the root of the organisation, and not for another name', async () => {
    const env = { ...process.env, LDAPTLS_CACERT: paper('corporate/ca.pem') };
    const ask = (host: string) => ['-x', '-LLL', '-H', `ldaps://${host}`, '-s', 'base', '-b', '', 'dnsHostName'];
    assert.match(await tool('ldapsearch', ask(directory.host), { env }), /dnsHostName: dc1\.corp\.contoso\.test/);
    assert.match(await toolAnyhow('ldapsearch', ask(dc.v4), { env }), /Can't contact LDAP server/);
    const right = { kind: 'ldaps', host: directory.host, port: 636, serverName: null } as const;
    const [named, bare] = await asked([right, { ...right, host: dc.v4 }]);
    withVerdict(named, 'open');
    assert.deepEqual(withVerdict(bare, 'certificate-invalid').rules, ['wrong-name']);
  });

  it('kinit gets a ticket from the KDC, of the realm that was found', async () => {
    const { folder } = running();
    const file = join(folder, 'krb5.conf');
    const { realm } = directory;
    writeFileSync(
      file,
      `[libdefaults]\n default_realm = ${realm}\n dns_lookup_kdc = false\n[realms]\n ${realm} = {\n  kdc = ${dc.v4}\n }\n`,
    );
    const env = { ...process.env, KRB5_CONFIG: file, KRB5CCNAME: `FILE:${join(folder, 'tickets')}` };
    await tool('kinit', [`administrator@${realm}`], { env, input: `${directory.password}\n` });
    const said = await tool('klist', [], { env });
    const evidence = openWith(await one(of.kerberos), 'kerberos');
    assert.equal(evidence.realm, find(said, /krbtgt\/\S+@(\S+)/));
  });

  it('samba-tool hears the same over CLDAP of forest, domain, controller and sites', async () => {
    const said = await tool('samba-tool', ['domain', 'info', dc.v4]);
    const evidence = openWith(await one(of.cldap), 'cldap');
    assert.deepEqual(
      [
        evidence.forest,
        evidence.domain,
        evidence.netbiosDomain,
        evidence.hostName,
        evidence.serverSite,
        evidence.clientSite,
      ],
      ['Forest', 'Domain', 'Netbios domain', 'DC name', 'Server site', 'Client site'].map((label) =>
        find(said, new RegExp(`^${label} *: (.*)$`, 'm')),
      ),
    );
  });

  it('rpcclient is told the same ports by the endpoint mapper', async () => {
    const said = await tool('rpcclient', [`ncacn_ip_tcp:${dc.v4}[135]`, '-N', '-U', '', '-c', 'epmlookup']);
    const lines = [...said.matchAll(/ncacn_ip_tcp:[\d.]*\[(\d+),abstract_syntax=([0-9a-f-]+)\//g)];
    const theirs = new Set(lines.map(([, port, uuid]) => `${uuid} ${port}`));
    const { endpoints } = openWith(await one(of['rpc-mapper']), 'rpc');
    const ours = endpoints.map(({ uuid, port }) => `${uuid} ${port}`);
    assert.ok(ours.length > 3);
    assert.deepEqual(
      ours.filter((entry) => !theirs.has(entry)),
      [],
    );
    // Nothing that it lists of the interfaces that matter is missing here.
    const names = new Set(endpoints.map(({ uuid }) => uuid));
    assert.deepEqual([...theirs].filter((entry) => names.has(entry.split(' ')[0] ?? '')).toSorted(), ours.toSorted());
  });

  it('nmap and smbclient agree on the dialect of SMB, on signing and on the time', async () => {
    const scripts = 'smb-protocols,smb2-security-mode,smb2-time';
    const said = await tool('nmap', ['-n', '-Pn', '-p', '445', '--script', scripts, dc.v4]);
    const client = await toolAnyhow('smbclient', ['-N', '-d', '5', '-L', `//${dc.v4}`]);
    const evidence = openWith(await one(of.smb), 'smb');
    const newest = [...said.matchAll(/^\|[ _] {4}(\d)(\d)(\d)$/gm)].map(([, ...digits]) => digits.join('.')).at(-1);
    // nmap prints 311 and smbclient SMB3_11.
    assert.equal(evidence.dialect, newest);
    assert.equal(find(client, /negotiated dialect\[SMB(\S+)\]/).replace('_1', '.1.'), evidence.dialect);
    assert.equal(evidence.signingRequired, /Message signing enabled and required/.test(said));
    const time = Date.parse(`${find(said, /date: (\S+)/)}Z`);
    assert.ok(Math.abs((evidence.serverTime ?? 0) - time) <= 5_000, `${evidence.serverTime} and ${time}`);
  });

  it('chrony measures the same offset', async () => {
    const said = await toolAnyhow('chronyd', ['-Q', '-t', '10', `server ${dc.v4} iburst maxsamples 1`]);
    const theirs = Number(find(said, /System clock wrong by (-?[\d.]+) seconds/)) * 1_000;
    const { offsetMs } = openWith(await one(of.ntp), 'ntp');
    assert.ok(Math.abs(offsetMs - theirs) < 100, `${offsetMs} and ${theirs}`);
  });

  for (const [title, probe, target] of [
    ['the federation service', of.https, `${srv.v4}:443`],
    ['port 49443', of['client-certificate'], `${srv.v4}:49443`],
    ['LDAPS', of.ldaps, `${dc.v4}:636`],
  ] as const) {
    it(`openssl sees the same certificate on ${title}`, async () => {
      const connect = ['s_client', '-connect', target, '-servername', probe.serverName];
      const said = await tool('openssl', connect);
      const pem = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(said)?.[0] ?? '';
      const facts = ['x509', '-noout', '-fingerprint', '-sha256', '-serial', '-dates'];
      const printed = await tool('openssl', facts, { input: pem });
      const { evidence } = withVerdict(await one(probe), 'open');
      assert.ok(evidence !== null && 'tls' in evidence && evidence.tls !== null);
      const [leaf] = evidence.tls.chain;
      assert.ok(leaf !== undefined);
      assert.equal(leaf.fingerprint, find(printed, /Fingerprint=(.*)/));
      assert.equal(leaf.serial.replace(/^0+/, '').toUpperCase(), find(printed, /serial=(.*)/).replace(/^0+/, ''));
      assert.equal(leaf.notBefore, Date.parse(find(printed, /notBefore=(.*)/)));
      assert.equal(leaf.notAfter, Date.parse(find(printed, /notAfter=(.*)/)));
      // 49443 is asked in TLS 1.2, where the request for a certificate is in the clear.
      if (probe.kind !== 'client-certificate') assert.equal(evidence.tls.protocol, find(said, /^New, (\S+),/m));
      else assert.match(said, /Acceptable client certificate CA names\nO = Portolan lab, CN = Contoso Users Root/);
    });
  }

  it('openssl finds the same fault in each bad certificate', async () => {
    /** X509_V_ERR codes of openssl's verify(1). */
    const codes: readonly (readonly [site: SiteName, rule: string, code: string])[] = [
      ['expired', 'expired', '10'],
      ['not-yet-valid', 'not-yet-valid', '9'],
      ['self-signed', 'self-signed', '18'],
      ['missing-intermediate', 'missing-intermediate', '21'],
      ['unknown-authority', 'unknown-authority', '19'],
      ['wrong-name', 'wrong-name', '62'],
      ['wrong-purpose', 'wrong-purpose', '26'],
    ];
    const probes = codes.map(
      ([site]) => ({ kind: 'https', host: srv.v4, port: 443, serverName: siteHost(site), path: null }) as const,
    );
    const outcomes = await asked(probes);
    for (const [index, [site, rule, code]] of codes.entries()) {
      const host = siteHost(site);
      const check = ['-CAfile', paper('public/ca.pem'), '-verify_hostname', host, '-purpose', 'sslserver'];
      const said = await tool('openssl', ['s_client', '-connect', `${srv.v4}:443`, '-servername', host, ...check]);
      assert.equal(find(said, /Verify return code: (\d+)/), code, site);
      assert.deepEqual(withVerdict(outcomes[index], 'certificate-invalid').rules, [rule]);
    }
  });

  it('openssl reads the same dates in the list of revoked certificates', async () => {
    const printed = await tool('openssl', [
      'crl',
      '-inform',
      'DER',
      '-in',
      paper('valid.crl'),
      '-noout',
      '-lastupdate',
      '-nextupdate',
    ]);
    const { thisUpdate, nextUpdate } = openWith(await one(of.crl), 'crl');
    assert.equal(thisUpdate, Date.parse(find(printed, /lastUpdate=(.*)/)));
    assert.equal(nextUpdate, Date.parse(find(printed, /nextUpdate=(.*)/)));
  });

  it('openssl is answered by the broker with the same eight bytes', async () => {
    // With -quiet it does not hang up at the end of its input, so it has to be ended.
    const options = { input: 'AMQP\x03\x01\x00\x00', timeoutMs: 1_000 };
    const said = await toolAnyhow('openssl', ['s_client', '-quiet', '-connect', `${srv.v4}:5671`], options);
    const { header } = openWith(await one(of.amqps), 'amqp');
    assert.ok(said.includes('AMQP\x03\x01\x00\x00'));
    assert.equal(header, 'AMQP 3 1 0 0');
  });

  it('openssl gets the same answer of the proxy, without credentials and with them', async () => {
    const connect = ['s_client', '-proxy', `${srv.v4}:${ports.squid}`, '-connect', 'sts.contoso.test:443'];
    const account = ['-proxy_user', proxyAccount.user, '-proxy_pass', `pass:${proxyAccount.password}`];
    assert.match(await toolAnyhow('openssl', connect), /reason= ?407/);
    assert.match(await toolAnyhow('openssl', [...connect, ...account]), /Portolan Public Issuing/);
    const [blocked] = await asked([
      { kind: 'proxy', host: srv.v4, port: ports.squid, destination: { host: 'sts.contoso.test', port: 443 } },
    ]);
    assert.equal(withVerdict(blocked, 'proxy-blocked').status, 407);
  });
});

describe('what nmap says of a firewall', () => {
  /** Rules, and the state and reason that nmap gives for what our verdict says. */
  const cases = [
    { kind: 'kerberos', port: 88, rule: null, verdict: 'open', nmap: 'open syn-ack' },
    { kind: 'ldap', port: 389, rule: 'drop', verdict: 'filtered', nmap: 'filtered no-response' },
    { kind: 'smb', port: 445, rule: 'reject with tcp reset', verdict: 'refused', nmap: 'closed reset' },
    {
      kind: 'gc',
      port: 3268,
      rule: 'reject with icmpx admin-prohibited',
      verdict: 'unreachable',
      nmap: 'filtered admin-prohibited',
    },
    {
      kind: 'ldaps',
      port: 636,
      rule: 'reject with icmpx host-unreachable',
      verdict: 'unreachable',
      nmap: 'filtered host-unreach',
    },
  ] as const;
  const udp = [
    { kind: 'cldap', port: 389, rule: 'drop', verdict: 'open-or-filtered', nmap: 'open|filtered no-response' },
    // It came from the firewall and not from the host, which raw sockets show and ours cannot.
    {
      kind: 'kpasswd-udp',
      port: 464,
      rule: 'reject with icmpx port-unreachable',
      verdict: 'refused',
      nmap: 'filtered port-unreach',
    },
  ] as const;

  it('is what was found', async () => {
    const rulesOf = (list: typeof cases | typeof udp, transport: string) =>
      list.flatMap(({ port, rule }) => (rule === null ? [] : [`iifname "cli" ${transport} dport ${port} ${rule}`]));
    await setRules({ through: [...rulesOf(cases, 'tcp'), ...rulesOf(udp, 'udp')] });
    const list = (entries: readonly { readonly port: number }[]) => entries.map(({ port }) => port).join(',');
    const options = ['-n', '-Pn', '--reason', '--max-retries', '1'];
    const [outcomes, tcpScan, udpScan] = await Promise.all([
      asked(
        [...cases, ...udp].map(({ kind }) => of[kind]),
        { timeoutMs: 1_000 },
      ),
      tool('nmap', [...options, '-sS', '-p', list(cases), dc.v4]),
      tool('nmap', [...options, '-sU', '-p', list(udp), dc.v4]),
    ]);
    await clearRules();
    const states = (scan: string, transport: string) =>
      new Map(
        [...scan.matchAll(new RegExp(`^(\\d+)/${transport} +(\\S+) +\\S+ +(\\S+)`, 'gm'))].map(([, port, ...rest]) => [
          Number(port),
          rest.join(' '),
        ]),
      );
    const scanned = [
      ...cases.map(({ port }) => states(tcpScan, 'tcp').get(port)),
      ...udp.map(({ port }) => states(udpScan, 'udp').get(port)),
    ];
    assert.deepEqual(
      scanned,
      [...cases, ...udp].map(({ nmap }) => nmap),
    );
    assert.deepEqual(
      outcomes.map(({ verdict }) => verdict),
      [...cases, ...udp].map(({ verdict }) => verdict),
    );
  });
});
