import { type CertificateRule, certificateRules } from '../outcome.ts';
import type { ReadCertificate } from './certificate.ts';
import type { Chain } from './chain.ts';
import { isMicrosoftHost, isMicrosoftRoot } from './public-hosts.ts';
import { provesName } from './subject-names.ts';

/** What is wrong with a chain. */
export interface Judgement {
  /** Every rule that it breaks, the gravest first. */
  readonly rules: readonly CertificateRule[];
  /** The authority that stands between, where somebody opens the connection to one of Microsoft's services. */
  readonly interceptedBy: string | null;
}

/** Signatures with MD2, MD5 or SHA-1 (RFC 8017, RFC 5758, RFC 3279), which no current client takes. */
const weakSignatures: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.2.840.10045.4.1',
  '1.2.840.10040.4.3',
  '1.3.14.3.2.29',
]);

/** NIST SP 800-57 part 1, table 2: what 112 bits of security take. */
const shortestRsa = 2_048;

function hasWeakKey({ x509 }: ReadCertificate): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = x509.publicKey;
    const bits = asymmetricKeyDetails?.modulusLength;
    return asymmetricKeyType === 'dsa' || (bits !== undefined && bits < shortestRsa);
  } catch {
    return false;
  }
}

/** A self-signed certificate is trusted for where it is kept, not for its signature. */
function isWeak(certificate: ReadCertificate): boolean {
  return hasWeakKey(certificate) || (!certificate.selfIssued && weakSignatures.has(certificate.signature));
}

/** Extended key usages that let a certificate stand for a TLS server (RFC 5280 section 4.2.1.12); none at all does too. */
const serverUsages: readonly string[] = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];

function mayServe({ x509 }: ReadCertificate): boolean {
  // Node calls the extended key usage that; where a certificate has none, it is undefined whatever the types say.
  const usages: readonly string[] | undefined = x509.keyUsage;
  return usages === undefined || usages.some((usage) => serverUsages.includes(usage));
}

/** What a chain that no store trusts lacks. Servers leave the root out, so one without more says that it is not known here. */
function missing({ path: [leaf, ...issuers] }: Chain): CertificateRule {
  if (issuers.length > 0) return 'unknown-authority';
  return leaf.selfIssued ? 'self-signed' : 'missing-intermediate';
}

/**
 * Judges the chain of a server that was asked for as `serverName`, at a time. For one of Microsoft's services, any
 * authority but a public one is taken for somebody in between.
 */
export function judge(chain: Chain, serverName: string, now: number): Judgement {
  const { path, trustedBy } = chain;
  const [leaf] = path;
  const last = path.at(-1) ?? leaf;
  const broken: Partial<Record<CertificateRule, boolean>> = {
    expired: path.some(({ notAfter }) => notAfter < now),
    'not-yet-valid': path.some(({ notBefore }) => notBefore > now),
    'wrong-name': !provesName(leaf.names, serverName),
    'wrong-purpose': !mayServe(leaf),
    ...(trustedBy === 'none' ? { [missing(chain)]: true } : {}),
    weak: path.some(isWeak),
  };
  const isPublic = trustedBy === 'bundled' || (trustedBy === 'system' && isMicrosoftRoot(last.x509.fingerprint256));
  return {
    rules: certificateRules.filter((rule) => broken[rule]),
    interceptedBy: isMicrosoftHost(serverName) && !isPublic ? last.issuer || last.subject : null,
  };
}
