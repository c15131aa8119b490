import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createAuthorities } from '../../src/runner/authorities.ts';
import { createSocketLinks } from '../../src/runner/connection.ts';
import { readProxy } from '../../src/runner/connection-settings.ts';
import type { Way } from '../../src/runner/dial.ts';
import { readHubAddress } from '../../src/runner/hub-address.ts';
import { createKeyPair } from '../../src/wire/keys.ts';
import { onRealSockets } from '../probe/ber/real-sockets.ts';
import { issue, issueRoot } from '../probe/certificates.ts';
import { type ScriptedHub, startScriptedHub, until } from './scripted-hub.ts';
import { plainWay, quickTiming, startRunner, type TestRunner } from './test-runner.ts';
import { startTunnelProxy } from './tunnel-proxy.ts';

const root = issueRoot('Contoso Root CA');
const leaf = issue({ name: { CN: 'bot' }, by: root, ips: ['127.0.0.1'], dns: ['localhost'] });
const stores = { bundled: [], system: [] } as const;
const trusting = createAuthorities(stores, root.cert);
const distrusting = createAuthorities(stores, null);

/** A runner that goes this way to a hub. */
function runnerOver(way: Partial<Way>, hub: { url: URL; key: ScriptedHub['key'] }): TestRunner {
  return startRunner(hub, { open: createSocketLinks(hub.url, { ...plainWay, ...way }) });
}

/** Waits until the runner has said why it is not connected. */
async function whyNot({ runner }: TestRunner): Promise<string> {
  await until(() => runner.status.why !== null, 'a reason');
  return runner.status.why ?? '';
}

function proxyAt(text: string): Way['proxy'] {
  const read = readProxy(text);
  assert.ok(read.kind === 'proxy');
  return read.proxy;
}

describe('the connection of a runner', () => {
  onRealSockets();

  it('goes over TLS where the authority of the hub is known, by name and by address', async () => {
    await using hub = await startScriptedHub({ tls: { cert: leaf.cert, key: leaf.key } });
    for (const host of ['127.0.0.1', 'localhost']) {
      const url = new URL(`https://${host}:${hub.port}`);
      await using tested = runnerOver({ authorities: trusting }, { url, key: hub.key });
      const connection = await hub.connection();
      await connection.greet();
      await until(() => tested.runner.status.state === 'connected', 'the state connected');
      assert.equal(connection.request.headers.host, url.host);
    }
  });

  it('offers no compression, and HTTP/1.1 alone', async () => {
    await using hub = await startScriptedHub({ tls: { cert: leaf.cert, key: leaf.key } });
    await using _ = runnerOver({ authorities: trusting }, hub);
    const { request } = await hub.connection();
    assert.equal(request.headers['sec-websocket-extensions'], undefined);
    assert.ok('alpnProtocol' in request.socket);
    assert.equal(request.socket.alpnProtocol, 'http/1.1');
  });

  it('is not made where the authority is not known, and says how to make it known', async () => {
    await using hub = await startScriptedHub({ tls: { cert: leaf.cert, key: leaf.key } });
    await using tested = runnerOver({ authorities: distrusting }, hub);
    assert.match(await whyNot(tested), /an authority that is not known here .*--ca FILE/);
    assert.equal(hub.connections, 0);
  });

  const faulty = [
    ['is for another name', issue({ name: { CN: 'other' }, by: root, dns: ['other.contoso.com'] }), /for another name/],
    [
      'has expired',
      issue({ name: { CN: 'bot' }, by: root, ips: ['127.0.0.1'], notBefore: 0, notAfter: Date.now() - 86_400_000 }),
      /has expired/,
    ],
  ] as const;
  for (const [what, { cert, key }, why] of faulty)
    it(`is not made where the certificate ${what}`, async () => {
      await using hub = await startScriptedHub({ tls: { cert, key } });
      await using tested = runnerOver({ authorities: trusting }, hub);
      assert.match(await whyNot(tested), why);
      assert.equal(hub.connections, 0);
    });

  it('tells what is wrong where nothing answers, no hub answers, or no TLS', async () => {
    const hub = await startScriptedHub();
    const { url, key, port } = hub;
    {
      await using tested = runnerOver({ authorities: trusting }, { url: new URL(`https://127.0.0.1:${port}`), key });
      assert.match(await whyNot(tested), /speaks no TLS there/);
    }
    await hub[Symbol.asyncDispose]();
    await using refused = runnerOver({}, { url, key });
    assert.equal(await whyNot(refused), `127.0.0.1:${port} refuses the connection`);
    await using other = await startScriptedHub({
      upgradeRefusal: 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    });
    await using tested = runnerOver({}, other);
    assert.match(await whyNot(tested), /answers 404 where a hub would be \(\/runner\/v1\/connect\)/);
  });

  it('waits as long as a busy hub asks for', async () => {
    await using hub = await startScriptedHub({
      upgradeRefusal:
        'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    });
    const open = createSocketLinks(hub.url, plainWay);
    const ignore = () => undefined;
    const opened = await open(
      { frame: ignore, alive: ignore, strange: ignore, closed: ignore },
      new AbortController().signal,
    );
    assert.ok(opened.kind === 'failed');
    assert.equal(opened.retryAfterMs, 7_000);
  });

  it('is given up where the other side takes it and says nothing, at any stage', async () => {
    const silent = createServer((socket) => socket.on('error', () => undefined));
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    assert.ok(address !== null && typeof address === 'object');
    const key = createKeyPair();
    for (const scheme of ['http', 'https']) {
      const url = new URL(`${scheme}://127.0.0.1:${address.port}`);
      await using tested = runnerOver({ timeoutMs: 50 }, { url, key });
      assert.match(await whyNot(tested), /^127\.0\.0\.1(:\d+)? did not answer in time$/);
    }
    const proxy = proxyAt(`http://127.0.0.1:${address.port}`);
    await using tested = runnerOver({ timeoutMs: 50, proxy }, { url: new URL('http://127.0.0.1:9'), key });
    assert.match(await whyNot(tested), /the proxy .* did not answer in time/);
    silent.close();
  });

  it('is made again after it was cut, with everything said anew', async () => {
    await using hub = await startScriptedHub();
    await using tested = startRunner(hub);
    for (let nth = 0; nth < 5; nth++) {
      const connection = await hub.connection();
      await connection.greet();
      await connection.next('about');
      assert.equal((await connection.next('free')).jobs, 32);
      connection.cut();
    }
    await until(() => tested.journal.of('disconnected').length === 5, 'five losses in the journal');
  });

  it('counts as lost when it is silent for too long, though TCP knows nothing of that', async () => {
    await using hub = await startScriptedHub();
    await using tested = startRunner(hub, { pulse: { pingEveryMs: 20, lostAfterMs: 150 } });
    const connection = await hub.connection();
    await connection.greet();
    await until(() => tested.runner.status.state === 'connected', 'the state connected');
    const contact = tested.runner.status.lastContactAt ?? 0;
    // Pings are answered, so that it stays although nothing is said.
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(tested.runner.status.state, 'connected');
    assert.ok((tested.runner.status.lastContactAt ?? 0) > contact);
    connection.freeze();
    await until(() => tested.runner.status.state !== 'connected', 'the loss');
    assert.match(tested.runner.status.why ?? '', /the hub was silent for/);
    const next = await hub.connection();
    await next.greet();
  });

  it('ends where a message is longer than any on this wire', async () => {
    await using hub = await startScriptedHub();
    await using tested = startRunner(hub);
    const connection = await hub.connection();
    await connection.greet();
    await until(() => tested.runner.status.state === 'connected', 'the state connected');
    connection.sendText('x'.repeat(256 * 1_024 + 1));
    await until(() => connection.isClosed, 'the end of the connection');
    assert.match(await whyNot(tested), /Max payload size exceeded/);
  });

  for (const code of ['revoked', 'unknown-runner'] as const)
    it(`is never made again after the hub said ${code}, before the welcome or after it`, async () => {
      for (const late of [false, true]) {
        await using hub = await startScriptedHub();
        await using tested = startRunner(hub);
        const connection = await hub.connection();
        if (late) {
          await connection.greet();
          await connection.next('free');
        }
        connection.send({ type: 'denied', code, message: 'Go away.', time: Date.now() });
        await until(() => tested.runner.status.state === 'sent-away', 'the state sent-away');
        const ending = await tested.runner.done;
        assert.ok(ending.kind === 'sent-away');
        assert.equal(ending.code, code);
        assert.match(ending.message, /does not connect again/);
        await new Promise((resolve) => setTimeout(resolve, 100));
        assert.equal(hub.connections, 1);
        assert.equal(tested.journal.of('denied')[0]?.['code'], code);
      }
    });

  it('is tried again later where the clocks differ, and then made', async () => {
    await using hub = await startScriptedHub();
    await using tested = startRunner(hub, { timing: { ...quickTiming, backoff: { baseMs: 20, capMs: 100 } } });
    const first = await hub.connection();
    first.send({ type: 'denied', code: 'clock-skew', message: 'Set your clock.', time: Date.now() + 3_600_000 });
    await until(() => tested.runner.status.state === 'waiting', 'the state waiting');
    assert.equal(tested.runner.status.why, "the clock of this server is 60 min behind the hub's; 60 s are accepted");
    const second = await hub.connection();
    await second.greet();
    await until(() => tested.runner.status.state === 'connected', 'the state connected');
  });
});

describe('the way through a proxy', () => {
  onRealSockets();

  it('is a tunnel to the hub', async () => {
    await using hub = await startScriptedHub();
    await using proxy = await startTunnelProxy();
    await using _ = runnerOver({ proxy: proxyAt(`http://127.0.0.1:${proxy.port}`) }, hub);
    await (await hub.connection()).greet();
    assert.deepEqual(proxy.asked, [{ target: `127.0.0.1:${hub.port}`, authorization: null }]);
  });

  it('has TLS inside the tunnel, from end to end', async () => {
    await using hub = await startScriptedHub({ tls: { cert: leaf.cert, key: leaf.key } });
    await using proxy = await startTunnelProxy();
    const way = { proxy: proxyAt(`http://127.0.0.1:${proxy.port}`), authorities: trusting };
    await using _ = runnerOver(way, hub);
    await (await hub.connection()).greet();
    assert.equal(proxy.asked.length, 1);
  });

  it('is opened with user and password where the proxy wants them', async () => {
    await using hub = await startScriptedHub();
    await using proxy = await startTunnelProxy({ credentials: 'svc_runner:p@ss:wörd' });
    const address = `http://svc_runner:${encodeURIComponent('p@ss:wörd')}@127.0.0.1:${proxy.port}`;
    await using _ = runnerOver({ proxy: proxyAt(address) }, hub);
    await (await hub.connection()).greet();
  });

  it('says that user and password are missing, or wrong, and repeats neither', async () => {
    await using hub = await startScriptedHub();
    await using proxy = await startTunnelProxy({ credentials: 'svc:right' });
    {
      await using tested = runnerOver({ proxy: proxyAt(`http://127.0.0.1:${proxy.port}`) }, hub);
      assert.match(await whyNot(tested), /wants a user and password \(407\): give them as/);
    }
    await using tested = runnerOver({ proxy: proxyAt(`http://svc:hunter2@127.0.0.1:${proxy.port}`) }, hub);
    const why = await whyNot(tested);
    assert.match(why, /does not take this user and password \(407\)/);
    assert.doesNotMatch(
      JSON.stringify([why, tested.journal.lines, tested.faults.map(String)]),
      /hunter2|c3ZjOmh1bnRlcjI/,
    );
    assert.equal(hub.connections, 0);
  });

  it('says that the proxy forbids it, cannot go on, is no proxy, or is not there', async () => {
    await using hub = await startScriptedHub();
    for (const [refusal, why] of [
      [403, /forbids 127\.0\.0\.1:\d+ \(403\)/],
      [503, /does not lead to 127\.0\.0\.1:\d+ \(503\)/],
    ] as const) {
      await using proxy = await startTunnelProxy({ refusal });
      await using tested = runnerOver({ proxy: proxyAt(`http://127.0.0.1:${proxy.port}`) }, hub);
      assert.match(await whyNot(tested), why);
    }
    const gone = await startTunnelProxy();
    await gone[Symbol.asyncDispose]();
    await using tested = runnerOver({ proxy: proxyAt(`http://127.0.0.1:${gone.port}`) }, hub);
    assert.match(await whyNot(tested), /the proxy 127\.0\.0\.1:\d+ refuses the connection/);
  });

  it('is read from an address with scheme http, and from nothing else', () => {
    assert.deepEqual(readProxy('http://proxy.contoso.com'), {
      kind: 'proxy',
      proxy: { host: 'proxy.contoso.com', port: 80, authorization: null },
    });
    assert.deepEqual(readProxy('http://u:p@[fd00::1]:3128'), {
      kind: 'proxy',
      proxy: { host: 'fd00::1', port: 3128, authorization: 'Basic dTpw' },
    });
    for (const text of [
      'proxy.contoso.com:8080',
      'https://proxy.contoso.com',
      'socks5://proxy.contoso.com',
      'http://proxy.contoso.com/path',
      'http://u%3Ax:p@proxy.contoso.com',
      'http://u:secret%@proxy.contoso.com',
      '',
    ]) {
      const read = readProxy(text);
      assert.ok(read.kind === 'wrong', text);
      assert.match(read.message, /legal: http:\/\/proxy\.contoso\.com:8080/);
      assert.doesNotMatch(read.message, /secret/);
    }
  });
});

describe('the address of a hub', () => {
  onRealSockets();

  for (const text of [
    'https://bot.contoso.com',
    'https://bot.contoso.com:8443/chat/',
    'http://127.0.0.1:3978',
    'http://[::1]:1',
    'http://localhost:3978',
    'http://127.1:3978',
  ])
    it(`may be ${text}`, () => assert.equal(readHubAddress(text).kind, 'address'));

  for (const [text, why] of [
    ['http://bot.contoso.com', /http:\/\/ is for a hub on this machine alone/],
    ['http://10.0.0.1', /on this machine alone/],
    ['http://localhost.contoso.com', /on this machine alone/],
    ['http://127.0.0.1.evil.example', /on this machine alone/],
    ['ws://127.0.0.1', /leads to no hub/],
    ['https://u:p@bot.contoso.com', /has no user/],
    ['https://bot.contoso.com/?token=1', /has no user, query/],
    ['bot.contoso.com', /is no address of a hub/],
    ['', /is no address of a hub/],
  ] as const)
    it(`may not be “${text}”`, () => {
      const read = readHubAddress(text);
      assert.ok(read.kind === 'wrong');
      assert.match(read.message, why);
    });
});

describe('authorities besides the known ones', () => {
  onRealSockets();

  it('are PEM, or refused', () => {
    assert.throws(() => createAuthorities(stores, 'no certificate'), /The certificates of --ca cannot be read/);
    assert.throws(
      () => createAuthorities(stores, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
      /cannot be read/,
    );
  });
});
