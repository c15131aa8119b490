import * as v from 'valibot';
import { probe } from '../probe/probe.ts';
import { type KeyPair, sign, verify } from './keys.ts';
import { id, nonce, roleName, time } from './parts.ts';
import { wireVersion } from './version.ts';

/**
 * One probe that one runner is asked for. Its exact bytes are signed, so every field is: whose it is, until when, and
 * what is asked of which host.
 */
export const job = v.strictObject({
  version: v.literal(wireVersion),
  /** Fingerprint of the hub's key. */
  hub: id,
  runner: id,
  job: id,
  /** Counted from 1: a job whose lease ran out is handed out again with a new nonce. */
  attempt: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  nonce,
  issuedAt: time,
  expiresAt: time,
  /** How long the probe may take (milliseconds). */
  deadlineMs: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(600_000)),
  /** The flow or endpoint of the catalog that it proves, and the role that the runner plays in it. */
  flow: v.pipe(v.string(), v.regex(/^[a-z0-9][ -~]{0,199}$/)),
  role: roleName,
  probe,
});

export type Job = v.InferOutput<typeof job>;

/** A job that is to be stopped. */
export const cancellation = v.strictObject({
  version: v.literal(wireVersion),
  hub: id,
  runner: id,
  job: id,
  issuedAt: time,
});

export type Cancellation = v.InferOutput<typeof cancellation>;

/** Something signed: the exact text and its signature. */
export interface Signed {
  readonly payload: string;
  readonly signature: string;
}

/** Signs a job with the hub's key. */
export function signJob(content: Job, key: KeyPair): Signed {
  const payload = JSON.stringify(content);
  return { payload, signature: sign('job', payload, key) };
}

/** Signs a cancellation with the hub's key. */
export function signCancellation(content: Cancellation, key: KeyPair): Signed {
  const payload = JSON.stringify(content);
  return { payload, signature: sign('cancel', payload, key) };
}

/** Why a job is not executed. */
export type Rejection =
  | 'bad-signature'
  | 'malformed'
  | 'other-hub'
  | 'other-runner'
  | 'expired'
  | 'not-yet-valid'
  | 'replayed';

/** What a runner compares a job with. */
export interface Expected {
  /** The pinned public key of the hub, and its fingerprint. */
  readonly hubKey: string;
  readonly hub: string;
  readonly runner: string;
  /** The runner's clock, milliseconds. */
  readonly now: number;
  readonly skewMs: number;
}

/**
 * Reads a signed job: the signature over the exact bytes first, and only then what they say. Whether its nonce was seen
 * before is the caller's to know.
 */
export function openJob(
  signed: Signed,
  expected: Expected,
): { readonly kind: 'job'; readonly job: Job } | { readonly kind: 'rejected'; readonly why: Rejection } {
  const opened = open('job', job, signed, expected);
  if (opened.kind === 'rejected') return opened;
  const { content } = opened;
  if (content.expiresAt + expected.skewMs < expected.now) return { kind: 'rejected', why: 'expired' };
  if (content.issuedAt - expected.skewMs > expected.now) return { kind: 'rejected', why: 'not-yet-valid' };
  return { kind: 'job', job: content };
}

/** Reads a signed cancellation; null where it is not this hub's for this runner. */
export function openCancellation(signed: Signed, expected: Expected): Cancellation | null {
  const opened = open('cancel', cancellation, signed, expected);
  return opened.kind === 'rejected' ? null : opened.content;
}

function open<Content extends { readonly hub: string; readonly runner: string }>(
  purpose: 'job' | 'cancel',
  schema: v.GenericSchema<unknown, Content>,
  { payload, signature }: Signed,
  { hubKey, hub, runner }: Expected,
): { readonly kind: 'opened'; readonly content: Content } | { readonly kind: 'rejected'; readonly why: Rejection } {
  if (!verify(purpose, payload, signature, hubKey)) return { kind: 'rejected', why: 'bad-signature' };
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), payload);
  if (!parsed.success) return { kind: 'rejected', why: 'malformed' };
  if (parsed.output.hub !== hub) return { kind: 'rejected', why: 'other-hub' };
  if (parsed.output.runner !== runner) return { kind: 'rejected', why: 'other-runner' };
  return { kind: 'opened', content: parsed.output };
}
