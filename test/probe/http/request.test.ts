import assert from 'node:assert/strict';
import { authority, writeRequest } from '../../../src/probe/http/request.ts';

describe('a request', () => {
  it('is written as RFC 9112 section 2 has it', () => {
    assert.equal(
      writeRequest({ method: 'GET', target: '/adfs/probe', host: 'sts.contoso.com' }).toString(),
      'GET /adfs/probe HTTP/1.1\r\nHost: sts.contoso.com\r\nUser-Agent: portolan\r\nAccept: */*\r\nConnection: close\r\n\r\n',
    );
  });

  it('says how many bytes its body has', () => {
    const written = writeRequest({
      method: 'POST',
      target: '/wsman',
      host: 'a',
      fields: [['X', 'y']],
      body: 'é',
    }).toString();
    assert.ok(written.includes('\r\nContent-Length: 2\r\nX: y\r\n\r\né'));
  });

  it('names a host with its port, unless that is the usual one', () => {
    assert.equal(authority('sts.contoso.com', 8080, 80), 'sts.contoso.com:8080');
    assert.equal(authority('sts.contoso.com', 80, 80), 'sts.contoso.com');
    assert.equal(authority('sts.contoso.com', 80), 'sts.contoso.com:80');
  });

  it('puts an IPv6 address in brackets and leaves its zone out', () => {
    assert.equal(authority('fe80::1%eth0', 80, 80), '[fe80::1]');
    assert.equal(authority('2001:db8::1', 443), '[2001:db8::1]:443');
  });
});
