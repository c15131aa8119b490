import { X509Certificate } from 'node:crypto';
import { type Certificate, cut, cutList } from '../evidence.ts';
import { type CertificateFields, readCertificateFields } from './certificate-fields.ts';

/** A certificate that was read and whose key can be used. */
export interface ReadCertificate extends CertificateFields {
  readonly x509: X509Certificate;
}

/** Reads a certificate; null where it is not one. */
export function readCertificate(der: Buffer): ReadCertificate | null {
  const fields = readCertificateFields(der);
  if (fields === null) return null;
  try {
    return { ...fields, x509: new X509Certificate(der) };
  } catch {
    return null;
  }
}

/**
 * Whether `issuer` may sign certificates and signed this one: names, key identifiers, key usage and the signature itself.
 */
export function isSignedBy(certificate: ReadCertificate, issuer: ReadCertificate): boolean {
  try {
    return certificate.x509.checkIssued(issuer.x509) && certificate.x509.verify(issuer.x509.publicKey);
  } catch {
    // A key or an algorithm that OpenSSL does not know proves nothing.
    return false;
  }
}

/** What evidence says of a certificate. */
export function certificateEvidence(certificate: ReadCertificate): Certificate {
  const { subject, issuer, selfIssued, names, notBefore, notAfter, x509 } = certificate;
  return {
    subject,
    issuer,
    names: cutList([...names.dns, ...names.ips]).map(cut),
    notBefore,
    notAfter,
    serial: cut(x509.serialNumber),
    fingerprint: x509.fingerprint256,
    selfSigned: selfIssued && isSignedBy(certificate, certificate),
  };
}
