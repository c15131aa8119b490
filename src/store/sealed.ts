import { createCipheriv, createDecipheriv, createHmac, type KeyObject, randomBytes } from 'node:crypto';

/** The form of a sealed text, so that another cipher can follow one day. */
const version = 'v1';
/** NIST SP 800-38D: 96 bits is the nonce length that GCM takes as it is. */
const nonceBytes = 12;
const tagBytes = 16;

/** What opening gives: the text, or why it stays shut. `keyId` is the id of the key that sealed it. */
export type Opened =
  | { readonly kind: 'opened'; readonly text: string }
  | { readonly kind: 'other-key'; readonly keyId: string }
  | { readonly kind: 'damaged' };

/** Eight bytes, in hexadecimal, that tell keys apart and reveal nothing about them. */
export function keyIdOf(key: KeyObject): string {
  return createHmac('sha256', key).update('portolan key id').digest('hex').slice(0, 16);
}

/**
 * Seals a text with AES-256-GCM under a fresh random nonce: `v1.KEYID.NONCE.CIPHERTEXT+TAG`, the last two in base64url.
 * `context` (the id of the row) is bound to it, so that a sealed text cannot be moved to another row.
 */
export function seal(key: KeyObject, text: string, context: string): string {
  const prefix = `${version}.${keyIdOf(key)}`;
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(`${prefix}.${context}`));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${prefix}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
}

/** Opens what `seal` made with the same key and context. */
export function unseal(key: KeyObject, sealed: string, context: string): Opened {
  const [form, keyId, nonce, body, ...rest] = sealed.split('.');
  if (form !== version || keyId === undefined || nonce === undefined || body === undefined || rest.length > 0)
    return { kind: 'damaged' };
  if (keyId !== keyIdOf(key)) return { kind: 'other-key', keyId };
  const bytes = Buffer.from(body, 'base64url');
  const start = Buffer.from(nonce, 'base64url');
  // Base64 has several spellings of the same bytes; only the one that `seal` writes is taken.
  if (bytes.toString('base64url') !== body || start.toString('base64url') !== nonce) return { kind: 'damaged' };
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, start, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(`${form}.${keyId}.${context}`));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const text = Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]);
    return { kind: 'opened', text: text.toString('utf8') };
  } catch {
    return { kind: 'damaged' };
  }
}
