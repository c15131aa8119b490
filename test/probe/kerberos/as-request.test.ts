import assert from 'node:assert/strict';
import { asRequest } from '../../../src/probe/kerberos/as-request.ts';
import { der, hex } from '../ber/der.ts';
import { kerberosText } from './answers.ts';

describe('the AS-REQ', () => {
  it('is what RFC 4120 section 5.4.1 asks for: krbtgt of the realm, no pre-authentication, no flags', () => {
    const body = der(
      0x30,
      // kdc-options: a BIT STRING with no unused bits, 32 of them zero.
      der(0xa0, hex('03 05 00 00000000')),
      // cname: NT-PRINCIPAL (1).
      der(0xa1, der(0x30, der(0xa0, hex('02 01 01')), der(0xa1, der(0x30, kerberosText('krbtgt'))))),
      der(0xa2, kerberosText('CORP.TEST')),
      // sname: NT-SRV-INST (2).
      der(
        0xa3,
        der(0x30, der(0xa0, hex('02 01 02')), der(0xa1, der(0x30, kerberosText('krbtgt'), kerberosText('CORP.TEST')))),
      ),
      der(0xa5, der(0x18, '20370913024805Z')),
      der(0xa7, hex('02 04 12345678')),
      // aes256-cts-hmac-sha1-96, aes128-cts-hmac-sha1-96, rc4-hmac.
      der(0xa8, der(0x30, hex('02 01 12'), hex('02 01 11'), hex('02 01 17'))),
    );
    const request = der(0x6a, der(0x30, der(0xa1, hex('02 01 05')), der(0xa2, hex('02 01 0a')), der(0xa4, body)));
    assert.deepEqual(asRequest('CORP.TEST', 0x1234_5678), request);
  });
});
