import assert from 'node:assert/strict';
import { formatOf, fuse, fuseOf, withoutSignature } from '../../../tools/runner/executable.ts';

/**
 * The skeleton of a PE32+ file: the offset of its header at 0x3c, and in the optional header the fifth data directory, the
 * certificate table, by file offset and size.
 */
function peFile(body: number, signature: number): Buffer {
  const file = Buffer.alloc(0x80 + 24 + 240 + body + signature);
  file.write('MZ', 0, 'latin1');
  file.writeUInt32LE(0x80, 0x3c);
  file.write('PE\0\0', 0x80, 'latin1');
  file.writeUInt16LE(0x20b, 0x80 + 24);
  if (signature > 0) {
    file.writeUInt32LE(file.length - signature, 0x80 + 24 + 112 + 32);
    file.writeUInt32LE(signature, 0x80 + 24 + 112 + 36);
    file.fill(0xaa, file.length - signature);
  }
  return file;
}

describe('an executable', () => {
  it('is told by its first bytes', () => {
    assert.equal(formatOf(Buffer.from(`\x7fELF${'\0'.repeat(100)}`, 'latin1')), 'elf');
    assert.equal(formatOf(peFile(10, 0)), 'pe');
    assert.equal(formatOf(Buffer.from('#!/bin/sh\n'.padEnd(100))), null);
    assert.equal(formatOf(Buffer.alloc(0)), null);
    const elsewhere = peFile(10, 0);
    elsewhere.writeUInt32LE(0xffff_ffff, 0x3c);
    assert.equal(formatOf(elsewhere), null);
  });

  it('has its fuse set, unset, or none that counts', () => {
    assert.equal(fuseOf(Buffer.from(`code ${fuse}:0 code`)), 'unset');
    assert.equal(fuseOf(Buffer.from(`code ${fuse}:1 code`)), 'set');
    assert.equal(fuseOf(Buffer.from(`code ${fuse}:7 code`)), null);
    assert.equal(fuseOf(Buffer.from('code')), null);
    assert.equal(fuseOf(Buffer.from(`${fuse}:0 ${fuse}:0`)), null);
  });

  it('loses its signature and no other byte', () => {
    const signed = peFile(100, 64);
    const bare = withoutSignature(signed);
    assert.deepEqual(bare, peFile(100, 0));
    assert.equal(signed.length, bare.length + 64, 'the file itself is left alone');
  });

  it('is given back as it is where it has no signature or is no PE file', () => {
    for (const file of [peFile(100, 0), Buffer.from(`\x7fELF${'\0'.repeat(100)}`, 'latin1')])
      assert.equal(withoutSignature(file), file);
  });

  it('is refused where its signature stands elsewhere than at the end', () => {
    const odd = Buffer.concat([peFile(100, 64), Buffer.alloc(8)]);
    assert.throws(() => withoutSignature(odd), TypeError);
  });
});
