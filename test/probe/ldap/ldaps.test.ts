import assert from 'node:assert/strict';
import { TLSSocket } from 'node:tls';
import { proveLdaps } from '../../../src/probe/ldap/ldaps.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { assertReportable, brief, groundOn } from '../ber/ground.ts';
import { answerTcp, closedTcpPort, type Listener, listenTcp } from '../ber/listeners.ts';
import { onRealSockets } from '../ber/real-sockets.ts';
import { issue, issueRoot } from '../certificates.ts';
import { done, entry, notice, rootDse } from './answers.ts';

const root = issueRoot('Contoso Root CA');
const controller = issue({ name: { CN: 'dc1.corp.test' }, by: root, dns: ['dc1.corp.test'] });
const trust = { bundled: [], system: [root.cert] };

/** A domain controller that speaks TLS, and gives what comes to `talk`. */
function listenTls(talk: (socket: TLSSocket) => void): Promise<Listener> {
  return listenTcp((plain) => {
    const socket = new TLSSocket(plain, { isServer: true, key: controller.key, cert: controller.cert });
    socket.on('error', () => undefined);
    talk(socket);
  });
}

function answerTls(answer: readonly Buffer[]): Promise<Listener> {
  return listenTls((socket) => socket.on('data', () => socket.write(Buffer.concat(answer))));
}

const prove = (port: number, changes: Partial<Ground> = {}, host = 'dc1.corp.test', serverName: string | null = null) =>
  proveLdaps({ kind: 'ldaps', host, port, serverName }, groundOn({ trust, ...changes }));

describe('the LDAPS prober', () => {
  onRealSockets();

  it('is told open by a rootDSE over TLS, with both in the evidence', async () => {
    await using server = await answerTls([entry(1, rootDse), done(1)]);
    const finding = await prove(server.port);
    assert.equal(finding.verdict, 'open');
    assert.ok(finding.evidence?.kind === 'ldap');
    assert.equal(finding.evidence.dnsHostName, 'dc1.corp.contoso.com');
    assert.equal(finding.evidence.tls?.protocol, 'TLSv1.3');
    assert.equal(finding.evidence.tls?.chain[0]?.fingerprint, controller.fingerprint);
    assert.equal(finding.evidence.tls?.trustedBy, 'system');
    assertReportable(finding);
  });

  it('proves a global catalog in the same way', async () => {
    await using server = await answerTls([entry(1, rootDse), done(1)]);
    const probe = { kind: 'gcs', host: 'dc1.corp.test', port: server.port, serverName: null } as const;
    const { evidence } = await proveLdaps(probe, groundOn({ trust }));
    assert.equal(evidence?.kind === 'ldap' && evidence.isGlobalCatalogReady, false);
  });

  it('asks for the certificate of the server name where there is one', async () => {
    await using server = await answerTls([entry(1, rootDse), done(1)]);
    assert.equal((await prove(server.port, {}, 'alias.corp.test', 'dc1.corp.test')).verdict, 'open');
  });

  it('says that the certificate is not valid, and keeps what LDAP answered', async () => {
    await using server = await answerTls([entry(1, rootDse), done(1)]);
    const finding = await prove(server.port, {}, 'dc2.corp.test');
    assert.ok(finding.verdict === 'certificate-invalid');
    assert.deepEqual(finding.rules, ['wrong-name']);
    assert.equal(finding.expected, 'dc2.corp.test');
    assert.ok(finding.evidence?.kind === 'ldap');
    assert.equal(finding.evidence.defaultNamingContext, 'DC=corp,DC=contoso,DC=com');
    assert.deepEqual(finding.evidence.tls, finding.tls);
    assertReportable(finding);
  });

  it('tells silence after the handshake, and keeps the handshake', async () => {
    await using server = await listenTls((socket) => socket.resume());
    for (const host of ['dc1.corp.test', 'dc2.corp.test']) {
      const finding = await prove(server.port, { timeoutMs: 500 }, host);
      assert.equal(finding.verdict, 'open-silent');
      assert.equal(finding.evidence?.kind, 'tls');
      assertReportable(finding);
    }
  });

  it('tells a web server behind the handshake', async () => {
    await using server = await answerTls([Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]);
    const finding = await prove(server.port);
    assert.equal(finding.verdict === 'open-wrong-service' && finding.looksLike, 'http');
    assert.equal(finding.evidence?.kind, 'tls');
  });

  it('tells a server that ends the connection after the handshake', async () => {
    await using server = await listenTls((socket) => socket.once('data', () => socket.end()));
    assert.equal((await prove(server.port)).verdict, 'open-then-closed');
  });

  it('keeps the handshake in the evidence of a notice of disconnection', async () => {
    await using server = await listenTls((socket) => socket.once('data', () => socket.end(notice)));
    const { verdict, evidence } = await prove(server.port);
    assert.equal(verdict, 'open-then-closed');
    assert.equal(evidence?.kind === 'ldap' && evidence.tls?.protocol, 'TLSv1.3');
  });

  it('tells a port that speaks LDAP without TLS', async () => {
    await using server = await answerTcp(() => [done(1)]);
    assert.equal((await prove(server.port)).verdict, 'open-wrong-service');
  });

  it('tells a port that is silent from the start, and one that refuses', async () => {
    await using server = await listenTcp((socket) => socket.resume());
    assert.equal((await prove(server.port, brief)).verdict, 'open-silent');
    assert.equal((await prove(await closedTcpPort())).verdict, 'refused');
  });

  it('leaves no connection open', async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await listenTls((socket) => {
      socket.on('close', () => closed.resolve());
      socket.on('data', () => socket.write(entry(1, rootDse)));
    });
    await prove(server.port);
    await closed.promise;
  });
});
