import { createHash, randomBytes } from 'node:crypto';
import { fingerprintOf } from './keys.ts';

/** How long an enrolment token lives (milliseconds): the bar allows ten minutes at most. */
export const tokenLifeMs = 600_000;

const shape = /^ptl1\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/;

/** A token as the person pastes it on the server: a secret, and the fingerprint of the hub's key, so that nobody in between can pass as the hub. */
export interface Token {
  readonly text: string;
  /** What the hub keeps of it. */
  readonly hash: string;
  /** Fingerprint of the hub's key. */
  readonly hub: string;
}

/** SHA-256 over the secret part, base64url. The secret has 256 random bits, so a plain hash is enough. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** A new token for the hub with this public key. */
export function createToken(hubPublicKey: string): Token {
  const secret = randomBytes(32).toString('base64url');
  const hub = fingerprintOf(hubPublicKey);
  return { text: `ptl1.${secret}.${hub}`, hash: hashOf(secret), hub };
}

/** Reads a pasted token; null where it is none. */
export function readToken(text: string): Token | null {
  const [, secret, hub] = shape.exec(text.trim()) ?? [];
  return secret === undefined || hub === undefined ? null : { text: text.trim(), hash: hashOf(secret), hub };
}
