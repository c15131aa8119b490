import * as v from 'valibot';
import { outcome } from '../probe/outcome.ts';
import { hostFacts } from './facts.ts';
import { id, nonce, shortText, signature, time } from './parts.ts';
import { policy } from './policy.ts';
import { longestSpreadMs, wireVersion } from './version.ts';

/** A signed payload: at most a few kilobytes of JSON. */
const signed = { payload: v.pipe(v.string(), v.maxLength(16_384)), signature };

/** Why a hub sends a runner away. After `revoked` and `unknown-runner` it must not come again. */
export const denials = [
  'unknown-runner',
  'revoked',
  'bad-signature',
  'clock-skew',
  'version',
  'malformed',
  'replaced',
  'stopping',
] as const;

export type Denial = (typeof denials)[number];

/** What the hub says to a runner, one JSON text a message. */
export const hubFrame = v.variant('type', [
  /** First of all. */
  v.object({ type: v.literal('challenge'), version: v.number(), hub: id, nonce, time }),
  /** Signed over the runner's nonce: only now does the runner believe that this is its hub. */
  v.object({
    type: v.literal('welcome'),
    time,
    signature,
    /** Over how long the runner spreads its return when this connection is lost (milliseconds); so long for as many as there are. */
    spreadMs: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(longestSpreadMs))),
  }),
  v.object({ type: v.literal('denied'), code: v.picklist(denials), message: shortText, time }),
  v.object({ type: v.literal('job'), ...signed }),
  v.object({ type: v.literal('cancel'), ...signed }),
  /** The result of this job is on the hub's disk; the runner may forget it. */
  v.object({ type: v.literal('stored'), job: id }),
]);

export type HubFrame = v.InferOutput<typeof hubFrame>;

/** Which software a runner is. */
export const software = v.object({ portolan: shortText, node: shortText, platform: shortText, arch: shortText });

export type Software = v.InferOutput<typeof software>;

/** What a runner says to its hub. */
export const runnerFrame = v.variant('type', [
  /** Answers the challenge. */
  v.object({
    type: v.literal('hello'),
    version: v.literal(wireVersion),
    runner: id,
    /** The runner's own, for the hub to sign. */
    nonce,
    time,
    signature,
    software,
  }),
  /** Once after `welcome`, and whenever one of them changes. */
  v.object({ type: v.literal('about'), facts: hostFacts, policy }),
  /** How many jobs it takes beside those it has. */
  v.object({ type: v.literal('free'), jobs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000)) }),
  /** The jobs it works on: their leases go on. */
  v.object({ type: v.literal('working'), jobs: v.pipe(v.array(id), v.maxLength(1_000)) }),
  v.object({
    type: v.literal('result'),
    job: id,
    attempt: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** When the probe ended, by the runner's clock. */
    at: time,
    outcome,
  }),
  /** Jobs that it took and will not do: it stops, or does not believe them. */
  v.object({ type: v.literal('returned'), jobs: v.pipe(v.array(id), v.maxLength(1_000)), why: shortText }),
]);

export type RunnerFrame = v.InferOutput<typeof runnerFrame>;
export type RunnerFrameOf<Type extends RunnerFrame['type']> = Extract<RunnerFrame, { type: Type }>;

/** The text that the signature of `hello` covers. */
export function helloText(parts: {
  readonly hub: string;
  readonly challenge: string;
  readonly runner: string;
  readonly nonce: string;
  readonly time: number;
}): string {
  return [parts.hub, parts.challenge, parts.runner, parts.nonce, parts.time].join('\0');
}

/** The text that the signature of `welcome` covers. */
export function welcomeText(parts: {
  readonly hub: string;
  readonly runner: string;
  readonly nonce: string;
  readonly time: number;
}): string {
  return [parts.hub, parts.runner, parts.nonce, parts.time].join('\0');
}
