import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readIdentity } from '../../../src/probe/http/identify.ts';
import { proveWinrm } from '../../../src/probe/http/winrm.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { assertReportable, groundOn } from '../ber/ground.ts';
import { hostile } from '../ber/mutations.ts';
import { listenHttp, response } from './answers.ts';
import { itTellsHttpVerdicts } from './verdicts.ts';

const prove = (port: number, ground: Ground) => proveWinrm({ kind: 'winrm', host: 'adfs1.contoso.com', port }, ground);

/** An answer to Identify as DMTF DSP0226 section 11 lays it out. */
const identity = [
  '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header/><s:Body>',
  '<wsmid:IdentifyResponse xmlns:wsmid="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">',
  '<wsmid:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</wsmid:ProtocolVersion>',
  '<wsmid:ProductVendor>Microsoft Corporation</wsmid:ProductVendor>',
  '<wsmid:ProductVersion>OS: 0.0.0 SP: 0.0 Stack: 3.0</wsmid:ProductVersion>',
  '</wsmid:IdentifyResponse></s:Body></s:Envelope>',
].join('');

describe('who a server of WS-Management is', () => {
  it('is its vendor and version', () => {
    assert.deepEqual(readIdentity(identity), {
      productVendor: 'Microsoft Corporation',
      productVersion: 'OS: 0.0.0 SP: 0.0 Stack: 3.0',
    });
  });

  it('may be left out, and any prefix will do', () => {
    assert.deepEqual(readIdentity('<IdentifyResponse/>'), { productVendor: null, productVersion: null });
    assert.deepEqual(
      readIdentity('<x:IdentifyResponse><x:ProductVendor a="b">Samba</x:ProductVendor></x:IdentifyResponse>'),
      {
        productVendor: 'Samba',
        productVersion: null,
      },
    );
  });

  it('is not known from anything else', () => {
    for (const xml of ['', '<html>IdentifyResponse</html>', '<IdentifyResponses>', '<s:Fault/>'])
      assert.equal(readIdentity(xml), null, xml);
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(hostile(Buffer.from(identity)), (bytes) => {
        readIdentity(bytes.toString('utf8'));
      }),
    );
  });
});

describe('the WinRM prober', () => {
  itTellsHttpVerdicts(prove);

  it('asks who is there, without credentials', async () => {
    await using server = await listenHttp(response('200 OK', [], identity));
    const finding = await prove(server.port, groundOn());
    assert.deepEqual(finding, {
      verdict: 'open',
      evidence: {
        kind: 'winrm',
        status: 200,
        schemes: [],
        productVendor: 'Microsoft Corporation',
        productVersion: 'OS: 0.0.0 SP: 0.0 Stack: 3.0',
      },
    });
    assertReportable(finding);
    const [head = '', body = ''] = server.asked[0]?.split('\r\n\r\n') ?? [];
    assert.deepEqual(head.split('\r\n'), [
      'POST /wsman HTTP/1.1',
      `Host: adfs1.contoso.com:${server.port}`,
      'User-Agent: portolan',
      'Accept: */*',
      'Connection: close',
      `Content-Length: ${body.length}`,
      'Content-Type: application/soap+xml;charset=UTF-8',
      'WSMANIDENTIFY: unauthenticated',
    ]);
    assert.ok(body.includes('<wsmid:Identify/>'));
  });

  it('is told which credentials are asked for', async () => {
    const fields = ['Server: Microsoft-HTTPAPI/2.0', 'WWW-Authenticate: Negotiate', 'WWW-Authenticate: Kerberos'];
    await using server = await listenHttp(response('401 ', fields));
    assert.deepEqual(await prove(server.port, groundOn()), {
      verdict: 'open',
      evidence: {
        kind: 'winrm',
        status: 401,
        schemes: ['Negotiate', 'Kerberos'],
        productVendor: null,
        productVersion: null,
      },
    });
  });

  it('calls any other answer a wrong service', async () => {
    const seen = [];
    for (const answer of [
      response('404 Not Found', ['Server: IIS']),
      response('401 Unauthorized'),
      response('200 OK', [], '<html>Welcome</html>'),
      response('200 OK'),
    ]) {
      await using server = await listenHttp(answer);
      const finding = await prove(server.port, groundOn());
      seen.push(finding.verdict === 'open-wrong-service' && finding.seen);
      assert.equal(finding.evidence?.kind, 'http');
    }
    assert.deepEqual(seen, [
      'HTTP/1.1 404 Not Found',
      'HTTP/1.1 401 Unauthorized',
      '<html>Welcome</html>',
      'HTTP/1.1 200 OK',
    ]);
  });
});
