import { askDatagram } from '../ber/ask-datagram.ts';
import type { Prober } from '../prober.ts';
import { kpasswdErrorName } from './error-names.ts';
import { kerberosEvidence } from './evidence.ts';
import { kpasswdRequest, readKpasswdAnswer } from './kpasswd-message.ts';
import { realmToAsk } from './realm.ts';
import { askStream } from './stream.ts';

/**
 * Proves the service that changes passwords by a request that it must refuse: it holds no password and no account, and
 * nothing can change by it.
 */
export const proveKpasswd: Prober<'kpasswd' | 'kpasswd-udp'> = async ({ kind, host, port, realm }, ground) => {
  const request = kpasswdRequest(realmToAsk(realm, host));
  const ask = kind === 'kpasswd-udp' ? askDatagram : askStream;
  const step = await ask(port, request, readKpasswdAnswer, ground);
  return step.kind === 'ended'
    ? step.finding
    : { verdict: 'open', evidence: kerberosEvidence(step.value, kpasswdErrorName) };
};
