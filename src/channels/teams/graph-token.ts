import { createSign, randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { TeamsConfig, TeamsCredential } from '../../config/teams.ts';
import { readCertificate } from './wire/certificate.ts';

type App = Extract<TeamsConfig, { readonly kind: 'on' }>;

/** A call that takes longer counts as failed: a person waits for the answer. */
const timeoutMs = 5_000;

/** A token is not used in its last minute (milliseconds). */
const marginMs = 60_000;

/** How long an assertion is good (seconds); Entra takes ten minutes at most. */
const assertionSeconds = 300;

const answer = v.object({ access_token: v.string(), expires_in: v.number() });

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A statement signed by the app's certificate that it is who it says (RFC 7523). */
function assertion(
  app: App,
  { file, thumbprint }: Extract<TeamsCredential, { kind: 'certificate' }>,
  url: string,
  now: number,
): string {
  const certificate = readCertificate(file, thumbprint);
  const seconds = Math.floor(now / 1_000);
  const header = { alg: 'RS256', typ: 'JWT', x5t: Buffer.from(certificate.thumbprint, 'hex').toString('base64url') };
  const claims = {
    aud: url,
    iss: app.appId,
    sub: app.appId,
    jti: randomUUID(),
    nbf: seconds - 60,
    exp: seconds + assertionSeconds,
  };
  const text = `${base64url(header)}.${base64url(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(certificate.privateKey, 'base64url')}`;
}

function proofOf(app: App, url: string, now: number): Readonly<Record<string, string>> {
  const { credential } = app;
  if (credential.kind === 'password') return { client_secret: credential.password };
  return {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion(app, credential, url, now),
  };
}

/** Tokens of the bot's own application for Microsoft Graph, one for each tenant, fetched when needed. */
export function createGraphTokens(app: App, now: () => number): (tenant: string) => Promise<string> {
  const known = new Map<string, { readonly token: string; readonly until: number }>();
  return async (tenant) => {
    const held = known.get(tenant);
    if (held !== undefined && held.until > now()) return held.token;
    const url = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`;
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: app.appId,
        scope: 'https://graph.microsoft.com/.default',
        ...proofOf(app, url, now()),
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`Entra gave no token for Graph: ${response.status}`);
    const { access_token: token, expires_in: seconds } = v.parse(answer, await response.json());
    known.set(tenant, { token, until: now() + seconds * 1_000 - marginMs });
    return token;
  };
}
