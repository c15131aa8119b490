import { cut, cutList, type EvidenceOf } from '../evidence.ts';
import { readCertificate } from '../tls/certificate.ts';
import { readTags } from './tags.ts';

/** What is read of a federation's metadata (SAML 2.0 metadata, and WS-Federation 1.2 section 3). */
export type FederationMetadata = Pick<EvidenceOf<'federation-metadata'>, 'entityId' | 'signing'>;

/** Most tags that are looked at; the metadata of AD FS has about a thousand. */
const mostTags = 100_000;

/** Most certificates that are read. A farm has two, its own and the next. */
const mostCertificates = 32;

function certificateOf(base64: string): FederationMetadata['signing'][number] | null {
  const certificate = readCertificate(Buffer.from(base64.replace(/\s+/g, ''), 'base64'));
  if (certificate === null) return null;
  const { subject, notAfter, x509 } = certificate;
  return { subject, notAfter, fingerprint: x509.fingerprint256 };
}

/**
 * Reads who the federation service is and the certificates that it signs tokens with, each once: those of key descriptors
 * for signing, or for any use. Null where the text is no metadata.
 */
export function readFederationMetadata(xml: string): FederationMetadata | null {
  let entityId: string | null = null;
  let signs = false;
  let tried = 0;
  let count = 0;
  const signing = new Map<string, FederationMetadata['signing'][number]>();
  for (const { kind, name, attributes, end } of readTags(xml)) {
    count += 1;
    if (count > mostTags) break;
    if (kind !== 'close' && name === 'EntityDescriptor') entityId ??= attributes.get('entityID') ?? null;
    if (name === 'KeyDescriptor') signs = kind === 'open' && (attributes.get('use') ?? 'signing') === 'signing';
    if (kind !== 'open' || name !== 'X509Certificate' || !signs || tried >= mostCertificates) continue;
    tried += 1;
    const until = xml.indexOf('<', end);
    const certificate = certificateOf(xml.slice(end, until < 0 ? end : until));
    if (certificate !== null) signing.set(certificate.fingerprint, certificate);
  }
  if (entityId === null) return null;
  return { entityId: cut(entityId.replace(/\p{Cc}+/gu, '·')), signing: cutList([...signing.values()]) };
}
