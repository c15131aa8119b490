import assert from 'node:assert/strict';
import type { Probe } from '../../src/probe/probe.ts';
import type { ProxyHop } from '../../src/probe/prober.ts';
import { answerTcp, listenTcp } from './ber/listeners.ts';
import { onRealSockets } from './ber/real-sockets.ts';
import { prove, resolved, resolverOf } from './proving.ts';

const https: Probe = {
  kind: 'https',
  host: 'login.microsoftonline.com',
  port: 443,
  serverName: null,
  path: null,
};

/** user:secret in base64. */
const authorization = 'Basic dXNlcjpzZWNyZXQ=';
const hop = (port: number): ProxyHop => ({ host: 'proxy.contoso.com', port, authorization });
const knowsProxy = () => resolverOf({ 'proxy.contoso.com': [resolved('127.0.0.1')] });

/** A proxy that answers every request with a status, and what it was asked. */
async function proxyThatSays(status: string) {
  const asked: string[] = [];
  const listener = await answerTcp((bytes) => {
    asked.push(bytes.toString('latin1'));
    return [Buffer.from(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`)];
  });
  return { asked, listener };
}

describe('the way to a host behind a proxy', () => {
  onRealSockets();

  it('leaves the name to the proxy, and resolves that of the proxy alone', async () => {
    const { asked, listener } = await proxyThatSays('403 Forbidden');
    await using proxy = listener;
    const resolver = knowsProxy();
    const wanted: unknown[] = [];
    const proxyFor = (host: string, port: number) => {
      wanted.push([host, port]);
      return hop(proxy.port);
    };
    const found = await prove(https, { resolver, proxyFor });
    assert.ok(found.verdict === 'proxy-blocked');
    assert.deepEqual([found.status, found.address, found.via], [403, null, `proxy.contoso.com:${proxy.port}`]);
    assert.deepEqual(resolver.asked, ['proxy.contoso.com']);
    assert.deepEqual(wanted, [['login.microsoftonline.com', 443]]);
    assert.match(asked[0] ?? '', /^CONNECT login\.microsoftonline\.com:443 HTTP\/1\.1\r\n/);
    assert.match(asked[0] ?? '', /^Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r$/m);
  });

  it('is asked of the policy for an address, and not for a name that it has passed already', async () => {
    const { listener } = await proxyThatSays('403 Forbidden');
    await using proxy = listener;
    const parts = { resolver: knowsProxy(), proxyFor: () => hop(proxy.port) };
    const seen: string[] = [];
    const permits = (address: string) => seen.push(address) < 0;
    assert.equal((await prove(https, parts, { permits })).verdict, 'proxy-blocked');
    const found = await prove({ ...https, host: '20.190.128.1' }, parts, { permits });
    assert.equal(found.verdict, 'refused-by-policy');
    assert.deepEqual(seen, ['20.190.128.1']);
  });

  it('is direct for what no client sends through a proxy', async () => {
    await using server = await listenTcp((socket) => socket.resume());
    const proxyFor = () => assert.fail('no proxy is asked for');
    const probe: Probe = { kind: 'tcp', host: '127.0.0.1', port: server.port };
    const found = await prove(probe, { proxyFor });
    assert.deepEqual([found.verdict, found.via, found.address], ['open', null, '127.0.0.1']);
  });

  it('is direct where no proxy stands before the host', async () => {
    await using server = await listenTcp((socket) => socket.resetAndDestroy());
    const found = await prove({ ...https, host: '127.0.0.1', port: server.port }, { proxyFor: () => null });
    assert.deepEqual([found.verdict, found.via, found.address], ['open-then-closed', null, '127.0.0.1']);
  });

  it('is a fault of the proxy where that has no address', async () => {
    const resolver = resolverOf({ 'proxy.contoso.com': [{ kind: 'unresolved', code: 'ENOTFOUND' }] });
    const found = await prove(https, { resolver, proxyFor: () => hop(3128) });
    assert.ok(found.verdict === 'error');
    assert.equal(found.code, 'proxy-unreachable');
    assert.equal(found.detail, 'the proxy proxy.contoso.com:3128 cannot be found: ENOTFOUND');
  });
});

describe('the way to a proxy itself', () => {
  onRealSockets();

  const asking = (port: number): Probe => ({
    kind: 'proxy',
    host: 'proxy.contoso.com',
    port,
    destination: { host: 'login.microsoftonline.com', port: 443 },
  });

  it('is direct, and has the credentials that are meant for it', async () => {
    const { asked, listener } = await proxyThatSays('200 OK');
    await using proxy = listener;
    const found = await prove(asking(proxy.port), { resolver: knowsProxy(), proxyFor: () => hop(proxy.port) });
    assert.deepEqual([found.verdict, found.via, found.address], ['open', null, '127.0.0.1']);
    assert.match(asked[0] ?? '', /^CONNECT login\.microsoftonline\.com:443 /);
    assert.match(asked[0] ?? '', /^Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r$/m);
  });

  it('keeps the credentials of one proxy from another', async () => {
    const { asked, listener } = await proxyThatSays('200 OK');
    await using proxy = listener;
    const other = { ...hop(proxy.port), host: 'other.contoso.com' };
    await prove(asking(proxy.port), { resolver: knowsProxy(), proxyFor: () => other });
    assert.equal(asked.length, 1);
    assert.doesNotMatch(asked[0] ?? '', /authorization/i);
  });
});
