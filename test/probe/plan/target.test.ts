import assert from 'node:assert/strict';
import { domainOf, targetOf } from '../../../src/probe/plan/target.ts';

describe('the domain of a target', () => {
  it('is what follows the name of the host, lower case and without the last dot', () => {
    assert.equal(domainOf(targetOf('DC01.Corp.Contoso.com')), 'corp.contoso.com');
    assert.equal(domainOf(targetOf('dc01.contoso.com.')), 'contoso.com');
  });

  it('is not known of addresses and of names of one label', () => {
    for (const host of ['10.0.0.1', 'fd00::1', 'fe80::1%eth0', 'localhost', 'dc01', 'dc01.'])
      assert.equal(domainOf(targetOf(host)), null, host);
  });

  it('is the one that is given, where one is', () => {
    assert.equal(domainOf({ ...targetOf('10.0.0.1'), domain: 'CORP.contoso.com.' }), 'corp.contoso.com');
  });
});
