import { type Element, readElement, readHead } from '../ber/read.ts';
import { printName } from '../tls/distinguished-name.ts';
import { readTime } from '../tls/time.ts';

/** The head of a certificate revocation list (RFC 5280 section 5.1). Times are milliseconds since the epoch. */
export interface RevocationList {
  readonly issuer: string;
  readonly thisUpdate: number;
  /** Null where the list names none, which the RFC forbids. */
  readonly nextUpdate: number | null;
}

const sequence = 0x30;
const integer = 0x02;

const pemStart = /^\s*-----BEGIN X509 CRL-----\s*/;

/** The encoding behind PEM's armour, as far as it goes; the bytes themselves where there is none. */
function unarmoured(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  const start = pemStart.exec(text);
  if (start === null) return bytes;
  const [encoded = ''] = text.slice(start[0].length).split('-----');
  return Buffer.from(encoded.replace(/\s+/g, ''), 'base64');
}

/** What stands in a SEQUENCE that may go on beyond the bytes; null where there is none. */
function opened(bytes: Buffer): Buffer | null {
  const head = readHead(bytes);
  if (bytes[0] !== sequence || head.kind === 'wrong') return null;
  if (head.kind === 'element') return head.element.content;
  const first = bytes[1] ?? 0x80;
  return bytes.subarray(2 + (first < 0x80 ? 0 : first & 0x7f));
}

/** Reads the head of a list, DER or PEM, from its beginning: a few hundred bytes are enough. Null where it is no list. */
export function readRevocationList(start: Buffer): RevocationList | null {
  const list = opened(unarmoured(start));
  const toBeSigned = list === null ? null : opened(list);
  if (toBeSigned === null) return null;
  const next = (before: Element | null): Element | null => readElement(toBeSigned, before?.end ?? 0);
  const first = next(null);
  // Version 1 lists do not say their version.
  const algorithm = first?.tag === integer ? next(first) : first;
  const issuer = algorithm === null ? null : next(algorithm);
  const thisUpdate = issuer === null ? null : next(issuer);
  if (issuer === null || thisUpdate === null || algorithm?.tag !== sequence || issuer.tag !== sequence) return null;
  const from = readTime(thisUpdate);
  const after = next(thisUpdate);
  if (from === null) return null;
  return { issuer: printName(issuer.content), thisUpdate: from, nextUpdate: after === null ? null : readTime(after) };
}
