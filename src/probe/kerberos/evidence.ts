import type { Answered } from '../ber/ask-datagram.ts';
import type { EvidenceOf } from '../evidence.ts';
import type { KerberosAnswer } from './answer.ts';
import { placeholderRealm } from './realm.ts';

/** What an answer tells; `nameOf` names its error. The server's time is compared with the middle of question and answer. */
export function kerberosEvidence(
  { answer, sentAt, receivedAt }: Answered<KerberosAnswer>,
  nameOf: (code: number) => string | null,
): EvidenceOf<'kerberos'> {
  // A KDC may repeat the realm that it was asked for; the placeholder is none of its.
  const realm = answer.realm === placeholderRealm ? null : answer.realm;
  if (answer.kind === 'granted')
    return { kind: 'kerberos', errorCode: null, errorName: null, realm, serverTime: null, skewMs: null };
  const { code, serverTime } = answer;
  return {
    kind: 'kerberos',
    errorCode: code,
    errorName: nameOf(code),
    realm,
    serverTime,
    skewMs: serverTime === null ? null : Math.round(serverTime - (sentAt + receivedAt) / 2),
  };
}
