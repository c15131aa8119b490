import assert from 'node:assert/strict';
import { proveProxy } from '../../../src/probe/http/proxy.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { assertReportable, groundOn } from '../ber/ground.ts';
import { closedTcpPort, listenTcp } from '../ber/listeners.ts';
import { listenHttp, response } from './answers.ts';
import { listenProxy } from './proxies.ts';
import { itTellsHttpVerdicts } from './verdicts.ts';

const host = 'proxy.contoso.com';
const basic = 'Basic cnVubmVyOnNlY3JldA==';

const prove = (port: number, ground: Ground, destination = { host: 'login.microsoftonline.com', port: 443 }) =>
  proveProxy({ kind: 'proxy', host, port, destination }, ground);

/** What is found of a proxy that answers so. */
async function answeredBy(status: string, fields: readonly string[] = []) {
  await using proxy = await listenHttp(response(status, fields));
  const finding = await prove(proxy.port, groundOn());
  assertReportable(finding);
  return finding;
}

describe('the proxy prober', () => {
  itTellsHttpVerdicts(prove);

  it('is told open by a tunnel to the destination', async () => {
    await using target = await listenTcp((socket) => socket.resume());
    await using proxy = await listenProxy();
    assert.deepEqual(await prove(proxy.port, groundOn(), { host: 'login.microsoftonline.com', port: target.port }), {
      verdict: 'open',
      evidence: { kind: 'proxy', status: 200, schemes: [], via: '1.1 proxy.contoso.com' },
    });
    assert.deepEqual(proxy.asked, [`CONNECT login.microsoftonline.com:${target.port}`]);
  });

  it('is told that credentials are asked for, and which kinds', async () => {
    await using proxy = await listenProxy({ credentials: basic });
    assert.deepEqual(await prove(proxy.port, groundOn()), {
      verdict: 'proxy-blocked',
      evidence: { kind: 'proxy', status: 407, schemes: ['Negotiate', 'Basic'], via: null },
      status: 407,
      schemes: ['Negotiate', 'Basic'],
    });
  });

  it('is told that the proxy forbids it, or cannot get there', async () => {
    for (const status of [403, 429, 500, 502, 503, 504]) {
      const finding = await answeredBy(`${status} No`, ['Via: 1.1 squid']);
      assert.deepEqual(finding, {
        verdict: 'proxy-blocked',
        evidence: { kind: 'proxy', status, schemes: [], via: '1.1 squid' },
        status,
        schemes: [],
      });
    }
    await using proxy = await listenProxy();
    const finding = await prove(proxy.port, groundOn(), { host: 'sts.contoso.com', port: await closedTcpPort() });
    assert.equal(finding.verdict === 'proxy-blocked' && finding.status, 503);
  });

  it('calls a web server that knows no CONNECT a wrong service', async () => {
    for (const status of [400, 404, 405, 501]) {
      assert.deepEqual(await answeredBy(`${status} No`, ['Server: nginx']), {
        verdict: 'open-wrong-service',
        evidence: { kind: 'http', status, server: 'nginx', location: null, tls: null },
        seen: `HTTP/1.1 ${status} No`,
        looksLike: 'http',
      });
    }
  });

  it('gives the credentials to the proxy that they are for, and to no other', async () => {
    const headOf = async (hop: { host: string; samePort: boolean }) => {
      await using proxy = await listenHttp(response('403 Forbidden'));
      const port = hop.samePort ? proxy.port : proxy.port === 8080 ? 8081 : 8080;
      await prove(proxy.port, groundOn({ proxy: { host: hop.host, port, authorization: basic } }));
      return proxy.asked[0]?.includes(`\r\nProxy-Authorization: ${basic}\r\n`);
    };
    assert.equal(await headOf({ host: 'Proxy.Contoso.com', samePort: true }), true);
    assert.equal(await headOf({ host: '127.0.0.1', samePort: true }), true);
    assert.equal(await headOf({ host: 'proxy.contoso.com', samePort: false }), false);
    assert.equal(await headOf({ host: 'other.contoso.com', samePort: true }), false);
  });
});
