import { readGeneralizedTime } from '../ber/generalized-time.ts';
import { plainText } from '../ber/plain-text.ts';
import { type Element, readChildren, readElement, readInteger, within } from '../ber/read.ts';
import { application, context, tags } from '../ber/write.ts';

/** First bytes of the messages that answer: AS-REP, AP-REP, KRB-ERROR. */
export const answerTags = { asReply: application(11), apReply: application(15), error: application(30) } as const;

/** KDC_ERR_WRONG_REALM: the error whose `crealm` names the realm to go to (RFC 6806 section 7). */
const wrongRealm = 68;

/** What a Kerberos server answered: an error, or that it grants what was asked for. */
export type KerberosAnswer =
  | {
      readonly kind: 'error';
      readonly code: number;
      readonly realm: string | null;
      /** Milliseconds since the epoch; null where the time cannot be read. */
      readonly serverTime: number | null;
    }
  | { readonly kind: 'granted'; readonly realm: string | null };

/** The fields of a message: an application tag around one SEQUENCE, and nothing after it. */
function fieldsOf(bytes: Buffer, tag: number): readonly Element[] | null {
  const message = readElement(bytes);
  if (message === null || message.tag !== tag || message.end !== bytes.length) return null;
  const body = readElement(message.content);
  if (body === null || body.tag !== tags.sequence || body.end !== message.content.length) return null;
  return readChildren(body.content);
}

function textOf(element: Element | null): string | null {
  return element === null ? null : plainText(element.content);
}

function timeOf(fields: readonly Element[]): number | null {
  const seconds = within(fields, context(4));
  if (seconds === null || seconds.content.length > 32) return null;
  const time = readGeneralizedTime(seconds.content.toString('latin1'));
  const micros = readInteger(within(fields, context(5)));
  // Microseconds (RFC 4120 section 5.2.4) go from 0 to 999,999; others are not believed.
  return time === null || micros === null || micros < 0 || micros > 999_999 ? time : time + Math.floor(micros / 1_000);
}

/** Reads a KRB-ERROR (RFC 4120 section 5.9.1), all of `bytes`; null where it is none. */
export function readKerberosError(bytes: Buffer): KerberosAnswer | null {
  const fields = fieldsOf(bytes, answerTags.error);
  if (fields === null) return null;
  const type = readInteger(within(fields, context(1)));
  const code = readInteger(within(fields, context(6)));
  if (type !== 30 || code === null) return null;
  const clientRealm = textOf(within(fields, context(7)));
  const realm = textOf(within(fields, context(9)));
  return {
    kind: 'error',
    code,
    realm: code === wrongRealm ? (clientRealm ?? realm) : realm,
    serverTime: timeOf(fields),
  };
}

/** Reads what a KDC answers an AS-REQ with, all of `bytes`: a KRB-ERROR or an AS-REP (section 5.4.2); null where it is neither. */
export function readKdcAnswer(bytes: Buffer): KerberosAnswer | null {
  const error = readKerberosError(bytes);
  if (error !== null) return error;
  const fields = fieldsOf(bytes, answerTags.asReply);
  if (fields === null || readInteger(within(fields, context(1))) !== 11) return null;
  return { kind: 'granted', realm: textOf(within(fields, context(3))) };
}
