import { X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { PortolanError } from '../errors.ts';
import type { TrustStores } from '../probe/prober.ts';

const certificateBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Fails where a text holds no certificate, or one that cannot be read: Node would pass over it without a word. */
function checkCertificates(pem: string): void {
  const blocks = pem.match(certificateBlock) ?? [];
  if (blocks.length === 0) throw new TypeError('no certificate');
  for (const block of blocks) new X509Certificate(block);
}

/**
 * Whoever may vouch for the hub: the roots that Node brings, the system's, and those that were given with `--ca`. Made
 * once, since reading some hundred certificates takes tens of milliseconds. Fails where `extra` is no PEM.
 */
export function createAuthorities({ bundled, system }: TrustStores, extra: string | null): SecureContext {
  try {
    if (extra !== null) checkCertificates(extra);
    return createSecureContext({
      ca: [...bundled, ...system, ...(extra === null ? [] : [extra])],
      minVersion: 'TLSv1.2',
    });
  } catch (cause) {
    throw new PortolanError(
      'config-invalid',
      'The certificates of --ca cannot be read',
      'Give a PEM file: one or more blocks that begin with -----BEGIN CERTIFICATE-----',
      { cause },
    );
  }
}
