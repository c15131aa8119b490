import * as v from 'valibot';
import { type EnrolAnswer, type EnrolRefusal, enrolRequest, enrolText } from '../wire/enrolment.ts';
import { fingerprintOf, verify } from '../wire/keys.ts';
import { readToken } from '../wire/token.ts';
import { acceptedSkewMs, wireVersion } from '../wire/version.ts';
import { skewMessage } from './greet.ts';
import type { HubParts } from './parts.ts';

/** What every version of a request has, so that an old runner is told that it is old. */
const anyVersion = v.pipe(v.string(), v.parseJson(), v.object({ version: v.number() }));
const request = v.pipe(v.string(), v.parseJson(), enrolRequest);

/**
 * Enrols a server that sends `body`. Everything that can be wrong with the request is found before the token is spent.
 * Fails where the database does, or where the audit row cannot be written; the token is as good as before then.
 */
export async function enrol(
  body: string,
  from: string,
  { store, key, log, now, random }: Pick<HubParts, 'store' | 'key' | 'log' | 'now' | 'random'>,
): Promise<EnrolAnswer> {
  const hub = fingerprintOf(key.publicKey);
  const refuse = (code: EnrolRefusal, message: string): EnrolAnswer => {
    log.info({ from, code }, 'an enrolment was refused');
    return { kind: 'refused', code, message, hubTime: now() };
  };
  const notValid = 'The token is unknown, used or expired. Ask for a new one in chat.';

  const parsed = v.safeParse(request, body);
  if (!parsed.success) {
    const other = v.safeParse(anyVersion, body);
    return other.success && other.output.version !== wireVersion
      ? refuse('version', `This hub speaks version ${wireVersion}; install the runner that belongs to it.`)
      : refuse('malformed', 'This is no request for enrolment.');
  }
  const { publicKey, time, signature } = parsed.output;
  if (!verify('enrol', enrolText(parsed.output), signature, publicKey))
    return refuse('bad-signature', 'The request is not signed by the key that it names.');
  const hubTime = now();
  if (Math.abs(hubTime - time) > acceptedSkewMs) return refuse('clock-skew', skewMessage(time, hubTime));
  const token = readToken(parsed.output.token);
  if (token === null || token.hub !== hub) return refuse('token-not-valid', notValid);

  const runner = random(16).toString('base64url');
  const fingerprint = fingerprintOf(publicKey);
  const redeemed = await store.enrolments.redeem({ tokenHash: token.hash, runner, publicKey, fingerprint, from });
  switch (redeemed.kind) {
    case 'token-not-valid':
      return refuse('token-not-valid', notValid);
    case 'name-taken':
      return refuse('name-taken', `Another runner is called ${redeemed.name} by now. Revoke it first, and try again.`);
    case 'enrolled': {
      const { name, roles } = redeemed;
      log.info({ from, runner, name }, 'a runner was enrolled');
      return { kind: 'enrolled', runner, name, roles: [...roles], hubKey: key.publicKey };
    }
  }
}

/** The HTTP status of an answer. Its body says the same in the words of the wire. */
export function statusOf(answer: EnrolAnswer): number {
  return answer.kind === 'enrolled' ? 200 : statuses[answer.code];
}

const statuses = {
  'token-not-valid': 403,
  'bad-signature': 403,
  'clock-skew': 403,
  'name-taken': 409,
  version: 400,
  malformed: 400,
  'too-many': 429,
} as const satisfies Record<EnrolRefusal, number>;
