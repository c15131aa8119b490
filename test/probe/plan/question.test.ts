import assert from 'node:assert/strict';
import { kindFor } from '../../../src/probe/plan/question.ts';

describe('the kind that a port of a flow is asked with', () => {
  it('speaks the protocol where it is at home', () => {
    assert.equal(kindFor({ protocol: 'dns', to: 'dc', transport: 'udp' }, 53), 'dns');
    assert.equal(kindFor({ protocol: 'dns', to: 'dc', transport: 'tcp' }, 53), 'dns-tcp');
    assert.equal(kindFor({ protocol: 'ldap', to: 'dc', transport: 'udp' }, 389), 'cldap');
    assert.equal(kindFor({ protocol: 'https', to: 'entra', transport: 'tcp' }, 443), 'https');
    assert.equal(kindFor({ protocol: 'service-bus', to: 'entra', transport: 'tcp' }, 5671), 'amqps');
  });

  it('asks AD FS and WAP for what only they have', () => {
    for (const to of ['adfs', 'wap'] as const) {
      assert.equal(kindFor({ protocol: 'http', to, transport: 'tcp' }, 80), 'adfs-health');
      assert.equal(kindFor({ protocol: 'https', to, transport: 'tcp' }, 443), 'adfs-metadata');
      assert.equal(kindFor({ protocol: 'winrm', to, transport: 'tcp' }, 5985), 'winrm');
    }
  });

  it('is the bare connection away from home', () => {
    assert.equal(kindFor({ protocol: 'https', to: 'entra', transport: 'tcp' }, 8080), 'tcp');
    assert.equal(kindFor({ protocol: 'service-bus', to: 'entra', transport: 'tcp' }, 9352), 'tcp');
  });

  it('is none over a transport that the protocol does not have', () => {
    assert.equal(kindFor({ protocol: 'https', to: 'entra', transport: 'udp' }, 443), null);
    assert.equal(kindFor({ protocol: 'ldaps', to: 'dc', transport: 'udp' }, 636), null);
    assert.equal(kindFor({ protocol: 'ntp', to: 'dc', transport: 'tcp' }, 123), null);
  });
});
