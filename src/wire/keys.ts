import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';

/** What a signature is for. It is part of what is signed, so that none can stand for another. */
export type Purpose = 'enrol' | 'hello' | 'welcome' | 'job' | 'cancel';

/** An Ed25519 key of our own. */
export interface KeyPair {
  readonly privateKey: KeyObject;
  /** SPKI DER, base64url. */
  readonly publicKey: string;
}

function publicText(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).toString('base64url');
}

/** A new key. */
export function createKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey: publicText(publicKey) };
}

/** The key pair of a PKCS #8 PEM. Throws where that is no Ed25519 key. */
export function readKeyPair(pem: string): KeyPair {
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key');
  return { privateKey, publicKey: publicText(createPublicKey(privateKey)) };
}

/** The private key as PKCS #8 PEM. */
export function privatePem({ privateKey }: KeyPair): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function publicKeyOf(text: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64url'), type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** Whether a text is a public key of the kind used here. */
export function isPublicKey(text: string): boolean {
  return publicKeyOf(text) !== null;
}

/** SHA-256 over a public key, base64url: what is pinned, and what people compare. */
export function fingerprintOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('base64url');
}

/** Purpose, version and text, each ended by a zero byte, so that no two different messages sign alike. */
function material(purpose: Purpose, text: string): Buffer {
  return Buffer.from(`portolan/1\0${purpose}\0${text}`, 'utf8');
}

/** Signs a text for one purpose: base64url. */
export function sign(purpose: Purpose, text: string, { privateKey }: KeyPair): string {
  return signBytes(null, material(purpose, text), privateKey).toString('base64url');
}

/** Whether `signature` is that key's over that text for that purpose. Never throws: a malformed key or signature is no. */
export function verify(purpose: Purpose, text: string, signature: string, publicKey: string): boolean {
  const key = publicKeyOf(publicKey);
  const bytes = Buffer.from(signature, 'base64url');
  // Base64url reads sloppily; only the one right spelling counts.
  if (key === null || bytes.length !== 64 || bytes.toString('base64url') !== signature) return false;
  return verifyBytes(null, material(purpose, text), key, bytes);
}
