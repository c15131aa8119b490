import type { Certificate, Evidence, Tls } from '../../../src/probe/evidence.ts';
import type { Circumstances, Outcome, Verdict } from '../../../src/probe/outcome.ts';
import type { Probe } from '../../../src/probe/probe.ts';

/** 20 November 2026, noon in UTC: when the probes of these tests ended. */
export const now = Date.UTC(2026, 10, 20, 12);

export const dayMs = 86_400_000;

/** What is alike in most outcomes: one attempt at 10.77.0.10 that took 12 ms. */
export const plain: Circumstances = {
  evidence: null,
  address: '10.77.0.10',
  via: null,
  attempts: 1,
  timings: { resolve: 1, connect: 3_500, tls: null, answer: 3_500, total: 12 },
};

/** An answer in the protocol. */
export function open(evidence: Evidence | null, more: Partial<Circumstances> = {}): Outcome {
  return { verdict: 'open', ...plain, ...more, evidence };
}

export const leaf: Certificate = {
  subject: 'CN=sts.contoso.com',
  issuer: 'CN=Contoso Issuing CA',
  names: ['sts.contoso.com', 'enterpriseregistration.contoso.com'],
  notBefore: Date.UTC(2026, 0, 1),
  notAfter: Date.UTC(2027, 0, 1),
  serial: '01',
  fingerprint: 'AA:BB',
  selfSigned: false,
};

export function tls(more: Partial<Tls> = {}): Tls {
  return {
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    alpn: null,
    chain: [leaf],
    trustedBy: 'system',
    daysLeft: 42,
    ...more,
  };
}

/** An outcome of every verdict, with what each must have. */
export const everyVerdict = {
  open: { verdict: 'open', ...plain },
  'open-wrong-service': { verdict: 'open-wrong-service', ...plain, seen: 'SSH-2.0-x', looksLike: 'ssh' },
  'open-silent': { verdict: 'open-silent', ...plain },
  'open-then-closed': { verdict: 'open-then-closed', ...plain, how: 'reset' },
  refused: { verdict: 'refused', ...plain },
  filtered: { verdict: 'filtered', ...plain },
  unreachable: { verdict: 'unreachable', ...plain, code: 'EHOSTUNREACH' },
  unresolved: { verdict: 'unresolved', ...plain, name: 'dc01', code: 'ENOTFOUND' },
  'open-or-filtered': { verdict: 'open-or-filtered', ...plain },
  'tls-too-old': { verdict: 'tls-too-old', ...plain, offered: 'TLSv1.1' },
  'certificate-invalid': {
    verdict: 'certificate-invalid',
    ...plain,
    rules: ['expired'],
    expected: 'sts.contoso.com',
    tls: tls(),
  },
  intercepted: { verdict: 'intercepted', ...plain, authority: 'CN=Contoso Proxy CA', tls: tls() },
  'proxy-blocked': { verdict: 'proxy-blocked', ...plain, status: 407, schemes: ['Negotiate'] },
  'refused-by-policy': { verdict: 'refused-by-policy', ...plain, rule: 'host', detail: 'dc01 is not listed' },
  error: { verdict: 'error', ...plain, code: 'EIO', detail: 'input/output error' },
} as const satisfies { readonly [Each in Verdict]: Extract<Outcome, { verdict: Each }> | object };

/** A probe of every kind, at one host. */
export const everyProbe: readonly Probe[] = [
  { kind: 'dns', host: 'dc01', port: 53, question: '_ldap._tcp.dc._msdcs.contoso.com', type: 'SRV' },
  { kind: 'dns-tcp', host: 'dc01', port: 53, question: 'contoso.com', type: 'SOA' },
  { kind: 'kerberos', host: 'dc01', port: 88, realm: null },
  { kind: 'kerberos-udp', host: 'dc01', port: 88, realm: 'CONTOSO.COM' },
  { kind: 'kpasswd', host: 'dc01', port: 464, realm: null },
  { kind: 'kpasswd-udp', host: 'dc01', port: 464, realm: null },
  { kind: 'cldap', host: 'dc01', port: 389, domain: null },
  { kind: 'ldap', host: 'dc01', port: 389 },
  { kind: 'gc', host: 'dc01', port: 3268 },
  { kind: 'rpc-mapper', host: 'dc01', port: 135 },
  { kind: 'rpc', host: 'dc01', port: 135 },
  { kind: 'smb', host: 'dc01', port: 445 },
  { kind: 'winrm', host: 'dc01', port: 5985 },
  { kind: 'adws', host: 'dc01', port: 9389 },
  { kind: 'tcp', host: 'dc01', port: 10100 },
  { kind: 'ntp', host: 'dc01', port: 123 },
  { kind: 'ldaps', host: 'dc01', port: 636, serverName: null },
  { kind: 'gcs', host: 'dc01', port: 3269, serverName: null },
  { kind: 'amqps', host: 'contoso.servicebus.windows.net', port: 5671, serverName: null },
  { kind: 'client-certificate', host: 'wap01', port: 49443, serverName: 'sts.contoso.com' },
  { kind: 'adfs-metadata', host: 'sts01', port: 443, serverName: 'sts.contoso.com' },
  { kind: 'https', host: 'login.microsoftonline.com', port: 443, serverName: null, path: null },
  { kind: 'http', host: 'ocsp.digicert.com', port: 80, path: '/', serverName: null },
  { kind: 'crl', host: 'crl3.digicert.com', port: 80, path: '/DigiCertGlobalRootG2.crl', serverName: null },
  { kind: 'adfs-health', host: 'sts01', port: 80, path: '/adfs/probe', serverName: null },
  { kind: 'proxy', host: 'proxy', port: 8080, destination: { host: 'login.microsoftonline.com', port: 443 } },
];

/** The probe of one kind. */
export function probeOf(kind: Probe['kind']): Probe {
  const found = everyProbe.find((probe) => probe.kind === kind);
  if (found === undefined) throw new TypeError(`no sample of ${kind}`);
  return found;
}
