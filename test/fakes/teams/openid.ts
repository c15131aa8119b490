import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** The claims of a token, as the Bot Framework writes them. Times are seconds since the epoch. */
export interface Claims {
  readonly iss?: string;
  readonly aud?: string;
  readonly exp?: number;
  readonly nbf?: number;
  readonly serviceurl?: string;
}

/** A stand-in for login.botframework.com: a metadata document, its keys, and a pen to sign tokens with. */
export interface OpenId {
  readonly metadataUrl: string;
  /** A token signed with the published key. */
  sign(claims: Claims): string;
  /** A token with the published key's id, signed with another key. */
  forge(claims: Claims): string;
  /** A token of an algorithm that needs no key, or misuses the public one. */
  unsigned(claims: Claims): string;
  close(): Promise<void>;
}

const keyId = 'test-key';
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(claims: Claims, key: KeyObject): string {
  const signed = `${base64({ typ: 'JWT', alg: 'RS256', kid: keyId })}.${base64(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
}

/** Opens the stand-in on a free loopback port. */
export async function startOpenId(): Promise<OpenId> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n, e } = own.publicKey.export({ format: 'jwk' });
  const server = createServer((request, response) => {
    const body =
      request.url === '/keys'
        ? { keys: [{ kty: 'RSA', use: 'sig', kid: keyId, n, e, endorsements: ['msteams'] }] }
        : { issuer: 'https://api.botframework.com', jwks_uri: `http://${request.headers.host}/keys` };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new TypeError('no port');
  return {
    metadataUrl: `http://127.0.0.1:${address.port}/metadata`,
    sign: (claims) => token(claims, own.privateKey),
    forge: (claims) => token(claims, other.privateKey),
    unsigned: (claims) => `${base64({ typ: 'JWT', alg: 'none', kid: keyId })}.${base64(claims)}.AA`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
