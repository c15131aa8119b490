import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSecurityDescriptor } from '../../../../src/runner/facts/windows/security-descriptor.ts';
import { descriptor } from './servers.ts';

/** The descriptor with one byte replaced. */
function withByte(at: number, byte: string): string {
  return `${descriptor.slice(0, at * 2)}${byte}${descriptor.slice(at * 2 + 2)}`;
}

describe('the check of a security descriptor', () => {
  it('takes one with owner, group and two entries', () => assert.equal(isSecurityDescriptor(descriptor), true));

  it('takes hexadecimal in either case', () => assert.equal(isSecurityDescriptor(descriptor.toLowerCase()), true));

  it('takes one that says nothing: no owner, no group, no list', () =>
    assert.equal(isSecurityDescriptor('0100008000000000000000000000000000000000'), true));

  it('refuses an empty value and every one that is cut short', () => {
    for (let bytes = 0; bytes < descriptor.length / 2; bytes++)
      assert.equal(isSecurityDescriptor(descriptor.slice(0, bytes * 2)), false, `${bytes} bytes`);
  });

  it('refuses what is no hexadecimal', () => {
    assert.equal(isSecurityDescriptor(`${descriptor}0`), false);
    assert.equal(isSecurityDescriptor(descriptor.replace('0', 'g')), false);
  });

  it('refuses another revision, and one that is not self-relative', () => {
    assert.equal(isSecurityDescriptor(withByte(0, '02')), false);
    assert.equal(isSecurityDescriptor(withByte(3, '00')), false);
  });

  it('refuses offsets into the header and beyond the end', () => {
    assert.equal(isSecurityDescriptor(withByte(4, '04')), false);
    assert.equal(isSecurityDescriptor(withByte(7, 'FF')), false);
    assert.equal(isSecurityDescriptor(withByte(19, 'FF')), false);
  });

  it('refuses a list with an entry beyond its end or of no size', () => {
    // Byte 24 counts the entries; byte 30 is the size of the first.
    assert.equal(isSecurityDescriptor(withByte(24, '03')), false);
    assert.equal(isSecurityDescriptor(withByte(30, '00')), false);
    assert.equal(isSecurityDescriptor(withByte(30, 'F0')), false);
    // Byte 50 is the size of the second: 40 bytes reach beyond the list, not beyond the descriptor.
    assert.equal(isSecurityDescriptor(withByte(50, '28')), false);
  });

  it('refuses a SID with more sub-authorities than fit', () =>
    // Byte 0x59 counts those of the group, which stands last.
    assert.equal(isSecurityDescriptor(withByte(0x59, '03')), false));

  it('judges any bytes without failing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        assert.equal(typeof isSecurityDescriptor(Buffer.from(bytes).toString('hex')), 'boolean');
      }),
    );
    fc.assert(
      fc.property(fc.nat({ max: descriptor.length / 2 - 1 }), fc.nat({ max: 255 }), (at, byte) => {
        assert.equal(typeof isSecurityDescriptor(withByte(at, byte.toString(16).padStart(2, '0'))), 'boolean');
      }),
    );
  });
});
