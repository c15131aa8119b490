import assert from 'node:assert/strict';
import {
  machineConfig,
  proxyFragments,
  proxyFragmentXml,
  proxyIdle,
} from '../../../src/catalog/prerequisites/proxy-config.ts';

const [plain, authenticated] = proxyFragments;

describe('proxy setting of machine.config', () => {
  it('goes to the bottom of the 64-bit file', () => {
    assert.equal(machineConfig.file, 'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\Config\\machine.config');
    assert.equal(machineConfig.position, 'bottom');
  });

  it('has the service restarted that the document names', () => {
    assert.equal(machineConfig.service, 'Microsoft Entra ID Sync service');
  });

  it('reads as printed for a proxy without authentication', () => {
    assert.equal(plain.case, 'outbound-proxy');
    assert.equal(
      proxyFragmentXml(plain),
      `<system.net>
    <defaultProxy>
        <proxy
        usesystemdefault="true"
        proxyaddress="http://<PROXYADDRESS>:<PROXYPORT>"
        bypassonlocal="true"
        />
    </defaultProxy>
</system.net>`,
    );
  });

  it('reads as printed for a proxy that asks for authentication', () => {
    assert.equal(authenticated.case, 'proxy-with-authentication');
    assert.equal(
      proxyFragmentXml(authenticated),
      `<system.net>
    <defaultProxy enabled="true" useDefaultCredentials="true">
        <proxy
        usesystemdefault="true"
        proxyaddress="http://<PROXYADDRESS>:<PROXYPORT>"
        bypassonlocal="true"
        />
    </defaultProxy>
</system.net>`,
    );
  });
});

describe('idle time-out of the proxy', () => {
  it('is at least 6 minutes, for answers that take up to 5', () => {
    assert.equal(proxyIdle.atLeastMinutes, 6);
    assert.equal(proxyIdle.longestAnswerMinutes, 5);
  });
});
