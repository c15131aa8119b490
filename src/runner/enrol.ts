import { request as requestHttp } from 'node:http';
import * as v from 'valibot';
import { type EnrolAnswer, type EnrolRequest, enrolAnswer, enrolText } from '../wire/enrolment.ts';
import { createKeyPair, fingerprintOf, isPublicKey, type KeyPair, sign } from '../wire/keys.ts';
import type { Token } from '../wire/token.ts';
import { acceptedSkewMs, enrolPath, wireVersion } from '../wire/version.ts';
import { dial, type Way } from './dial.ts';
import { skewWords } from './greeting.ts';
import { hubUrl } from './hub-address.ts';
import type { Identity } from './identity.ts';

/** What became of an enrolment. */
export type Enrolled =
  /** Not yet written anywhere. */
  | { readonly kind: 'enrolled'; readonly identity: Identity; readonly key: KeyPair }
  /** `why` and `nextStep` are for the person at the server; neither holds the token. */
  | { readonly kind: 'refused'; readonly why: string; readonly nextStep: string };

export interface EnrolParts {
  /** The address of the hub, as people give it. */
  readonly hub: URL;
  readonly token: Token;
  readonly way: Way;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** An answer is a few hundred characters. */
const longestAnswer = 64 * 1_024;

const parsedAnswer = v.pipe(v.string(), v.parseJson(), enrolAnswer);

const refused = (why: string, nextStep: string) => ({ kind: 'refused', why, nextStep }) as const;

/**
 * Enrols with a one-time token: makes a key pair, shows the hub that it has it, and believes the answer only where the
 * hub's key is the one that the token names. Writes nothing and never rejects.
 */
export async function enrol({ hub, token, way, now }: EnrolParts): Promise<Enrolled> {
  const key = createKeyPair();
  const content = { token: token.text, publicKey: key.publicKey, time: now() };
  const body: EnrolRequest = { version: wireVersion, ...content, signature: sign('enrol', enrolText(content), key) };
  const posted = await post(hubUrl(hub, enrolPath), JSON.stringify(body), way);
  if (posted.kind === 'failed') return refused(posted.why, 'See that this server reaches the hub, and try again.');
  const parsed = v.safeParse(parsedAnswer, posted.text);
  if (!parsed.success)
    return refused(
      `${hub.host} answers (${posted.status}), but not as a hub of runners`,
      'Look at the address behind --hub; a proxy in between may answer in its place.',
    );
  const answer = parsed.output;
  if (answer.kind === 'refused') return refusalOf(answer, now());
  // Whoever stands in between may answer, but has not the key that the token was made with.
  if (!isPublicKey(answer.hubKey) || fingerprintOf(answer.hubKey) !== token.hub)
    return refused(
      `${hub.host} answers with another key than the token names, so it is not the hub that made the token`,
      'Nothing was written. Look at the address behind --hub, and at whoever inspects TLS in between; the token may be known to others now, so ask for a new one, and revoke the runner if it shows in chat.',
    );
  return {
    kind: 'enrolled',
    key,
    identity: {
      version: 1,
      runner: answer.runner,
      name: answer.name,
      roles: answer.roles,
      hub: hub.href,
      hubKey: answer.hubKey,
      hubFingerprint: token.hub,
      publicKey: key.publicKey,
      enrolledAt: new Date(now()).toISOString(),
    },
  };
}

/** What each refusal tells the person at the server, and what to do. */
function refusalOf(
  { code, message, hubTime }: Extract<EnrolAnswer, { kind: 'refused' }>,
  now: number,
): Extract<Enrolled, { kind: 'refused' }> {
  switch (code) {
    case 'token-not-valid':
      return refused(
        'the hub does not take this token: it is unknown, used, or older than ten minutes',
        'Ask in chat for a new one: runners enroll NAME --role ROLE',
      );
    case 'clock-skew': {
      const skewMs = hubTime - now;
      const why = Math.abs(skewMs) > acceptedSkewMs ? skewWords(skewMs) : message;
      return refused(why, 'Set the clock of this server (w32tm /resync, chronyc makestep), and try again.');
    }
    case 'name-taken':
      return refused(message, 'Revoke the other runner in chat, or ask for a token with another name.');
    case 'version':
      return refused(message, 'Install the runner of the same version as the hub.');
    case 'too-many':
      return refused(message, 'Wait a minute, and try again with the same token.');
    case 'bad-signature':
    case 'malformed':
      return refused(
        message,
        'Install the runner of the same version as the hub; something in between may change what is sent.',
      );
  }
}

type Posted =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'failed'; readonly why: string };

async function post(url: URL, body: string, way: Way): Promise<Posted> {
  const signal = AbortSignal.timeout(2 * way.timeoutMs);
  const dialled = await dial(url, way, signal);
  if (dialled.kind === 'failed') return dialled;
  const { socket } = dialled;
  return new Promise((resolve) => {
    const finish = (posted: Posted) => {
      socket.destroy();
      resolve(posted);
    };
    const failed = (why: string) => finish({ kind: 'failed', why });
    // TLS was made by `dial`, so what is left is plain HTTP over it. A redirect is not followed: it would take the token along.
    const asking = requestHttp(
      {
        method: 'POST',
        path: url.pathname,
        createConnection: () => socket,
        headers: {
          host: url.host,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          connection: 'close',
        },
        signal,
      },
      (response) => {
        const { statusCode: status = 0 } = response;
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.length > longestAnswer) failed(`${url.host} answers more than a hub would`);
        });
        response.on('end', () => finish({ kind: 'answered', status, text }));
        response.on('error', () => failed(`${url.host} stopped in the middle of its answer`));
      },
    );
    asking.on('error', (error) =>
      failed(error.name === 'AbortError' ? `${url.host} did not answer in time` : `${url.host} ended the connection`),
    );
    asking.end(body);
  });
}
