import { httpEvidence, otherHttp } from '../http/evidence.ts';
import { getPlain } from '../http/get.ts';
import type { Prober } from '../prober.ts';

/**
 * Proves the page by which load balancers see whether AD FS or WAP works (`/adfs/probe`, plain HTTP): 200 and nothing
 * else. HTTP.sys answers 503 where the service does not run, and 404 where there is none: `open-wrong-service`.
 */
export const proveAdfsHealth: Prober<'adfs-health'> = async (probe, ground) => {
  const got = await getPlain(probe, ground);
  if (got.kind === 'ended') return got.finding;
  const { head, conversation } = got.value;
  conversation.end();
  return head.status === 200 ? { verdict: 'open', evidence: httpEvidence(head, null) } : otherHttp(head, null);
};
