import assert from 'node:assert/strict';
import fc from 'fast-check';
import { proveHttp } from '../../../src/probe/http/http.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { assertReportable, brief, groundOn } from '../ber/ground.ts';
import { closedTcpPort, listenTcp } from '../ber/listeners.ts';
import { hostile } from '../ber/mutations.ts';
import { listenHttp, response } from './answers.ts';
import { listenProxy } from './proxies.ts';
import { itTellsHttpVerdicts } from './verdicts.ts';

const host = 'www.contoso.com';
const basic = 'Basic cnVubmVyOnNlY3JldA==';

const prove = (port: number, ground: Ground, changes: { path?: string; serverName?: string; host?: string } = {}) =>
  proveHttp({ kind: 'http', host, port, path: '/', serverName: null, ...changes }, ground);

const answered = (status: number, more: { server?: string; location?: string } = {}) => ({
  verdict: 'open',
  evidence: { kind: 'http', status, server: null, location: null, tls: null, ...more },
});

describe('the HTTP prober', () => {
  itTellsHttpVerdicts(prove);

  it('takes any status for an answer, and follows none elsewhere', async () => {
    for (const status of [200, 404, 503]) {
      await using server = await listenHttp(response(`${status} Whatever`, ['Server: nginx']));
      assert.deepEqual(await prove(server.port, groundOn()), answered(status, { server: 'nginx' }));
    }
    await using server = await listenHttp(response('302 Found', ['Location: https://portal.contoso.com/']));
    const finding = await prove(server.port, groundOn());
    assert.deepEqual(finding, answered(302, { location: 'https://portal.contoso.com/' }));
    assertReportable(finding);
    assert.equal(server.asked.length, 1);
  });

  it('asks for the path by the name of the host, or the one that it is given', async () => {
    await using server = await listenHttp(response('200 OK'));
    await prove(server.port, groundOn(), { path: '/adfs/ls?x=1' });
    await prove(server.port, groundOn(), { serverName: 'sts.contoso.com' });
    const asked = (path: string, name: string) =>
      `GET ${path} HTTP/1.1\r\nHost: ${name}:${server.port}\r\nUser-Agent: portolan\r\nAccept: */*\r\nConnection: close\r\n\r\n`;
    assert.deepEqual(server.asked, [asked('/adfs/ls?x=1', host), asked('/', 'sts.contoso.com')]);
  });

  it('goes over IPv6', async () => {
    await using server = await listenHttp(response('200 OK'), '::1');
    assert.deepEqual(await prove(server.port, groundOn({ address: '::1' }), { host: '::1' }), answered(200));
    assert.ok(server.asked[0]?.includes(`\r\nHost: [::1]:${server.port}\r\n`));
  });

  it('shows no control characters and no more than evidence holds', async () => {
    await using server = await listenHttp(
      `HTTP/1.1 200 OK\r\nServer: a\u001b[2J\u0000b\r\nLocation: ${'x'.repeat(5_000)}\r\n\r\n`,
    );
    const finding = await prove(server.port, groundOn());
    assertReportable(finding);
    assert.equal(finding.evidence?.kind === 'http' && finding.evidence.server, 'a·[2J·b');
  });

  it('survives any answer', async () => {
    let answer: Buffer = Buffer.alloc(0);
    await using server = await listenTcp((socket) => socket.once('data', () => socket.end(answer)));
    await fc.assert(
      fc.asyncProperty(hostile(response('200 OK', ['Server: nginx'], 'hello')), async (bytes) => {
        answer = bytes;
        assertReportable(await prove(server.port, groundOn()));
      }),
      { numRuns: 60 },
    );
  });

  describe('through a proxy', () => {
    const behind = (port: number, authorization: string | null = null, changes: Partial<Ground> = {}) =>
      groundOn({ address: host, proxy: { host: '127.0.0.1', port, authorization }, ...changes });

    it('asks the proxy for the whole URL, as most make no tunnel to port 80', async () => {
      await using server = await listenHttp(response('404 Not Found', ['Server: IIS']));
      await using proxy = await listenProxy({ credentials: basic });
      const finding = await prove(server.port, behind(proxy.port, basic), { path: '/list.crl' });
      assert.deepEqual(finding, answered(404, { server: 'IIS' }));
      assert.deepEqual(proxy.asked, [`GET http://${host}:${server.port}/list.crl`]);
    });

    it('leaves the usual port out and gives the credentials', async () => {
      await using proxy = await listenHttp(response('200 OK'));
      await prove(80, behind(proxy.port, basic));
      assert.deepEqual(proxy.asked, [
        `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: portolan\r\nAccept: */*\r\nConnection: close\r\nProxy-Authorization: ${basic}\r\n\r\n`,
      ]);
    });

    it('is blocked where the proxy asks, forbids or cannot go on', async () => {
      await using asking = await listenProxy({ credentials: basic });
      await using lost = await listenProxy();
      assert.deepEqual(await prove(80, behind(asking.port)), {
        verdict: 'proxy-blocked',
        evidence: { kind: 'proxy', status: 407, schemes: ['Negotiate', 'Basic'], via: null },
        status: 407,
        schemes: ['Negotiate', 'Basic'],
      });
      const unreached = await prove(await closedTcpPort(), behind(lost.port));
      assert.equal(unreached.verdict === 'proxy-blocked' && unreached.status, 502);
      await using forbidding = await listenHttp(response('403 Forbidden'));
      const forbidden = await prove(80, behind(forbidding.port));
      assert.equal(forbidden.verdict === 'proxy-blocked' && forbidden.status, 403);
    });

    it('tells the faults of the proxy from those of the host', async () => {
      const refusing = await closedTcpPort();
      await using silent = await listenTcp((socket) => socket.resume());
      const codes = [refusing, silent.port].map(async (port) => {
        const finding = await prove(80, behind(port, null, brief));
        assertReportable(finding);
        return finding.verdict === 'error' && finding.code;
      });
      assert.deepEqual(await Promise.all(codes), ['proxy-unreachable', 'proxy-silent']);
    });
  });
});
