import { isIP } from 'node:net';

/** Asked for where no realm is known. A KDC of another realm answers, with KDC_ERR_WRONG_REALM or the like; `.invalid` is nobody's (RFC 2606). */
export const placeholderRealm = 'PORTOLAN.INVALID';

/** The realm to ask for: the one that was named, or the domain part of the host in upper case, or the placeholder. */
export function realmToAsk(realm: string | null, host: string): string {
  if (realm !== null) return realm;
  if (isIP(host) !== 0) return placeholderRealm;
  const domain = host.replace(/\.$/, '').split('.').slice(1).join('.');
  return domain === '' ? placeholderRealm : domain.toUpperCase();
}
