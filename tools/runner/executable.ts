/** What Node looks for when it starts: it ends in `:0`, or in `:1` where a program was put into the executable. */
export const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** Which system an executable is for, by its first bytes (ELF; PE through the offset at 0x3c); null for neither. */
export function formatOf(binary: Buffer): 'elf' | 'pe' | null {
  if (binary.length < 64) return null;
  if (binary.readUInt32BE(0) === 0x7f454c46) return 'elf';
  return peHeaderOf(binary) === null ? null : 'pe';
}

/** Where the PE signature stands; null where the file is none. */
function peHeaderOf(binary: Buffer): number | null {
  if (binary.toString('latin1', 0, 2) !== 'MZ') return null;
  const at = binary.readUInt32LE(0x3c);
  return at + 24 <= binary.length && binary.toString('latin1', at, at + 4) === 'PE\0\0' ? at : null;
}

/** Whether a program is in a Node executable; null where it has no fuse, or more than one. */
export function fuseOf(binary: Buffer): 'unset' | 'set' | null {
  const at = binary.indexOf(`${fuse}:`);
  if (at < 0 || binary.indexOf(`${fuse}:`, at + 1) >= 0) return null;
  const state = binary.toString('latin1', at + fuse.length + 1, at + fuse.length + 2);
  return state === '0' ? 'unset' : state === '1' ? 'set' : null;
}

/** Where the entry of the certificate table stands: the fifth data directory of a PE32+ file (PE format, optional header). */
function certificateEntryOf(binary: Buffer): number | null {
  const header = peHeaderOf(binary);
  // 24 bytes of signature and file header; 0x20b says PE32+, whose data directories begin at 112.
  return header === null || binary.readUInt16LE(header + 24) !== 0x20b ? null : header + 24 + 112 + 4 * 8;
}

/**
 * A PE file without its Authenticode signature, which would be invalid once a program is put in: Windows trusts an unsigned
 * file more readily than one whose signature is broken, and whoever signs it anew starts clean. A file without one is given
 * back as it is.
 */
export function withoutSignature(binary: Buffer): Buffer {
  const entry = certificateEntryOf(binary);
  if (entry === null) return binary;
  const offset = binary.readUInt32LE(entry);
  const size = binary.readUInt32LE(entry + 4);
  if (offset === 0) return binary;
  if (offset + size !== binary.length) throw new TypeError('the signature is not at the end of the file');
  const bare = Buffer.from(binary.subarray(0, offset));
  bare.fill(0, entry, entry + 8);
  return bare;
}
