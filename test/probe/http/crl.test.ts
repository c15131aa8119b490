import assert from 'node:assert/strict';
import fc from 'fast-check';
import { proveCrl } from '../../../src/probe/http/crl.ts';
import { readRevocationList } from '../../../src/probe/http/revocation-list.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { assertReportable, brief, groundOn } from '../ber/ground.ts';
import { listenTcp } from '../ber/listeners.ts';
import { hostile } from '../ber/mutations.ts';
import { issueRoot, pemOf, revocationList } from '../certificates.ts';
import { listenHttp, response } from './answers.ts';
import { itTellsHttpVerdicts } from './verdicts.ts';

const thisUpdate = Date.UTC(2026, 10, 18, 6, 0, 0);
const nextUpdate = Date.UTC(2026, 10, 25, 6, 0, 0);
const root = issueRoot('Contoso Root CA');
const list = revocationList(root, { thisUpdate, nextUpdate, revoked: 3 });

const told = { issuer: 'CN=Contoso Root CA, O=Contoso', thisUpdate, nextUpdate };

const prove = (port: number, ground: Ground) =>
  proveCrl({ kind: 'crl', host: 'crl.contoso.com', port, path: '/root.crl', serverName: null }, ground);

describe('a revocation list', () => {
  it('tells its authority, since when it holds and until when', () => {
    assert.deepEqual(readRevocationList(list), told);
  });

  it('may be in PEM', () => {
    assert.deepEqual(readRevocationList(Buffer.from(pemOf('X509 CRL', list))), told);
    assert.deepEqual(readRevocationList(Buffer.from(`\r\n${pemOf('X509 CRL', list)}`).subarray(0, 300)), told);
  });

  it('is read from its beginning', () => {
    const long = revocationList(root, { thisUpdate, nextUpdate, revoked: 5_000 });
    assert.ok(long.length > 100_000);
    assert.deepEqual(readRevocationList(long.subarray(0, 200)), told);
  });

  it('may name no next one, with and without entries', () => {
    const never = { ...told, nextUpdate: null };
    assert.deepEqual(readRevocationList(revocationList(root, { thisUpdate, nextUpdate: null })), never);
    assert.deepEqual(readRevocationList(revocationList(root, { thisUpdate, nextUpdate: null, revoked: 1 })), never);
  });

  it('has years of four digits from 2050 on', () => {
    const far = Date.UTC(2051, 0, 1);
    assert.equal(readRevocationList(revocationList(root, { thisUpdate, nextUpdate: far }))?.nextUpdate, far);
  });

  it('is not a page, a certificate or nothing', () => {
    for (const other of ['<html><body>Sign in</body></html>', '', '0', pemOf('CERTIFICATE', root.der)])
      assert.equal(readRevocationList(Buffer.from(other)), null);
    assert.equal(readRevocationList(root.der), null);
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(hostile(list, Buffer.from(pemOf('X509 CRL', list))), (bytes) => {
        readRevocationList(bytes);
      }),
    );
  });
});

describe('the CRL prober', () => {
  itTellsHttpVerdicts(prove);

  it('tells the list, and how long it is', async () => {
    await using server = await listenHttp(response('200 OK', ['Content-Type: application/pkix-crl'], list));
    const finding = await prove(server.port, groundOn());
    assert.deepEqual(finding, { verdict: 'open', evidence: { kind: 'crl', status: 200, ...told, bytes: list.length } });
    assertReportable(finding);
    assert.ok(server.asked[0]?.startsWith('GET /root.crl HTTP/1.1\r\n'));
  });

  it('reads a long list to its end', async () => {
    const long = revocationList(root, { thisUpdate, nextUpdate, revoked: 100_000 });
    await using server = await listenHttp(response('200 OK', [], long));
    const { verdict, evidence } = await prove(server.port, groundOn());
    assert.equal(verdict, 'open');
    assert.equal(evidence?.kind === 'crl' && evidence.bytes, long.length);
  });

  it('stops reading at 20 MB', async () => {
    let sent = 0;
    await using server = await listenTcp((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.write(list);
        const more = () => {
          while (socket.write(Buffer.alloc(65_536))) sent += 65_536;
        };
        socket.on('drain', more);
        more();
      });
    });
    const { verdict, evidence } = await prove(server.port, groundOn());
    assert.equal(verdict, 'open');
    assert.ok(evidence?.kind === 'crl' && evidence.bytes > 20_000_000 && evidence.bytes < 22_000_000);
    assert.ok(sent < 40_000_000);
  });

  it('calls a page instead of the list a wrong service', async () => {
    await using server = await listenHttp(response('200 OK', ['Server: portal'], '<html>Please sign in</html>'));
    assert.deepEqual(await prove(server.port, groundOn()), {
      verdict: 'open-wrong-service',
      evidence: { kind: 'http', status: 200, server: 'portal', location: null, tls: null },
      seen: '<html>Please sign in</html>',
      looksLike: 'plain-text',
    });
  });

  it('calls a way elsewhere, and a list that is not there, a wrong service', async () => {
    await using portal = await listenHttp(response('302 Found', ['Location: http://portal.contoso.com/login']));
    assert.deepEqual(await prove(portal.port, groundOn()), {
      verdict: 'open-wrong-service',
      evidence: { kind: 'http', status: 302, server: null, location: 'http://portal.contoso.com/login', tls: null },
      seen: 'HTTP/1.1 302 Found',
      looksLike: 'http',
    });
    await using missing = await listenHttp(response('404 Not Found'));
    assert.equal((await prove(missing.port, groundOn())).verdict, 'open-wrong-service');
  });

  it('tells a list that stops in the middle', async () => {
    const whole = response('200 OK', [], list);
    await using ending = await listenTcp((socket) => socket.once('data', () => socket.end(whole.subarray(0, -20))));
    const finding = await prove(ending.port, groundOn());
    assert.deepEqual(finding, {
      verdict: 'open-then-closed',
      evidence: { kind: 'crl', status: 200, ...told, bytes: list.length - 20 },
      how: 'end',
    });
  });

  it('is silent where only a head comes', async () => {
    await using server = await listenHttp('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n');
    assert.equal((await prove(server.port, groundOn(brief))).verdict, 'open-silent');
  });
});
