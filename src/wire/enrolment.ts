import * as v from 'valibot';
import { id, publicKey, roleName, runnerName, shortText, signature, time } from './parts.ts';
import { wireVersion } from './version.ts';

/** What a runner sends to be enrolled. The signature over the token by its new key shows that it has the private key. */
export const enrolRequest = v.strictObject({
  version: v.literal(wireVersion),
  token: v.pipe(v.string(), v.maxLength(200)),
  publicKey,
  time,
  signature,
});

export type EnrolRequest = v.InferOutput<typeof enrolRequest>;

/** The text that `signature` of an enrolment covers. */
export function enrolText({
  token,
  publicKey: key,
  time: at,
}: Pick<EnrolRequest, 'token' | 'publicKey' | 'time'>): string {
  return `${token}\0${key}\0${at}`;
}

/** Why an enrolment is refused. A token that is unknown, used or expired is told alike, so that nothing can be learned by trying. */
export const enrolRefusals = [
  'token-not-valid',
  'bad-signature',
  'clock-skew',
  'name-taken',
  'version',
  'malformed',
  'too-many',
] as const;

export type EnrolRefusal = (typeof enrolRefusals)[number];

/** What the hub answers. */
export const enrolAnswer = v.variant('kind', [
  v.object({
    kind: v.literal('enrolled'),
    runner: id,
    name: runnerName,
    roles: v.array(roleName),
    /** The hub's public key; the runner compares it with the fingerprint in its token before it believes anything. */
    hubKey: publicKey,
  }),
  v.object({
    kind: v.literal('refused'),
    code: v.picklist(enrolRefusals),
    /** One sentence for the person at the server, in English. */
    message: shortText,
    hubTime: time,
  }),
]);

export type EnrolAnswer = v.InferOutput<typeof enrolAnswer>;
