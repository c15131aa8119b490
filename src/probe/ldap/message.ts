import { plainText } from '../ber/plain-text.ts';
import { type Element, readChildren, readElement, readInteger } from '../ber/read.ts';
import { application, tags } from '../ber/write.ts';

/** First bytes of the operations of RFC 4511 that are asked or answered here. */
export const operations = {
  searchRequest: application(3),
  entry: application(4),
  done: application(5),
  reference: application(19),
  extendedResponse: application(24),
} as const;

const setOf = 0x31;

/** The attributes of an entry: values by name in lower case, as the server ordered them. */
export type Attributes = ReadonlyMap<string, readonly Buffer[]>;

/** What a server sends about a search (RFC 4511 sections 4.5.2 and 4.4.1). */
export type LdapAnswer =
  | { readonly kind: 'entry'; readonly id: number; readonly attributes: Attributes }
  | { readonly kind: 'reference'; readonly id: number }
  /** The search is over; a referral or an error is a result as well. */
  | { readonly kind: 'done'; readonly id: number; readonly result: number }
  /** An extended response that was not asked for: notice that the server is about to end the connection. */
  | { readonly kind: 'notice'; readonly id: number; readonly result: number };

function readAttributes(operation: Element): Attributes | null {
  const [, list, ...rest] = readChildren(operation.content) ?? [];
  const attributes = new Map<string, readonly Buffer[]>();
  const parts = list?.tag === tags.sequence && rest.length === 0 ? readChildren(list.content) : null;
  if (parts === null) return null;
  for (const part of parts) {
    const [type, values] = part.tag === tags.sequence ? (readChildren(part.content) ?? []) : [];
    if (type?.tag !== tags.octets || values?.tag !== setOf) return null;
    const contents = readChildren(values.content)?.map(({ content }) => content);
    if (contents === undefined) return null;
    attributes.set(plainText(type.content).toLowerCase(), contents);
  }
  return attributes;
}

/** Reads one LDAPMessage (RFC 4511 section 4.1.1) that is an answer to a search; null where it is none. */
export function readAnswer(message: Element): LdapAnswer | null {
  const [first, operation] = message.tag === tags.sequence ? (readChildren(message.content) ?? []) : [];
  const id = first?.tag === tags.integer ? readInteger(first) : null;
  if (id === null || id < 0 || operation === undefined) return null;
  if (operation.tag === operations.reference) return { kind: 'reference', id };
  if (operation.tag === operations.entry) {
    const attributes = readAttributes(operation);
    return attributes === null ? null : { kind: 'entry', id, attributes };
  }
  if (operation.tag !== operations.done && operation.tag !== operations.extendedResponse) return null;
  const code = readElement(operation.content);
  const result = code?.tag === tags.enumerated ? readInteger(code) : null;
  if (result === null) return null;
  return { kind: operation.tag === operations.done ? 'done' : 'notice', id, result };
}
