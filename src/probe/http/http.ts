import type { Prober } from '../prober.ts';
import { httpEvidence } from './evidence.ts';
import { getPlain } from './get.ts';

/** Proves plain HTTP: any response is, whatever its status. */
export const proveHttp: Prober<'http'> = async (probe, ground) => {
  const got = await getPlain(probe, ground);
  if (got.kind === 'ended') return got.finding;
  got.value.conversation.end();
  return { verdict: 'open', evidence: httpEvidence(got.value.head, null) };
};
