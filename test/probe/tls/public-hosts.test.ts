import assert from 'node:assert/strict';
import { isMicrosoftHost } from '../../../src/probe/tls/public-hosts.ts';

describe('the hosts of Microsoft', () => {
  it('are those to which Connect, its agents and their users go', () => {
    for (const host of [
      'login.microsoftonline.com',
      'login.microsoftonline.us',
      'LOGIN.WINDOWS.NET',
      'contoso.msappproxy.net',
      'autoupdate.msappproxy.us',
      'contoso.servicebus.windows.net',
      'contoso.servicebus.usgovcloudapi.net',
      'x.blob.core.windows.net',
      'management.azure.com',
      's1.adhybridhealth.azure.com',
      'aadcdn.msftauth.net',
      'secure.aadcdn.microsoftonline-p.com',
      'autologon.microsoftazuread-sso.com',
      'www.office.com',
      'login.live.com',
      'graph.microsoft.com.',
    ])
      assert.ok(isMicrosoftHost(host), host);
  });

  it('are not those of others, however they are called', () => {
    for (const host of [
      'sts.contoso.com',
      'notmicrosoft.com',
      'microsoft.com.evil.com',
      'crl3.digicert.com',
      'com',
      '',
      '10.0.0.1',
    ])
      assert.ok(!isMicrosoftHost(host), host);
  });
});
