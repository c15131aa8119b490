import assert from 'node:assert/strict';
import { proveAdfsHealth } from '../../../src/probe/adfs/health.ts';
import type { Ground } from '../../../src/probe/prober.ts';
import { assertReportable, groundOn } from '../ber/ground.ts';
import { listenHttp, response } from '../http/answers.ts';
import { itTellsHttpVerdicts } from '../http/verdicts.ts';

const prove = (port: number, ground: Ground) =>
  proveAdfsHealth(
    { kind: 'adfs-health', host: 'adfs1.contoso.com', port, path: '/adfs/probe', serverName: 'sts.contoso.com' },
    ground,
  );

describe('the AD FS health prober', () => {
  itTellsHttpVerdicts(prove);

  it('is told open by 200', async () => {
    await using server = await listenHttp(response('200 OK', ['Server: Microsoft-HTTPAPI/2.0']));
    const finding = await prove(server.port, groundOn());
    assert.deepEqual(finding, {
      verdict: 'open',
      evidence: { kind: 'http', status: 200, server: 'Microsoft-HTTPAPI/2.0', location: null, tls: null },
    });
    assertReportable(finding);
    assert.ok(server.asked[0]?.startsWith(`GET /adfs/probe HTTP/1.1\r\nHost: sts.contoso.com:${server.port}\r\n`));
  });

  it('is not told open by any other status', async () => {
    for (const status of ['204 No Content', '302 Found', '404 Not Found', '503 Service Unavailable']) {
      await using server = await listenHttp(response(status));
      const finding = await prove(server.port, groundOn());
      assert.equal(finding.verdict === 'open-wrong-service' && finding.seen, `HTTP/1.1 ${status}`);
      assert.equal(finding.evidence?.kind === 'http' && finding.evidence.status, Number(status.slice(0, 3)));
    }
  });
});
