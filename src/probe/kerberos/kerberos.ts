import { askDatagram } from '../ber/ask-datagram.ts';
import type { Prober } from '../prober.ts';
import { readKdcAnswer } from './answer.ts';
import { asRequest } from './as-request.ts';
import { kerberosErrorName } from './error-names.ts';
import { kerberosEvidence } from './evidence.ts';
import { realmToAsk } from './realm.ts';
import { askStream } from './stream.ts';

/**
 * Proves a KDC by an AS-REQ without pre-authentication. Any KRB-ERROR is an answer, one that says that the answer is too
 * big for UDP among them, and so is a ticket. No password or key is involved.
 */
export const proveKerberos: Prober<'kerberos' | 'kerberos-udp'> = async ({ kind, host, port, realm }, ground) => {
  // The nonce is to come back within an encrypted part that we cannot read: it only has to differ from the last one.
  const request = asRequest(realmToAsk(realm, host), ground.now() % 0x8000_0000);
  const ask = kind === 'kerberos-udp' ? askDatagram : askStream;
  const step = await ask(port, request, readKdcAnswer, ground);
  return step.kind === 'ended'
    ? step.finding
    : { verdict: 'open', evidence: kerberosEvidence(step.value, kerberosErrorName) };
};
