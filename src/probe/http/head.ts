import type { Frame } from '../net/conversation.ts';

/** The head of an HTTP/1 response (RFC 9112 sections 4 and 5). Its texts are as they were sent, character by byte. */
export interface Head {
  /** From 100 to 999, as RFC 9110 section 15 has three digits. */
  readonly status: number;
  /** The whole status line. */
  readonly line: string;
  /** Name in lower case, value without blanks around it, in the order of the response. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** Longest head that is read. Servers of the trade stop at 8 to 32 KB for what they accept themselves. */
export const longestHead = 32_768;

/** Most fields that are kept of a head. */
const mostFields = 128;

/** Most interim responses (RFC 9110 section 15.2) that are passed over; a server needs one. */
const mostInterim = 8;

const statusLine = /^HTTP\/1\.[01] ([1-9]\d\d)(?: |$)/;
const opening = 'HTTP/1.';
const fieldName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Where a head ends, after its empty line; null where it does not end here. A bare line feed is taken for a line's end. */
function endOf(text: string, from: number): number | null {
  const empty = /\n\r?\n/g;
  empty.lastIndex = from;
  return empty.exec(text) === null ? null : empty.lastIndex;
}

function readFields(lines: readonly string[]): Head['fields'] {
  const fields: (readonly [string, string])[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (fieldName.test(name) && fields.length < mostFields)
      fields.push([name.toLowerCase(), line.slice(colon + 1).trim()]);
  }
  return fields;
}

/**
 * Reads the head of the final response: whole with its length in bytes, `more` where the bytes may still become one,
 * `wrong` where they cannot. Interim responses before it are passed over and counted in the length. Lines that are no
 * field are passed over too.
 */
export function readResponse(
  bytes: Buffer,
): { readonly kind: 'whole'; readonly length: number; readonly head: Head } | 'more' | 'wrong' {
  const text = bytes.toString('latin1', 0, longestHead);
  let from = 0;
  for (let response = 0; response <= mostInterim; response++) {
    const begun = text.slice(from, from + opening.length);
    if (begun !== opening.slice(0, begun.length)) return 'wrong';
    const end = endOf(text, from);
    if (end === null) return text.length < longestHead ? 'more' : 'wrong';
    const [line = '', ...lines] = text.slice(from, end).split(/\r?\n/);
    const status = Number(statusLine.exec(line)?.[1] ?? Number.NaN);
    if (Number.isNaN(status)) return 'wrong';
    // 101 is the answer to an upgrade that nobody asked for: final, whatever it leads to.
    if (status >= 200 || status === 101)
      return { kind: 'whole', length: end, head: { status, line, fields: readFields(lines) } };
    from = end;
  }
  return 'wrong';
}

/** Frames the head of a response in a conversation. */
export const headFrame: Frame = (bytes) => {
  const read = readResponse(bytes);
  return typeof read === 'string' ? read : { kind: 'whole', length: read.length };
};

/** Every value of a field, in order; `name` in lower case. */
export function valuesOf(head: Head, name: string): readonly string[] {
  return head.fields.filter(([field]) => field === name).map(([, value]) => value);
}

/** The first value of a field; null where the head has none. */
export function firstOf(head: Head, name: string): string | null {
  return valuesOf(head, name)[0] ?? null;
}
