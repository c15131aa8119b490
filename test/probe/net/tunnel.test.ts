import assert from 'node:assert/strict';
import { openSocket, withTcp } from '../../../src/probe/net/tcp.ts';
import type { Finding } from '../../../src/probe/outcome.ts';
import type { Ground, ProxyHop } from '../../../src/probe/prober.ts';
import { proveHttps } from '../../../src/probe/tls/https.ts';
import { assertReportable, brief, groundOn } from '../ber/ground.ts';
import { answerTcp, closedTcpPort, listenTcp } from '../ber/listeners.ts';
import { onRealSockets } from '../ber/real-sockets.ts';
import { issue, issueRoot } from '../certificates.ts';
import { listenProxy } from '../http/proxies.ts';
import { answerTls, presenting } from '../tls/servers.ts';

const name = 'sts.contoso.com';
const basic = 'Basic cnVubmVyOnNlY3JldA==';

const hop = (port: number, authorization: string | null = null): ProxyHop => ({
  host: '127.0.0.1',
  port,
  authorization,
});

/** Ground behind a proxy: the address is the host's name. */
const behind = (proxy: ProxyHop, changes: Partial<Ground> = {}) => groundOn({ address: name, proxy, ...changes });

/** What a tunnel comes to that is not made. */
async function failed(port: number, ground: Ground): Promise<Finding> {
  const step = await openSocket(port, ground);
  if (step.kind === 'done') step.value.destroy();
  assert.ok(step.kind === 'ended');
  assertReportable(step.finding);
  return step.finding;
}

/** What is said about a proxy that answers with these bytes. */
async function answeredBy(bytes: string): Promise<Finding> {
  await using proxy = await answerTcp(() => [Buffer.from(bytes)]);
  return await failed(443, behind(hop(proxy.port), brief));
}

describe('a tunnel through a proxy', () => {
  onRealSockets();

  it('is asked for by name, with the credentials', async () => {
    const heard = Promise.withResolvers<string>();
    await using proxy = await answerTcp((bytes) => {
      heard.resolve(bytes.toString('latin1'));
      return [Buffer.from('HTTP/1.1 403 Forbidden\r\n\r\n')];
    });
    await failed(443, behind(hop(proxy.port, basic)));
    assert.equal(
      await heard.promise,
      `CONNECT sts.contoso.com:443 HTTP/1.1\r\nHost: sts.contoso.com:443\r\nUser-Agent: portolan\r\nProxy-Authorization: ${basic}\r\n\r\n`,
    );
  });

  it('is asked for without credentials where there are none, and with an IPv6 address in brackets', async () => {
    const heard = Promise.withResolvers<string>();
    await using proxy = await answerTcp((bytes) => {
      heard.resolve(bytes.toString('latin1'));
      return [Buffer.from('HTTP/1.1 403 Forbidden\r\n\r\n')];
    });
    await failed(5671, behind(hop(proxy.port), { address: '2001:db8::1' }));
    assert.equal(
      await heard.promise,
      'CONNECT [2001:db8::1]:5671 HTTP/1.1\r\nHost: [2001:db8::1]:5671\r\nUser-Agent: portolan\r\n\r\n',
    );
  });

  it('carries what the target says, from its first byte on', async () => {
    await using target = await listenTcp((socket) => socket.write('and more\n'));
    await using proxy = await listenProxy({ early: 'hello ' });
    const line = await withTcp(target.port, behind(hop(proxy.port)), (conversation) =>
      conversation.ask(null, (bytes) => {
        const end = bytes.indexOf(0x0a);
        return end < 0 ? 'more' : { kind: 'whole', length: end };
      }),
    );
    assert.ok(line.kind === 'done' && line.value.kind === 'done');
    assert.equal(line.value.value.toString(), 'hello and more');
    assert.deepEqual(proxy.asked, [`CONNECT ${name}:${target.port}`]);
  });

  it('carries TLS, which is judged as ever; the time of the tunnel is that of the connection', async () => {
    const root = issueRoot('Contoso Root CA');
    const leaf = issue({ name: { CN: name }, dns: [name], by: root });
    await using target = await answerTls(presenting(leaf), () => 'HTTP/1.1 204 No Content\r\n\r\n');
    await using proxy = await listenProxy({ credentials: basic });
    const ground = behind(hop(proxy.port, basic), { trust: { bundled: [root.cert], system: [] } });
    const finding = await proveHttps(
      { kind: 'https', host: name, port: target.port, serverName: null, path: '/' },
      ground,
    );
    assert.equal(finding.verdict, 'open');
    assert.ok(finding.evidence?.kind === 'http');
    assert.equal(finding.evidence.status, 204);
    assert.equal(finding.evidence.tls?.chain[0]?.fingerprint, leaf.fingerprint);
    const { connect, tls, answer } = ground.stopwatch.read();
    assert.ok(connect !== null && tls !== null && answer !== null);
  });

  it('leaves the time of an answer alone where it is not made', async () => {
    await using proxy = await listenProxy({ credentials: basic });
    const ground = behind(hop(proxy.port));
    await failed(443, ground);
    assert.equal(ground.stopwatch.read().answer, null);
  });

  it('is blocked where the proxy asks for credentials: it says which kinds', async () => {
    await using proxy = await listenProxy({ credentials: basic });
    assert.deepEqual(await failed(443, behind(hop(proxy.port, 'Basic d3Jvbmc='))), {
      verdict: 'proxy-blocked',
      evidence: { kind: 'proxy', status: 407, schemes: ['Negotiate', 'Basic'], via: null },
      status: 407,
      schemes: ['Negotiate', 'Basic'],
    });
  });

  it('is blocked where the proxy forbids it', async () => {
    assert.deepEqual(await answeredBy('HTTP/1.1 403 Forbidden\r\nServer: squid/5.7\r\n\r\n'), {
      verdict: 'proxy-blocked',
      evidence: { kind: 'proxy', status: 403, schemes: [], via: 'squid/5.7' },
      status: 403,
      schemes: [],
    });
  });

  it('is blocked where the proxy cannot get to the target', async () => {
    const nowhere = await closedTcpPort();
    await using proxy = await listenProxy();
    assert.deepEqual(await failed(nowhere, behind(hop(proxy.port))), {
      verdict: 'proxy-blocked',
      evidence: { kind: 'proxy', status: 503, schemes: [], via: null },
      status: 503,
      schemes: [],
    });
    const timeout = await answeredBy('HTTP/1.1 504 Gateway Timeout\r\nVia: 1.1 proxy.contoso.com (squid)\r\n\r\n');
    assert.deepEqual(timeout.evidence, {
      kind: 'proxy',
      status: 504,
      schemes: [],
      via: '1.1 proxy.contoso.com (squid)',
    });
  });

  it('is a fault of the proxy where that cannot be reached', async () => {
    const port = await closedTcpPort();
    assert.deepEqual(await failed(443, behind(hop(port))), {
      verdict: 'error',
      evidence: null,
      code: 'proxy-unreachable',
      detail: `the proxy 127.0.0.1:${port} refused the connection`,
    });
  });

  it('is a fault of the proxy where that says nothing, closes or speaks otherwise', async () => {
    await using silent = await listenTcp((socket) => socket.resume());
    await using closing = await listenTcp((socket) => socket.once('data', () => socket.end()));
    await using ssh = await listenTcp((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
    const codes = [silent, closing, ssh].map(async ({ port }) => {
      const finding = await failed(443, behind(hop(port), brief));
      return finding.verdict === 'error' && finding.code;
    });
    assert.deepEqual(await Promise.all(codes), ['proxy-silent', 'proxy-closed', 'proxy-not-http']);
  });

  it('is cancelled with the job, not the proxy’s fault', async () => {
    await using silent = await listenTcp((socket) => socket.resume());
    const finding = await failed(443, behind(hop(silent.port), { signal: AbortSignal.timeout(50) }));
    assert.equal(finding.verdict === 'error' && finding.code, 'deadline');
  });

  it('never lets the credentials into a finding', async () => {
    for (const answer of ['HTTP/1.1 407 Again\r\n\r\n', 'what?', 'HTTP/1.1 500 Oops\r\n\r\n']) {
      await using proxy = await answerTcp(() => [Buffer.from(answer)]);
      const finding = await failed(443, behind(hop(proxy.port, basic), brief));
      assert.ok(!JSON.stringify(finding).includes('cnVubmVy'));
    }
  });

  it('leaves no connection open where it is refused', async () => {
    const closed = Promise.withResolvers<void>();
    await using proxy = await listenTcp((socket) => {
      socket.on('close', () => closed.resolve());
      socket.once('data', () => socket.write('HTTP/1.1 403 Forbidden\r\n\r\n'));
    });
    await failed(443, behind(hop(proxy.port)));
    await closed.promise;
  });
});
