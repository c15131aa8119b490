import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { directory } from './addresses.ts';
import {
  type Authority,
  bundle,
  type Content,
  day,
  issue,
  makeCrl,
  makeIntermediate,
  makeRoot,
  makeSelfSigned,
  type Paper,
  revoke,
} from './authority.ts';

/** Web sites that differ in their certificate. */
export const siteNames = [
  'sts',
  'login',
  'expired',
  'not-yet-valid',
  'wrong-name',
  'expired-wrong-name',
  'self-signed',
  'missing-intermediate',
  'unknown-authority',
  'corporate',
  'weak-key',
  'weak-digest',
  'wrong-purpose',
  'wildcard',
  'old-tls',
] as const;

export type SiteName = (typeof siteNames)[number];

/** The name under which a site is served, and that its certificate ought to prove. */
export function siteHost(name: SiteName): string {
  if (name === 'sts') return 'sts.contoso.test';
  return name === 'login' ? 'login.microsoftonline.com' : `${name}.sites.contoso.test`;
}

/** The authorities of the lab. */
export interface Authorities {
  /** Stands for the roots that Node brings, and what it lets issue. */
  readonly publicRoot: Authority;
  readonly issuing: Authority;
  /** What an organisation adds to the machine's own store. */
  readonly corporate: Authority;
  /** The inspecting firewall's. */
  readonly inspection: Authority;
  /** In nobody's store. */
  readonly stranger: Authority;
  /** Whose certificates port 49443 accepts. */
  readonly users: Authority;
}

/** Every certificate, key and list of the lab, as paths of files. */
export interface Papers {
  readonly authorities: Authorities;
  readonly dc: Paper;
  readonly broker: Paper;
  readonly tokenSigning: readonly [now: Paper, next: Paper];
  readonly sites: Readonly<Record<SiteName, Paper>>;
  /** DER. */
  readonly crls: { readonly valid: string; readonly expired: string };
}

/** Whole days until a good leaf expires, and since the expired one did. Each has half a day more, so that midnight changes nothing. */
export const days = { good: 90, expired: 10 } as const;

/** When the lists were made and are due, days from the start of the lab. */
export const crlSpans = { valid: { from: -1, to: 6 }, expired: { from: -10, to: -3 } } as const;

async function makeAuthorities(folder: string, now: number): Promise<Authorities> {
  const at = (name: string) => join(folder, name);
  const publicRoot = await makeRoot(at('public'), 'Portolan Public Root');
  return {
    publicRoot,
    issuing: await makeIntermediate(publicRoot, at('issuing'), 'Portolan Public Issuing', now),
    corporate: await makeRoot(at('corporate'), 'Contoso Corporate Root'),
    // RSA, since mitmproxy gives the leaves that it makes the key of their authority.
    inspection: await makeRoot(at('inspection'), 'Contoso Inspection Root', 'rsa2048'),
    stranger: await makeRoot(at('stranger'), 'Nobody Knows This Root'),
    users: await makeRoot(at('users'), 'Contoso Users Root'),
  };
}

/** A certificate that is served together with its issuer's. */
function withIssuer(issuer: Authority, { certificate, key }: Paper): Paper {
  return { certificate: bundle(certificate.replace(/\.pem$/, '.chain.pem'), [certificate, issuer.certificate]), key };
}

/** Makes them all for a lab that starts at `now`. */
export async function makePapers(folder: string, now: number): Promise<Papers> {
  mkdirSync(folder, { recursive: true });
  const authorities = await makeAuthorities(folder, now);
  const { issuing, corporate, stranger } = authorities;
  const good = (...names: readonly string[]): Content => ({
    commonName: names[0] ?? '',
    names,
    notBefore: now - 30 * day,
    notAfter: now + (days.good + 0.5) * day,
    crl: 'http://crl.contoso.test/valid.crl',
  });
  const past = { notBefore: now - 400 * day, notAfter: now - (days.expired - 0.5) * day };

  /** Issued by the intermediate and served with it, as it should be. */
  const served = async (name: string, content: Content): Promise<Paper> =>
    withIssuer(issuing, await issue(issuing, folder, name, content));
  await revoke(issuing, await issue(issuing, folder, 'revoked', good('revoked.contoso.test')));

  const sites = {
    sts: await served(
      'sts',
      good('sts.contoso.test', 'certauth.sts.contoso.test', 'enterpriseregistration.contoso.test'),
    ),
    login: await served('login', good('login.microsoftonline.com', '*.microsoftonline.com')),
    expired: await served('expired', { ...good(siteHost('expired')), ...past }),
    'not-yet-valid': await served('not-yet-valid', { ...good(siteHost('not-yet-valid')), notBefore: now + 5 * day }),
    'wrong-name': await served('wrong-name', good('portal.contoso.test', 'intranet.contoso.test')),
    'expired-wrong-name': await served('expired-wrong-name', { ...good('portal.contoso.test'), ...past }),
    'self-signed': await makeSelfSigned(folder, 'self-signed', siteHost('self-signed')),
    'missing-intermediate': await issue(
      issuing,
      folder,
      'missing-intermediate',
      good(siteHost('missing-intermediate')),
    ),
    'unknown-authority': withIssuer(
      stranger,
      await issue(stranger, folder, 'unknown-authority', good(siteHost('unknown-authority'))),
    ),
    corporate: await issue(corporate, folder, 'corporate', good(siteHost('corporate'))),
    'weak-key': await served('weak-key', { ...good(siteHost('weak-key')), key: 'rsa1024' }),
    'weak-digest': await served('weak-digest', { ...good(siteHost('weak-digest')), digest: 'sha1' }),
    'wrong-purpose': await served('wrong-purpose', { ...good(siteHost('wrong-purpose')), purpose: 'clientAuth' }),
    wildcard: await served('wildcard', good('*.sites.contoso.test')),
    'old-tls': await served('old-tls', {
      ...good('tls10.sites.contoso.test', 'tls11.sites.contoso.test'),
      key: 'rsa2048',
    }),
  } satisfies Record<SiteName, Paper>;

  const crls = { valid: join(folder, 'valid.crl'), expired: join(folder, 'expired.crl') };
  const span = ({ from, to }: { readonly from: number; readonly to: number }) =>
    [now + from * day, now + to * day] as const;
  await makeCrl(issuing, crls.valid, ...span(crlSpans.valid));
  await makeCrl(issuing, crls.expired, ...span(crlSpans.expired));
  return {
    authorities,
    sites,
    crls,
    dc: await issue(corporate, folder, 'dc', good(directory.host, directory.domain)),
    broker: await served('broker', good('contoso.servicebus.windows.net', '*.servicebus.windows.net')),
    tokenSigning: [
      await makeSelfSigned(folder, 'token-signing', 'ADFS Signing - sts.contoso.test'),
      await makeSelfSigned(folder, 'token-signing-next', 'ADFS Signing - next'),
    ],
  };
}
