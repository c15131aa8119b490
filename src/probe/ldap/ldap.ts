import { withTcp } from '../net/tcp.ts';
import type { Prober } from '../prober.ts';
import { askRootDse } from './ask-root-dse.ts';

/**
 * Proves LDAP, or a global catalog, by the rootDSE. A catalog that is not ready yet answers too: the evidence says so.
 */
export const proveLdap: Prober<'ldap' | 'gc'> = async ({ port }, ground) => {
  const talked = await withTcp(port, ground, (conversation) => askRootDse(conversation, null, ground));
  return talked.kind === 'ended' ? talked.finding : talked.value;
};
