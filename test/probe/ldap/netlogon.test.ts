import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readNetlogon } from '../../../src/probe/ldap/netlogon.ts';
import { readNetlogonName } from '../../../src/probe/ldap/netlogon-name.ts';
import { hex } from '../ber/der.ts';
import { anyBytes, hostile } from '../ber/mutations.ts';
import { netlogonResponse, responseWithNames } from './netlogon-answers.ts';

describe('the answer of Netlogon', () => {
  it('names forest, domain, host and sites, and tells the flags', () => {
    assert.deepEqual(readNetlogon(netlogonResponse), {
      kind: 'cldap',
      forest: 'contoso.com',
      domain: 'corp.contoso.com',
      hostName: 'dc1.corp.contoso.com',
      netbiosDomain: 'CORP',
      serverSite: 'Amsterdam',
      clientSite: 'Amsterdam',
      flags: ['pdc', 'gc', 'ldap', 'ds', 'kdc', 'timeserv', 'closest', 'writable'],
    });
  });

  it('tells a read-only controller', () => {
    const bytes = Buffer.from(netlogonResponse);
    bytes.writeUInt32LE(0x0800, 4);
    assert.deepEqual(readNetlogon(bytes)?.flags, ['read-only']);
  });

  it('is read from a controller whose Netlogon is paused, and from nothing older', () => {
    const bytes = Buffer.from(netlogonResponse);
    bytes.writeUInt16LE(0x18, 0);
    assert.equal(readNetlogon(bytes)?.domain, 'corp.contoso.com');
    // LOGON_SAM_LOGON_RESPONSE, of another shape.
    bytes.writeUInt16LE(0x13, 0);
    assert.equal(readNetlogon(bytes), null);
  });

  it('is nothing when it is cut off among its names', () => {
    for (let length = 0; length < 72; length++) assert.equal(readNetlogon(netlogonResponse.subarray(0, length)), null);
  });

  it('is nothing when a name points at itself or ahead', () => {
    for (const name of [hex('c018'), hex('c01a 00'), hex('0161 c018'), hex('ffff')])
      assert.equal(readNetlogon(responseWithNames(name, Buffer.alloc(8))), null, name.toString('hex'));
  });

  it('is read without throwing, whatever is sent in its place', () => {
    fc.assert(
      fc.property(hostile(netlogonResponse), (bytes) => {
        const answer = readNetlogon(bytes);
        if (answer === null) return;
        const { kind: _, flags, ...names } = answer;
        assert.ok(flags.length <= 16 && Object.values(names).every((text) => text.length <= 512));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('a compressed name', () => {
  it('ends behind its pointer, wherever that leads', () => {
    assert.deepEqual(readNetlogonName(hex('0161 00 0162 c000 ff'), 3), { name: 'b.a', end: 7 });
  });

  it('is no longer than 255 bytes, over pointers as well', () => {
    const label = Buffer.concat([hex('3f'), Buffer.alloc(63, 'a')]);
    const chain = Buffer.concat([label, label, hex('00'), label, hex('c000'), label, hex('c081')]);
    assert.equal(readNetlogonName(chain, 129)?.name.length, 3 * 64 - 1);
    assert.equal(readNetlogonName(chain, 195), null);
  });

  it('has no labels of the reserved kinds', () => {
    assert.equal(readNetlogonName(hex('4061 00'), 0), null);
    assert.equal(readNetlogonName(hex('8061 00'), 0), null);
  });

  it('always comes to an end', () => {
    const pointers = fc.array(fc.tuple(fc.constantFrom(0xc0, 0x01, 0x00), fc.nat({ max: 60 })), { maxLength: 30 });
    const bytes = fc.oneof(
      anyBytes,
      pointers.map((pairs) => Buffer.from(pairs.flat())),
    );
    fc.assert(
      fc.property(bytes, fc.nat({ max: 80 }), (message, at) => {
        const placed = readNetlogonName(message, at);
        assert.ok(placed === null || placed.end <= message.length);
      }),
      { numRuns: 3_000 },
    );
  });
});
