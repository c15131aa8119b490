import { type ReadCertificate, readCertificate } from './certificate.ts';
import { type Message, messageTypes } from './flight.ts';

/** Most certificates of a message that are read. */
const mostCertificates = 16;

/** The certificates of a TLS 1.2 Certificate message (RFC 5246 section 7.4.2), leaf first; what cannot be read is left out. */
export function readCertificates(messages: readonly Message[]): readonly ReadCertificate[] {
  const body = messages.find(({ type }) => type === messageTypes.certificate)?.body ?? Buffer.alloc(0);
  const read: ReadCertificate[] = [];
  let at = 3;
  for (let count = 0; at + 3 <= body.length && count < mostCertificates; count++) {
    const end = at + 3 + body.readUIntBE(at, 3);
    const certificate = end > body.length ? null : readCertificate(body.subarray(at + 3, end));
    if (certificate !== null) read.push(certificate);
    at = end;
  }
  return read;
}
