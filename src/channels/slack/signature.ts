import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds that Slack's clock and ours may differ, either way: what Slack's own documentation allows to the past. */
export const maxSkewSeconds = 300;

const signatureForm = /^v0=[0-9a-f]{64}$/;
/** Whole seconds since the epoch; twelve digits reach beyond any clock that is right. */
const timestampForm = /^\d{1,12}$/;

/** Slack's signature of a request: `v0=` and the HMAC-SHA256, in hexadecimal, of `v0:TIMESTAMP:BODY`. */
export function signatureOf(secret: string, timestamp: string, body: Uint8Array): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}

/** What a request says of its own origin: its two headers and its bytes as they came. */
export interface SignedRequest {
  readonly signature: string | undefined;
  readonly timestamp: string | undefined;
  readonly body: Uint8Array;
}

/**
 * Whether Slack signed these bytes, and within `maxSkewSeconds` of now (milliseconds since the epoch). A timestamp from
 * the future is refused as well: it would be good for a replay later.
 */
export function isSigned(request: SignedRequest, secret: string, now: number): boolean {
  const { signature, timestamp, body } = request;
  if (signature === undefined || timestamp === undefined) return false;
  if (!signatureForm.test(signature) || !timestampForm.test(timestamp)) return false;
  if (Math.abs(Math.floor(now / 1000) - Number(timestamp)) > maxSkewSeconds) return false;
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(secret, timestamp, body)));
}
