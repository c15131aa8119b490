import { cutList, longestList } from '../evidence.ts';
import { printWholeName } from './distinguished-name.ts';
import { type Message, messageTypes } from './flight.ts';

/** What a server asks of a client's certificate. */
export interface CertificateRequest {
  /** Distinguished names of the authorities that it accepts; none means any. */
  readonly authorities: string[];
}

const certificateAuthorities = 47;

/** A vector with a length of `width` bytes before it (RFC 5246 section 4.3), and what follows; null where it is cut. */
function vector(bytes: Buffer, width: 1 | 2): { readonly content: Buffer; readonly rest: Buffer } | null {
  if (bytes.length < width) return null;
  const end = width + bytes.readUIntBE(0, width);
  return end > bytes.length ? null : { content: bytes.subarray(width, end), rest: bytes.subarray(end) };
}

function readNames(list: Buffer): string[] {
  const names: string[] = [];
  let next = vector(list, 2);
  while (next !== null && names.length < longestList) {
    const name = printWholeName(next.content);
    if (name !== '') names.push(name);
    next = vector(next.rest, 2);
  }
  return cutList(names);
}

/** TLS 1.2 (RFC 5246 section 7.4.4): types of certificates, signature algorithms, authorities. */
function readOlder(body: Buffer): string[] {
  const types = vector(body, 1);
  const algorithms = types === null ? null : vector(types.rest, 2);
  const authorities = algorithms === null ? null : vector(algorithms.rest, 2);
  return readNames(authorities?.content ?? Buffer.alloc(0));
}

/** TLS 1.3 (RFC 8446 sections 4.3.2 and 4.2.4): a context, then extensions, of which one lists the authorities. */
function readNewer(body: Buffer): string[] {
  const context = vector(body, 1);
  let extensions = context === null ? null : (vector(context.rest, 2)?.content ?? null);
  while (extensions !== null && extensions.length >= 4) {
    const data = vector(extensions.subarray(2), 2);
    if (data !== null && extensions.readUInt16BE(0) === certificateAuthorities)
      return readNames(vector(data.content, 2)?.content ?? Buffer.alloc(0));
    extensions = data?.rest ?? null;
  }
  return [];
}

/** The certificate request among the messages of a handshake; null where the server asks for none. */
export function findRequest(messages: readonly Message[], protocol: string): CertificateRequest | null {
  const request = messages.find(({ type }) => type === messageTypes.certificateRequest);
  if (request === undefined) return null;
  return { authorities: protocol === 'TLSv1.3' ? readNewer(request.body) : readOlder(request.body) };
}
