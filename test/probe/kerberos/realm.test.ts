import assert from 'node:assert/strict';
import { realmToAsk } from '../../../src/probe/kerberos/realm.ts';

describe('the realm to ask for', () => {
  it('is the one that was named', () => assert.equal(realmToAsk('CORP.TEST', 'dc1.other.test'), 'CORP.TEST'));

  it('is otherwise the domain part of the host, upper case', () => {
    assert.equal(realmToAsk(null, 'dc1.corp.contoso.com'), 'CORP.CONTOSO.COM');
    assert.equal(realmToAsk(null, 'dc1.corp.contoso.com.'), 'CORP.CONTOSO.COM');
  });

  it('is a realm of nobody where the host has no domain part', () => {
    for (const host of ['10.0.0.5', '2001:db8::5', 'fe80::1%eth0', 'dc1', 'dc1.'])
      assert.equal(realmToAsk(null, host), 'PORTOLAN.INVALID', host);
  });
});
