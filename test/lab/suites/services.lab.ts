import assert from 'node:assert/strict';
import type { Probe } from '../../../src/probe/probe.ts';
import { dc, directory, ports, srv } from '../addresses.ts';
import { asked, evidenceOf, openWith, withVerdict } from '../asking.ts';
import { day } from '../authority.ts';
import { crlSpans } from '../papers.ts';
import { families } from '../questions.ts';
import { running } from '../running.ts';

const realm = directory.realm;

/** Questions that meet a server of another protocol, and what that one looks like. */
const strangers = (web: string) =>
  [
    // A web server says that this was a bad request, in HTTP.
    [{ kind: 'ldap', host: web, port: 80 }, 'http'],
    [{ kind: 'kerberos', host: web, port: 80, realm }, 'http'],
    [{ kind: 'adws', host: web, port: 80 }, 'http'],
    [{ kind: 'https', host: web, port: 80, serverName: 'sts.contoso.test', path: null }, 'http'],
    [{ kind: 'amqps', host: web, port: 80, serverName: null }, 'http'],
    // HTTP that is not what was asked for.
    [{ kind: 'winrm', host: web, port: 80 }, 'http'],
    [{ kind: 'adfs-health', host: web, port: 80, path: '/broken/adfs/probe', serverName: null }, 'http'],
    [{ kind: 'adfs-health', host: web, port: 80, path: '/no-such-page', serverName: null }, 'http'],
    [{ kind: 'adfs-metadata', host: web, port: 49443, serverName: 'sts.contoso.test' }, 'http'],
    [{ kind: 'crl', host: web, port: 80, path: '/gone.crl', serverName: null }, 'http'],
    [{ kind: 'proxy', host: web, port: 80, destination: { host: 'sts.contoso.test', port: 443 } }, 'http'],
    // A page where a list should be: a portal or a filter answered.
    [{ kind: 'crl', host: web, port: 80, path: '/not-a-list.crl', serverName: null }, 'plain-text'],
    // TLS: nginx would answer a plain request with a page, the broker answers with an alert.
    [{ kind: 'http', host: web, port: 5671, path: '/', serverName: null }, 'tls'],
  ] as const satisfies readonly (readonly [Probe, string | null])[];

describe('a server of another protocol', () => {
  for (const family of families) {
    it(`is told from the one that was expected, over ${family.name}`, async () => {
      const cases = strangers(family.of(srv));
      const outcomes = await asked(cases.map(([probe]) => probe));
      const found = outcomes.map((outcome, index) => {
        const what = `${cases[index]?.[0].kind}:${cases[index]?.[0].port}`;
        return outcome.verdict === 'open-wrong-service'
          ? `${what} ${outcome.verdict} ${outcome.looksLike}`
          : `${what} ${outcome.verdict}`;
      });
      assert.deepEqual(
        found,
        cases.map(([{ kind, port }, looks]) => `${kind}:${port} open-wrong-service ${looks}`),
      );
    });
  }

  it('may wait for more or hang up, as Samba does when it is spoken to in TLS or in AMQP', async () => {
    // SMB takes the first bytes of a handshake for the length of a message, and waits for it; LDAP ends the connection.
    const [smb, ldaps] = await asked(
      [
        { kind: 'https', host: dc.v4, port: 445, serverName: directory.host, path: null },
        { kind: 'amqps', host: dc.v4, port: 636, serverName: directory.host },
      ],
      { timeoutMs: 1_000 },
    );
    assert.equal(withVerdict(smb, 'open-silent').evidence, null);
    assert.equal(evidenceOf(withVerdict(ldaps, 'open-then-closed'), 'tls').tls.chain[0]?.names[0], directory.host);
  });

  it('shows the status of a federation server that does not work', async () => {
    const [outcome] = await asked([
      { kind: 'adfs-health', host: srv.v4, port: 80, path: '/broken/adfs/probe', serverName: 'sts.contoso.test' },
    ]);
    assert.equal(evidenceOf(withVerdict(outcome, 'open-wrong-service'), 'http').status, 503);
  });
});

describe('TLS that is too old (openssl s_server)', () => {
  it('is told, with the best that the server offers', async () => {
    const outcomes = await asked(
      [
        { kind: 'https', host: srv.v4, port: ports.tls10, serverName: 'tls10.sites.contoso.test', path: null },
        { kind: 'https', host: srv.v4, port: ports.tls11, serverName: 'tls11.sites.contoso.test', path: '/' },
        { kind: 'amqps', host: srv.v4, port: ports.tls10, serverName: 'tls10.sites.contoso.test' },
        { kind: 'client-certificate', host: srv.v4, port: ports.tls11, serverName: 'tls11.sites.contoso.test' },
      ],
      { perTarget: 1 },
    );
    assert.deepEqual(
      outcomes.map((outcome) => withVerdict(outcome, 'tls-too-old').offered),
      ['TLSv1', 'TLSv1.1', 'TLSv1', 'TLSv1.1'],
    );
  });
});

describe('what a service says of itself', () => {
  it('is kept: WinRM that wants credentials first names their kinds (a stand-in)', async () => {
    const [outcome] = await asked([{ kind: 'winrm', host: dc.v4, port: 15985 }]);
    const { status, schemes, productVendor } = openWith(outcome, 'winrm');
    assert.deepEqual(
      { status, schemes, productVendor },
      { status: 401, schemes: ['Negotiate', 'Kerberos'], productVendor: null },
    );
  });

  it('is kept: where a page has moved to', async () => {
    const [outcome] = await asked([{ kind: 'http', host: srv.v4, port: 80, path: '/moved', serverName: null }]);
    const { status, location } = openWith(outcome, 'http');
    assert.deepEqual({ status, location }, { status: 302, location: 'https://sts.contoso.test/' });
  });

  it('is kept: a list of revoked certificates that should have been replaced', async () => {
    const [outcome] = await asked([{ kind: 'crl', host: srv.v4, port: 80, path: '/expired.crl', serverName: null }]);
    const { nextUpdate } = openWith(outcome, 'crl');
    const due = running().begunAt + crlSpans.expired.to * day;
    assert.equal(nextUpdate, Math.floor(due / 1_000) * 1_000);
  });

  it('is kept: a name that DNS does not have, a question that it refuses', async () => {
    const [missing, refused] = await asked([
      { kind: 'dns', host: dc.v4, port: 53, question: `nobody.${directory.domain}`, type: 'A' },
      { kind: 'dns', host: '10.77.2.53', port: 53, question: 'www.example.org', type: 'A' },
    ]);
    assert.equal(openWith(missing, 'dns').rcode, 'NXDOMAIN');
    assert.equal(openWith(refused, 'dns').rcode, 'REFUSED');
  });

  it('is kept: a KDC that is not of this realm', async () => {
    const [outcome] = await asked([{ kind: 'kerberos', host: dc.v4, port: 88, realm: 'FABRIKAM.TEST' }]);
    // KDC_ERR_WRONG_REALM, or that it knows no such server or client (RFC 4120 section 7.5.9): not the answer of its own realm.
    const { errorCode } = openWith(outcome, 'kerberos');
    assert.ok([6, 7, 68].includes(errorCode ?? 0), String(errorCode));
  });
});
