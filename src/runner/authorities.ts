import { createSecureContext, type SecureContext } from 'node:tls';
import { PortolanError } from '../errors.ts';
import type { TrustStores } from '../probe/prober.ts';

/**
 * Whoever may vouch for the hub: the roots that Node brings, the system's, and those that were given with `--ca`. Made
 * once, since reading some hundred certificates takes tens of milliseconds. Fails where `extra` is no PEM.
 */
export function createAuthorities({ bundled, system }: TrustStores, extra: string | null): SecureContext {
  try {
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
