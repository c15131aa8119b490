import assert from 'node:assert/strict';
import type { TlsOptions } from 'node:tls';
import fc from 'fast-check';
import type { Finding } from '../../../src/probe/outcome.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { proveClientCertificate } from '../../../src/probe/tls/client-certificate.ts';
import { assertReportable, brief } from '../ber/ground.ts';
import { answerTcp, listenTcp } from '../ber/listeners.ts';
import { hostile } from '../ber/mutations.ts';
import { issueRoot, nameDer } from '../certificates.ts';
import { bad, federation, good, inspected, leaf, microsoft, trustingGround } from './contoso.ts';
import { alertRecord, certificateRequest, handshakeRecord, message, serverHello } from './records.ts';
import { listenTls } from './servers.ts';
import { itTellsTlsVerdicts } from './verdicts.ts';

const prove = (port: number, ground: Ground, host: string) =>
  proveClientCertificate({ kind: 'client-certificate', host, port, serverName: null }, ground);

const users = issueRoot('Users CA');
const devices = issueRoot('Devices CA');
const asking: TlsOptions = { ...good, requestCert: true, rejectUnauthorized: false, ca: [users.cert, devices.cert] };
const insisting: TlsOptions = { ...asking, rejectUnauthorized: true };
const authorities = ['CN=Users CA, O=Contoso', 'CN=Devices CA, O=Contoso'];

async function found(options: TlsOptions, host = federation): Promise<Finding> {
  await using server = await listenTls(options);
  const finding = await prove(server.port, trustingGround(), host);
  assertReportable(finding);
  return finding;
}

/** What the evidence says of the question. */
function askedBy({ verdict, evidence }: Finding) {
  assert.ok(evidence?.kind === 'client-certificate');
  const { asked, tls } = evidence;
  return { verdict, asked, authorities: evidence.authorities, protocol: tls.protocol, leaf: tls.chain[0]?.fingerprint };
}

const asked = { verdict: 'open', asked: true, authorities, protocol: 'TLSv1.2', leaf: leaf.fingerprint };

describe('the client certificate prober', () => {
  itTellsTlsVerdicts(prove);

  it('sees the question, and whose certificates are accepted', async () => {
    assert.deepEqual(askedBy(await found(asking)), asked);
  });

  it('sees it where the server goes no further without a certificate', async () => {
    assert.deepEqual(askedBy(await found({ ...insisting, maxVersion: 'TLSv1.2' })), asked);
  });

  it('sees it in TLS 1.3, where it is encrypted, with each of the ciphers', async () => {
    for (const ciphers of ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'])
      for (const options of [asking, insisting]) {
        const finding = await found({ ...options, minVersion: 'TLSv1.3', ciphers });
        assert.deepEqual(askedBy(finding), { ...asked, protocol: 'TLSv1.3' }, ciphers);
      }
  });

  it('sees it in TLS 1.3 after the server asked for another key share', async () => {
    // The client's first share is of X25519: this server sends a HelloRetryRequest (RFC 8446 section 4.1.4).
    const finding = await found({ ...asking, minVersion: 'TLSv1.3', ecdhCurve: 'P-384' });
    assert.deepEqual(askedBy(finding), { ...asked, protocol: 'TLSv1.3' });
  });

  it('sees that any authority will do', async () => {
    const { ca, ...any } = asking;
    assert.notEqual(ca, undefined);
    const { authorities: accepted } = askedBy(await found({ ...any, ca: [] }));
    assert.deepEqual(accepted, []);
  });

  it('calls TLS without the question a wrong service, and says so', async () => {
    for (const [maxVersion, minVersion] of [
      ['TLSv1.3', 'TLSv1.2'],
      ['TLSv1.3', 'TLSv1.3'],
    ] as const) {
      const finding = await found({ ...good, maxVersion, minVersion });
      assert.ok(finding.verdict === 'open-wrong-service');
      assert.equal(finding.seen, `${minVersion} without a request for a client certificate`);
      assert.equal(finding.looksLike, 'tls');
      const { asked: wasAsked, leaf: shown } = askedBy(finding);
      assert.deepEqual([wasAsked, shown], [false, leaf.fingerprint]);
    }
  });

  it('tells a bad certificate and an interception first, with what was asked', async () => {
    const invalid = await found({ ...asking, ...bad });
    assert.deepEqual(invalid.verdict === 'certificate-invalid' && invalid.rules, ['expired']);
    assert.equal(askedBy(invalid).asked, true);
    const between = await found({ ...inspected }, microsoft);
    assert.equal(between.verdict, 'intercepted');
    assert.equal(askedBy(between).asked, false);
  });

  it('tells a server that has nothing in common with us', async () => {
    await using server = await answerTcp(() => [alertRecord(40)]);
    const finding = await prove(server.port, trustingGround(), federation);
    assert.equal(finding.verdict === 'error' && finding.code, 'tls-alert');
  });

  it('survives any flight', async () => {
    const flight = Buffer.concat([
      handshakeRecord(serverHello(0x0303)),
      handshakeRecord(message(11, Buffer.concat([Buffer.from([0, 0, 0])]))),
      handshakeRecord(certificateRequest([nameDer({ CN: 'Users CA' })]), message(14, Buffer.alloc(0))),
    ]);
    let answer: Buffer = Buffer.alloc(0);
    await using server = await listenTcp((socket) => socket.once('data', () => socket.end(answer)));
    await fc.assert(
      fc.asyncProperty(hostile(flight), async (bytes) => {
        answer = bytes;
        assertReportable(await prove(server.port, trustingGround(brief), federation));
      }),
      { numRuns: 60 },
    );
  });
});
