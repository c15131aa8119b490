import assert from 'node:assert/strict';
import { getDiffieHellman } from 'node:crypto';
import fc from 'fast-check';
import type { Ground } from '../../../src/probe/prober.ts';
import { type Stopwatch, startStopwatch } from '../../../src/probe/stopwatch.ts';
import { openTls } from '../../../src/probe/tls/open-tls.ts';
import { assertReportable, brief, groundOn } from '../ber/ground.ts';
import { answerTcp, closedTcpPort, listenTcp } from '../ber/listeners.ts';
import { anyBytes } from '../ber/mutations.ts';
import { onRealSockets } from '../ber/real-sockets.ts';
import { der, issue, issueRoot, pemOf } from '../certificates.ts';
import { alertRecord, handshakeRecord, serverHello } from './records.ts';
import { answerTls, listenTls, oldTls, presenting } from './servers.ts';

const day = 86_400_000;
const name = 'sts.contoso.com';
const root = issueRoot('Contoso Root CA');
const intermediate = issue({ name: { CN: 'Contoso Issuing CA' }, by: root, authority: true });
const leaf = issue({
  name: { C: 'NL', O: 'Contoso', CN: name },
  dns: [name, '*.contoso.com'],
  ips: ['127.0.0.1'],
  by: intermediate,
  notAfter: Date.now() + 30.5 * day,
});
const good = presenting(leaf, intermediate);
const trust = { bundled: [root.cert], system: [] };
const ground = (changes: Partial<Ground> = {}) => groundOn({ trust, ...changes });

/** What the connection comes to; it is ended where there is one. */
async function opened(port: number, on: Ground = ground(), serverName = name) {
  const step = await openTls(port, serverName, on);
  if (step.kind === 'ended') {
    assertReportable(step.finding);
    return { ...step.finding, tls: null };
  }
  step.value.conversation.end();
  const { tls, judgement } = step.value;
  if (judgement !== null) assertReportable(judgement);
  return { verdict: judgement?.verdict ?? 'open', judgement, tls };
}

describe('a TLS connection', () => {
  onRealSockets();

  it('tells what was agreed and who the server is', async () => {
    await using server = await listenTls({ ...good, maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384' });
    const { verdict, tls } = await opened(server.port);
    assert.equal(verdict, 'open');
    assert.ok(tls);
    const { chain, ...agreed } = tls;
    assert.deepEqual(agreed, {
      protocol: 'TLSv1.2',
      cipher: 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
      alpn: null,
      trustedBy: 'bundled',
      daysLeft: 30,
    });
    assert.deepEqual(
      chain.map(({ subject, issuer, fingerprint, selfSigned }) => ({ subject, issuer, fingerprint, selfSigned })),
      [
        {
          subject: 'CN=sts.contoso.com, O=Contoso, C=NL',
          issuer: 'CN=Contoso Issuing CA',
          fingerprint: leaf.fingerprint,
          selfSigned: false,
        },
        {
          subject: 'CN=Contoso Issuing CA',
          issuer: 'CN=Contoso Root CA, O=Contoso',
          fingerprint: intermediate.fingerprint,
          selfSigned: false,
        },
        {
          subject: 'CN=Contoso Root CA, O=Contoso',
          issuer: 'CN=Contoso Root CA, O=Contoso',
          fingerprint: root.fingerprint,
          selfSigned: true,
        },
      ],
    );
    assert.deepEqual(chain[0]?.names, [name, '*.contoso.com', '127.0.0.1']);
  });

  it('is of TLS 1.3 where the server speaks it', async () => {
    await using server = await listenTls(good);
    assert.equal((await opened(server.port)).tls?.protocol, 'TLSv1.3');
  });

  it('times the connection and the handshake', async () => {
    await using server = await listenTls(good);
    const on = ground();
    await opened(server.port, on);
    const { connect, tls, answer } = on.stopwatch.read();
    assert.ok(connect !== null && tls !== null && answer === null);
  });

  it('carries a conversation', async () => {
    await using server = await answerTls(good, (bytes) => `you said ${bytes}`);
    const step = await openTls(server.port, name, ground());
    assert.ok(step.kind === 'done');
    const answer = await step.value.conversation.ask(Buffer.from('hello'), (bytes) => ({
      kind: 'whole',
      length: bytes.length,
    }));
    step.value.conversation.end();
    assert.equal(answer.kind === 'done' && answer.value.toString(), 'you said hello');
  });

  it('says by which name it wants to be served, except by an address', async () => {
    const asked: (string | false | null)[] = [];
    const twice = Promise.withResolvers<void>();
    await using server = await listenTls(good, ({ servername }) => {
      asked.push(servername);
      if (asked.length === 2) twice.resolve();
    });
    assert.equal((await opened(server.port, ground(), 'sts.contoso.com.')).verdict, 'open');
    assert.equal((await opened(server.port, ground(), '127.0.0.1')).verdict, 'open');
    await twice.promise;
    assert.deepEqual(new Set(asked), new Set([name, false]));
  });

  it('is made with an old server’s short group of Diffie and Hellman: what it presents is judged, not how it began', async () => {
    const rsa = issue({ name: { CN: name }, dns: [name], by: root, key: 'rsa-2048' });
    // RFC 2409 section 6.2: 1,024 bits, as Windows Server 2012 R2 takes it.
    const prime = getDiffieHellman('modp2').getPrime();
    const dhparam = pemOf('DH PARAMETERS', der(0x30, der(0x02, Buffer.from([0]), prime), der(0x02, Buffer.from([2]))));
    const ciphers = 'DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0';
    await using server = await listenTls({ ...presenting(rsa), maxVersion: 'TLSv1.2', ciphers, dhparam });
    const { verdict, tls } = await opened(server.port);
    assert.deepEqual([verdict, tls?.cipher], ['open', 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256']);
  });

  it('goes over IPv6', async () => {
    await using server = await listenTls(good, undefined, '::1');
    assert.equal((await opened(server.port, ground({ address: '::1' }))).verdict, 'open');
  });

  it('is judged by its certificate, and stays open for what is to be learned', async () => {
    const expired = issue({
      name: { CN: name },
      dns: [name],
      by: root,
      notBefore: Date.now() - 9 * day,
      notAfter: Date.now() - 1.5 * day,
    });
    await using server = await answerTls(presenting(expired), () => 'still here');
    const step = await openTls(server.port, 'fs.contoso.com', ground());
    assert.ok(step.kind === 'done');
    const { conversation, tls, judgement } = step.value;
    const answer = await conversation.ask(Buffer.from('hello'), (bytes) => ({ kind: 'whole', length: bytes.length }));
    conversation.end();
    assert.equal(answer.kind === 'done' && answer.value.toString(), 'still here');
    assert.equal(tls.daysLeft, -2);
    assert.deepEqual(judgement, {
      verdict: 'certificate-invalid',
      evidence: { kind: 'tls', tls },
      rules: ['expired', 'wrong-name'],
      expected: 'fs.contoso.com',
      tls,
    });
  });

  it('breaks every rule for real', async () => {
    const unknown = issue({ name: { CN: 'Unknown CA' }, authority: true });
    const served = {
      'not-yet-valid': issue({
        name: { CN: name },
        dns: [name],
        by: root,
        notBefore: Date.now() + day,
        notAfter: Date.now() + 9 * day,
      }),
      'self-signed': issue({ name: { CN: name }, dns: [name] }),
      'missing-intermediate': leaf,
      'unknown-authority': issue({ name: { CN: name }, dns: [name], by: unknown }),
      'wrong-purpose': issue({ name: { CN: name }, dns: [name], by: root, usages: ['1.3.6.1.5.5.7.3.2'] }),
      weak: issue({ name: { CN: name }, dns: [name], by: root, key: 'rsa-1024' }),
    };
    for (const [rule, certificate] of Object.entries(served)) {
      const along = rule === 'unknown-authority' ? [unknown] : [];
      await using server = await listenTls({ ...presenting(certificate, ...along), ciphers: 'ALL:@SECLEVEL=0' });
      const { judgement } = await opened(server.port);
      assert.deepEqual(judgement?.verdict === 'certificate-invalid' && judgement.rules, [rule]);
    }
  });

  it('is of an organisation where only the system trusts it', async () => {
    await using server = await listenTls(good);
    const { verdict, tls } = await opened(server.port, ground({ trust: { bundled: [], system: [root.cert] } }));
    assert.deepEqual([verdict, tls?.trustedBy], ['open', 'system']);
  });

  it('is intercepted where a corporate root stands for a host of Microsoft', async () => {
    const host = 'login.microsoftonline.com';
    const inspection = issueRoot('Contoso TLS Inspection');
    await using server = await listenTls(
      presenting(issue({ name: { CN: host }, dns: [host], by: inspection }), inspection),
    );
    for (const system of [[inspection.cert], []]) {
      const { judgement, tls } = await opened(server.port, ground({ trust: { bundled: [root.cert], system } }), host);
      assert.deepEqual(judgement, {
        verdict: 'intercepted',
        evidence: { kind: 'tls', tls },
        authority: 'CN=Contoso TLS Inspection, O=Contoso',
        tls,
      });
    }
  });

  it('is not made with a server that speaks TLS 1.1 at best', async () => {
    await using server = await listenTls({ ...good, ...oldTls, maxVersion: 'TLSv1.1' });
    assert.deepEqual(await opened(server.port), {
      verdict: 'tls-too-old',
      evidence: null,
      offered: 'TLSv1.1',
      tls: null,
    });
  });

  it('is not made with a server that speaks TLS 1.0 at best', async () => {
    await using server = await listenTls({ ...good, ...oldTls, maxVersion: 'TLSv1' });
    assert.deepEqual(await opened(server.port), {
      verdict: 'tls-too-old',
      evidence: null,
      offered: 'TLSv1',
      tls: null,
    });
  });

  it('asks an old server again on nobody’s time', async () => {
    await using server = await listenTls({ ...good, ...oldTls, maxVersion: 'TLSv1.1' });
    const steps: string[] = [];
    const { read } = startStopwatch();
    const time: Stopwatch['time'] = (step, work) => {
      steps.push(step);
      return work();
    };
    const { verdict } = await opened(server.port, ground({ stopwatch: { time, read } }));
    assert.deepEqual([verdict, steps], ['tls-too-old', ['connect', 'tls']]);
  });

  it('is not made with a server that answers with an older hello', async () => {
    for (const [version, offered] of [
      [0x0300, 'SSLv3'],
      [0x0301, 'TLSv1'],
      [0x0302, 'TLSv1.1'],
    ] as const) {
      await using server = await answerTcp(() => [handshakeRecord(serverHello(version))]);
      assert.deepEqual(await opened(server.port), { verdict: 'tls-too-old', evidence: null, offered, tls: null });
    }
  });

  it('is too old without saying how old where nothing is agreed on asking again', async () => {
    await using server = await answerTcp(() => [alertRecord(70)]);
    assert.deepEqual(await opened(server.port), { verdict: 'tls-too-old', evidence: null, offered: null, tls: null });
  });

  it('is refused by an alert, which is named', async () => {
    for (const [alert, named] of [
      [40, 'alert 40, handshake_failure'],
      [112, 'alert 112, unrecognized_name'],
      [80, 'alert 80, internal_error'],
    ] as const) {
      await using server = await answerTcp(() => [alertRecord(alert)]);
      const finding = await opened(server.port);
      assert.deepEqual(finding, {
        verdict: 'error',
        evidence: null,
        code: 'tls-alert',
        detail: `the server ended the handshake with ${named}`,
        tls: null,
      });
    }
  });

  it('is not made with another service, which may speak first', async () => {
    await using web = await answerTcp(() => [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]);
    await using ssh = await listenTcp((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
    assert.deepEqual(await opened(web.port), {
      verdict: 'open-wrong-service',
      evidence: null,
      seen: 'HTTP/1.1 400 Bad Request·',
      looksLike: 'http',
      tls: null,
    });
    assert.deepEqual(await opened(ssh.port), {
      verdict: 'open-wrong-service',
      evidence: null,
      seen: 'SSH-2.0-OpenSSH_9.2·',
      looksLike: 'ssh',
      tls: null,
    });
  });

  it('is not made with a service that says less than a record and then no more', async () => {
    await using server = await listenTcp((socket) => socket.write('hm'));
    const { verdict } = await opened(server.port, ground(brief));
    assert.equal(verdict, 'open-wrong-service');
  });

  it('is silent where the server takes the hello and says nothing, or stops in the middle', async () => {
    await using silent = await listenTcp((socket) => socket.resume());
    await using stopping = await answerTcp(() => [handshakeRecord(serverHello(0x0303)).subarray(0, 30)]);
    for (const { port } of [silent, stopping])
      assert.deepEqual(await opened(port, ground(brief)), { verdict: 'open-silent', evidence: null, tls: null });
  });

  it('is closed where the server ends it, at once or once asked', async () => {
    await using asked = await listenTcp((socket) => socket.once('data', () => socket.end()));
    await using atOnce = await listenTcp((socket) => socket.end());
    for (const { port } of [asked, atOnce])
      assert.deepEqual(await opened(port), { verdict: 'open-then-closed', evidence: null, how: 'end', tls: null });
  });

  it('is closed where the server resets it', async () => {
    await using server = await listenTcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    assert.deepEqual(await opened(server.port), {
      verdict: 'open-then-closed',
      evidence: null,
      how: 'reset',
      tls: null,
    });
  });

  it('is not made with a port that refuses', async () => {
    assert.deepEqual(await opened(await closedTcpPort()), { verdict: 'refused', evidence: null, tls: null });
  });

  it('stops when the job is cancelled, or its deadline passes', async () => {
    await using server = await listenTcp((socket) => socket.resume());
    const cancelled = await opened(server.port, ground({ signal: AbortSignal.abort(), timeoutMs: 20_000 }));
    const late = await opened(server.port, ground({ signal: AbortSignal.timeout(50), timeoutMs: 20_000 }));
    assert.equal(cancelled.verdict === 'error' && 'code' in cancelled && cancelled.code, 'cancelled');
    assert.equal(late.verdict === 'error' && 'code' in late && late.code, 'deadline');
  });

  it('ends in one step while a server trickles', async () => {
    const hello = handshakeRecord(serverHello(0x0303));
    await using server = await listenTcp((socket) => {
      let at = 0;
      const timer = setInterval(() => socket.write(hello.subarray(at, ++at)), 20);
      socket.on('close', () => clearInterval(timer));
    });
    assert.equal((await opened(server.port, ground(brief))).verdict, 'open-silent');
  });

  it('leaves no connection open, agreed or not', async () => {
    for (const answer of [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), alertRecord(40), Buffer.alloc(0)]) {
      const closed = Promise.withResolvers<void>();
      await using server = await listenTcp((socket) => {
        socket.on('close', () => closed.resolve());
        socket.on('data', () => socket.write(answer));
      });
      await opened(server.port, ground({ timeoutMs: 100 }));
      await closed.promise;
    }
    const closed = Promise.withResolvers<void>();
    await using server = await listenTls(good, (socket) => socket.on('close', () => closed.resolve()));
    await opened(server.port);
    await closed.promise;
  });

  it('survives any answer', async () => {
    let answer: Buffer = Buffer.alloc(0);
    await using server = await listenTcp((socket) => socket.once('data', () => socket.end(answer)));
    await fc.assert(
      fc.asyncProperty(fc.boolean(), anyBytes, async (asRecord, bytes) => {
        answer = asRecord ? handshakeRecord(bytes) : bytes;
        const { verdict } = await opened(server.port, ground({ timeoutMs: 2_000 }));
        assert.notEqual(verdict, 'open');
      }),
      { numRuns: 60 },
    );
  });
});
