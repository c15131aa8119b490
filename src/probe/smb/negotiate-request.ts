/** Dialects that are offered: 2.0.2, 2.1, 3.0, 3.0.2, 3.1.1 ([MS-SMB2] section 2.2.3). */
const dialects = [0x0202, 0x0210, 0x0300, 0x0302, 0x0311] as const;

/** What a client of these dialects can do, every bit of section 2.2.3 up to encryption. */
const capabilities = 0x7f;

function uint16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
}

/** SMB2 header of a NEGOTIATE request, section 2.2.1.2: the first message of a connection, which belongs to no session. */
function header(): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write('\xfeSMB', 0, 'latin1');
  bytes.writeUInt16LE(64, 4);
  // One credit is asked for: a server may take none as an error.
  bytes.writeUInt16LE(1, 14);
  return bytes;
}

/** A negotiate context, section 2.2.3.1: type, length, four bytes that are not used, data. */
function context(type: number, data: Buffer): Buffer {
  return Buffer.concat([uint16(type, data.length, 0, 0), data]);
}

/** Zeros up to the next multiple of eight, where contexts start. */
function padding(length: number): Buffer {
  return Buffer.alloc((8 - (length % 8)) % 8);
}

/**
 * The NEGOTIATE request with the two contexts that 3.1.1 needs: SHA-512 for integrity before authentication, and
 * AES-128-GCM and -CCM for encryption. `random` holds 48 bytes: the client's id and the salt.
 */
export function writeNegotiate(random: Uint8Array): Buffer {
  const offered = uint16(...dialects);
  const integrity = context(0x0001, Buffer.concat([uint16(1, 32, 0x0001), random.subarray(16, 48)]));
  const encryption = context(0x0002, uint16(2, 0x0002, 0x0001));
  const contexts = Buffer.concat([integrity, padding(integrity.length), encryption]);

  const fixed = Buffer.alloc(36);
  fixed.writeUInt16LE(36, 0);
  fixed.writeUInt16LE(dialects.length, 2);
  // Signing is possible; to require it would change nothing here.
  fixed.writeUInt16LE(1, 4);
  fixed.writeUInt32LE(capabilities, 8);
  fixed.set(random.subarray(0, 16), 12);
  const start = 64 + fixed.length + offered.length;
  const gap = padding(start);
  fixed.writeUInt32LE(start + gap.length, 28);
  fixed.writeUInt16LE(2, 32);

  const message = Buffer.concat([header(), fixed, offered, gap, contexts]);
  // Direct TCP, section 2.1: a zero byte, then the length.
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(message.length);
  return Buffer.concat([prefix, message]);
}
