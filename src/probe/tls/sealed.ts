import { createDecipheriv, createHmac } from 'node:crypto';
import { type Message, readMessages, readRecords, recordTypes } from './flight.ts';

/** The suites of TLS 1.3 (RFC 8446 appendix B.4) by the names of IANA. */
const suites: ReadonlyMap<
  string,
  { readonly cipher: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305'; readonly key: number; readonly hash: string }
> = new Map([
  ['TLS_AES_128_GCM_SHA256', { cipher: 'aes-128-gcm', key: 16, hash: 'sha256' }],
  ['TLS_AES_256_GCM_SHA384', { cipher: 'aes-256-gcm', key: 32, hash: 'sha384' }],
  ['TLS_CHACHA20_POLY1305_SHA256', { cipher: 'chacha20-poly1305', key: 32, hash: 'sha256' }],
]);

const ivLength = 12;
const tagLength = 16;

/** HKDF-Expand-Label (RFC 8446 section 7.1) with no context, for no more than one block of the hash. */
function expand(secret: Buffer, label: string, length: number, hash: string): Buffer {
  const name = Buffer.from(`tls13 ${label}`, 'latin1');
  const info = Buffer.from([length >> 8, length & 0xff, name.length, ...name, 0, 1]);
  return createHmac(hash, secret).update(info).digest().subarray(0, length);
}

/** The nonce of a record: the number of the record upon the vector (section 5.3). */
function nonceOf(iv: Buffer, sequence: number): Buffer {
  const nonce = Buffer.from(iv);
  nonce.writeUInt32BE((nonce.readUInt32BE(ivLength - 4) ^ sequence) >>> 0, ivLength - 4);
  return nonce;
}

/** The handshake content of an opened record: without its padding and the type behind it (section 5.2); null where it is another type. */
function handshakeIn(opened: Buffer): Buffer | null {
  let end = opened.length;
  while (end > 0 && opened[end - 1] === 0) end--;
  return opened[end - 1] === recordTypes.handshake ? opened.subarray(0, end - 1) : null;
}

/**
 * Opens what a server of TLS 1.3 said encrypted during the handshake of our own connection: its extensions, whether it
 * asks for a certificate, its own. `secret` is the handshake traffic secret of the server. It stops at the first record
 * that this does not open; no messages where nothing does.
 */
export function openSealed(heard: Buffer, secret: Buffer, suiteName: string): readonly Message[] {
  const suite = suites.get(suiteName);
  if (suite === undefined) return [];
  const key = expand(secret, 'key', suite.key, suite.hash);
  const iv = expand(secret, 'iv', ivLength, suite.hash);
  const contents: Buffer[] = [];
  const sealed = readRecords(heard).filter(({ type }) => type === recordTypes.applicationData);
  for (const [sequence, { head, content }] of sealed.entries()) {
    try {
      const text = content.subarray(0, -tagLength);
      const options = { authTagLength: tagLength };
      // The types of Node have one overload for each family of ciphers, and no common one.
      const nonce = nonceOf(iv, sequence);
      const decipher =
        suite.cipher === 'chacha20-poly1305'
          ? createDecipheriv(suite.cipher, key, nonce, options)
          : createDecipheriv(suite.cipher, key, nonce, options);
      decipher.setAAD(head, { plaintextLength: text.length }).setAuthTag(content.subarray(-tagLength));
      const handshake = handshakeIn(Buffer.concat([decipher.update(text), decipher.final()]));
      if (handshake === null) break;
      contents.push(handshake);
    } catch {
      break;
    }
  }
  return readMessages(Buffer.concat(contents));
}
