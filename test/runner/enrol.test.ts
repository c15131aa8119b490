import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { createAuthorities } from '../../src/runner/authorities.ts';
import type { Way } from '../../src/runner/dial.ts';
import { type Enrolled, enrol } from '../../src/runner/enrol.ts';
import { type EnrolAnswer, enrolRequest, enrolText } from '../../src/wire/enrolment.ts';
import { createKeyPair, fingerprintOf, verify } from '../../src/wire/keys.ts';
import { createToken } from '../../src/wire/token.ts';
import { enrolPath } from '../../src/wire/version.ts';
import { onRealSockets } from '../probe/ber/real-sockets.ts';
import { issue, issueRoot } from '../probe/certificates.ts';
import { startScriptedHub } from './scripted-hub.ts';
import { plainWay } from './test-runner.ts';
import { startTunnelProxy } from './tunnel-proxy.ts';

const hubKey = createKeyPair();
const token = createToken(hubKey.publicKey);
const now = () => Date.UTC(2026, 10, 20, 10);

/** A request as a hub got it. */
interface Got {
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

/** Enrols at a hub that gives this answer; what the hub got comes along. */
async function enrolAt(
  answer: EnrolAnswer | string,
  { status = 200, way = plainWay, tls }: { status?: number; way?: Way; tls?: { cert: string; key: string } } = {},
): Promise<{ readonly enrolled: Enrolled; readonly got: readonly Got[] }> {
  const got: Got[] = [];
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      got.push({
        method: request.method ?? '',
        path: request.url ?? '',
        type: request.headers['content-type'] ?? '',
        body,
      });
      response.writeHead(status).end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
  };
  await using hub = await startScriptedHub({ onRequest, ...(tls === undefined ? {} : { tls }) });
  const enrolled = await enrol({ hub: hub.url, token, way, now });
  return { enrolled, got };
}

const accepted: EnrolAnswer = {
  kind: 'enrolled',
  runner: 'runner-1',
  name: 'adfs01',
  roles: ['adfs'],
  hubKey: hubKey.publicKey,
};

/** A refusal's sentences; fails where there is none. None of them may hold the token. */
function refusalOf({ enrolled }: { readonly enrolled: Enrolled }): string {
  assert.ok(enrolled.kind === 'refused');
  const said = `${enrolled.why}\n${enrolled.nextStep}`;
  assert.ok(!said.includes(token.text.split('.')[1] ?? ''), 'the token is repeated');
  return said;
}

describe('an enrolment', () => {
  onRealSockets();

  it('shows the hub the token and, signed, a key of its own', async () => {
    const { enrolled, got } = await enrolAt(accepted);
    assert.equal(got.length, 1);
    const { method, path, type, body } = got[0] ?? assert.fail();
    assert.deepEqual([method, path, type], ['POST', enrolPath, 'application/json']);
    const request = v.parse(v.pipe(v.string(), v.parseJson(), enrolRequest), body);
    assert.equal(request.token, token.text);
    assert.equal(request.time, now());
    assert.ok(verify('enrol', enrolText(request), request.signature, request.publicKey));
    assert.ok(enrolled.kind === 'enrolled');
    assert.equal(enrolled.key.publicKey, request.publicKey);
    assert.doesNotMatch(body, /PRIVATE/);
  });

  it('gives who the runner is, and the pinned key of its hub', async () => {
    const { enrolled } = await enrolAt(accepted);
    assert.ok(enrolled.kind === 'enrolled');
    const { hub: _, publicKey: __, ...identity } = enrolled.identity;
    assert.deepEqual(identity, {
      version: 1,
      runner: 'runner-1',
      name: 'adfs01',
      roles: ['adfs'],
      hubKey: hubKey.publicKey,
      hubFingerprint: fingerprintOf(hubKey.publicKey),
      enrolledAt: '2026-11-20T10:00:00.000Z',
    });
  });

  it('makes a new key each time', async () => {
    const [one, other] = [await enrolAt(accepted), await enrolAt(accepted)];
    assert.ok(one.enrolled.kind === 'enrolled' && other.enrolled.kind === 'enrolled');
    assert.notEqual(one.enrolled.key.publicKey, other.enrolled.key.publicKey);
  });

  it('believes no hub with another key than the token names', async () => {
    const said = refusalOf(await enrolAt({ ...accepted, hubKey: createKeyPair().publicKey }));
    assert.match(said, /another key than the token names.*Nothing was written/s);
  });

  for (const [code, hubTime, sentence] of [
    ['token-not-valid', now(), /unknown, used, or older than ten minutes.*Ask in chat for a new one/s],
    ['name-taken', now(), /The hub's words.*Revoke the other runner/s],
    ['version', now(), /The hub's words.*same version/s],
    ['too-many', now(), /The hub's words.*Wait a minute/s],
    ['bad-signature', now(), /The hub's words.*same version/s],
    ['malformed', now(), /The hub's words.*same version/s],
    ['clock-skew', now() + 95_000, /the clock of this server is 95 s behind the hub's.*Set the clock/s],
    ['clock-skew', now() - 7_200_000, /120 min ahead of the hub's.*Set the clock/s],
    // Where the times do not bear it out, the hub has the word.
    ['clock-skew', now(), /The hub's words.*Set the clock/s],
  ] as const)
    it(`that is refused for ${code} says why and what to do (${Math.round((hubTime - now()) / 1_000)} s)`, async () => {
      const answer = { kind: 'refused', code, message: "The hub's words.", hubTime } as const;
      assert.match(refusalOf(await enrolAt(answer, { status: 403 })), sentence);
    });

  for (const [what, answer, status] of [
    ['a page of a proxy', '<html>Sign in</html>', 200],
    ['a missing page', 'Not Found', 404],
    ['another JSON', '{"kind":"enrolled"}', 200],
    ['nothing', '', 502],
  ] as const)
    it(`that is answered with ${what} says that no hub is there`, async () => {
      const said = refusalOf(await enrolAt(answer, { status }));
      assert.match(said, new RegExp(`answers \\(${status}\\), but not as a hub`));
    });

  it('follows no redirect: it would take the token along', async () => {
    let elsewhere = 0;
    await using other = await startScriptedHub({
      onRequest: (_, response) => {
        elsewhere += 1;
        response.end(JSON.stringify(accepted));
      },
    });
    await using hub = await startScriptedHub({
      onRequest: (_, response) => response.writeHead(307, { location: `${other.url.href}${enrolPath}` }).end(),
    });
    refusalOf({ enrolled: await enrol({ hub: hub.url, token, way: plainWay, now }) });
    assert.equal(elsewhere, 0);
  });

  it('reads no answer without end, and waits for none without end', async () => {
    await using endless = await startScriptedHub({
      onRequest: (_, response) => {
        const pour = () => {
          while (!response.destroyed && response.write('x'.repeat(10_000)));
        };
        response.on('drain', pour);
        pour();
      },
    });
    assert.match(
      refusalOf({ enrolled: await enrol({ hub: endless.url, token, way: plainWay, now }) }),
      /answers more than a hub/,
    );
    await using silent = await startScriptedHub({ onRequest: () => undefined });
    const way = { ...plainWay, timeoutMs: 50 };
    assert.match(refusalOf({ enrolled: await enrol({ hub: silent.url, token, way, now }) }), /did not answer in time/);
    await using rude = await startScriptedHub({ onRequest: (request) => request.socket.destroy() });
    assert.match(
      refusalOf({ enrolled: await enrol({ hub: rude.url, token, way: plainWay, now }) }),
      /ended the connection/,
    );
  });

  it('goes through a proxy, and over TLS whose authority is known', async () => {
    const root = issueRoot('Contoso Root CA');
    const leaf = issue({ name: { CN: 'bot' }, by: root, ips: ['127.0.0.1'] });
    await using proxy = await startTunnelProxy();
    const authorities = createAuthorities({ bundled: [], system: [] }, root.cert);
    const hop = { host: '127.0.0.1', port: proxy.port, authorization: null };
    const tls = { cert: leaf.cert, key: leaf.key };
    const { enrolled } = await enrolAt(accepted, { way: { ...plainWay, authorities, proxy: hop }, tls });
    assert.equal(enrolled.kind, 'enrolled');
    assert.equal(proxy.asked.length, 1);
    assert.match(refusalOf(await enrolAt(accepted, { tls })), /an authority that is not known here/);
  });
});
