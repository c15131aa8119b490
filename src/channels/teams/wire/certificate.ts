import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PortolanError } from '../../../errors.ts';

/** A certificate as the SDK wants it: SHA-1 thumbprint in hexadecimal, and the private key as PEM. */
export interface Certificate {
  readonly thumbprint: string;
  readonly privateKey: string;
}

function block(pem: string, label: RegExp): string | null {
  const pattern = new RegExp(`-----BEGIN (${label.source})-----[A-Za-z0-9+/=\\s]+-----END \\1-----`);
  return pattern.exec(pem)?.[0] ?? null;
}

function invalid(title: string, cause?: unknown): PortolanError {
  return new PortolanError(
    'config-invalid',
    title,
    'TEAMS_APP_CERTIFICATE must name a PEM file with the certificate and its unencrypted private key, and TEAMS_APP_CERTIFICATE_THUMBPRINT, where set, must be that certificate’s.',
    { cause },
  );
}

/**
 * Reads certificate and key from a PEM file. A configured thumbprint (SHA-1 or SHA-256) must be the certificate's own;
 * where the file holds a key alone, a SHA-1 thumbprint stands in. Fails with a PortolanError `config-invalid` that
 * never holds a part of the file.
 */
export function readCertificate(file: string, thumbprint: string | null): Certificate {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (cause) {
    throw invalid('The certificate of the Teams bot cannot be read', cause);
  }
  const privateKey = block(pem, /(?:RSA |EC )?PRIVATE KEY/);
  if (privateKey === null) throw invalid('The certificate file of the Teams bot holds no private key');
  const certificate = block(pem, /CERTIFICATE/);
  if (certificate === null) {
    if (thumbprint?.length === 40) return { thumbprint, privateKey };
    throw invalid('The certificate file of the Teams bot holds no certificate');
  }
  const { own, matches, sha256 } = inspect(certificate, privateKey);
  if (!matches) throw invalid('The private key of the Teams bot does not belong to its certificate');
  if (thumbprint !== null && ![own, sha256].includes(thumbprint))
    throw invalid('The thumbprint of the Teams bot is not that of its certificate');
  return { thumbprint: own, privateKey };
}

function inspect(certificate: string, privateKey: string) {
  try {
    const parsed = new X509Certificate(certificate);
    return {
      own: parsed.fingerprint.replaceAll(':', ''),
      sha256: parsed.fingerprint256.replaceAll(':', ''),
      matches: parsed.checkPrivateKey(createPrivateKey(privateKey)),
    };
  } catch (cause) {
    throw invalid('The certificate of the Teams bot cannot be used', cause);
  }
}
