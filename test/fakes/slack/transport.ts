import { createHmac } from 'node:crypto';
import type { Link } from './link.ts';

/** How Slack reaches the bot: signed requests to its address, or envelopes over the connection that it opened. */
export type Route = { readonly kind: 'http'; readonly endpoint: string } | { readonly kind: 'socket' };

/** Something that Slack sends. `form` is a slash command's fields; `interactive` a payload; `event` an event body. */
export type Parcel =
  | { readonly kind: 'form'; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: 'interactive'; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly kind: 'event'; readonly body: Readonly<Record<string, unknown>> };

/** What the bot answered, and after how many milliseconds. `status` is 200 for an acknowledged envelope, 0 for none. */
export interface Delivery {
  readonly status: number;
  readonly body: unknown;
  readonly ms: number;
}

/** A request as it goes over the wire, so that a test can send it again or change it. */
export interface SignedHttp {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Slack's signature, written from its documentation: HMAC-SHA256 of `v0:TIMESTAMP:BODY`. */
export function sign(secret: string, body: string, seconds: number): SignedHttp['headers'] {
  const hmac = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-signature': `v0=${hmac}`, 'x-slack-request-timestamp': String(seconds) };
}

/** The signed request that carries a parcel. */
export function signedHttp(parcel: Parcel, secret: string, seconds: number): SignedHttp {
  const form =
    parcel.kind === 'form'
      ? parcel.fields
      : parcel.kind === 'interactive'
        ? { payload: JSON.stringify(parcel.payload) }
        : null;
  const body = parcel.kind === 'event' ? JSON.stringify(parcel.body) : new URLSearchParams(form ?? {}).toString();
  const type = parcel.kind === 'event' ? 'application/json' : 'application/x-www-form-urlencoded';
  return { headers: { 'content-type': type, ...sign(secret, body, seconds) }, body };
}

/** Sends a request as it stands. */
export async function sendHttp(endpoint: string, { headers, body }: SignedHttp): Promise<Delivery> {
  const started = performance.now();
  const response = await fetch(endpoint, { method: 'POST', headers, body });
  const ms = performance.now() - started;
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text, ms };
}

const envelopeTypes = { form: 'slash_commands', interactive: 'interactive', event: 'events_api' } as const;

/** Sends an envelope with a parcel. `extra` are fields of the envelope, such as `envelope_id` or `retry_attempt`. */
export async function sendEnvelope(
  link: Link,
  parcel: Parcel,
  extra: Readonly<Record<string, unknown>>,
): Promise<Delivery> {
  const payload = parcel.kind === 'form' ? parcel.fields : parcel.kind === 'event' ? parcel.body : parcel.payload;
  const accepts = parcel.kind !== 'event';
  const ack = await link.send({
    type: envelopeTypes[parcel.kind],
    payload,
    accepts_response_payload: accepts,
    ...extra,
  });
  return ack === null ? { status: 0, body: null, ms: 3_000 } : { status: 200, body: ack.payload, ms: ack.ms };
}
