/** Hexadecimal with blanks, as bytes. */
function bytes(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(' ', ''), 'hex');
}

function uint16(value: number): Buffer {
  return Buffer.of(value & 0xff, value >> 8);
}

/** A message behind its four bytes of length ([MS-SMB2] section 2.1). */
export function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  return Buffer.concat([length, message]);
}

/** The header of an answer to NEGOTIATE ([MS-SMB2] section 2.2.1.2): flag of an answer, one credit, message 0. */
export function header(status = '00000000'): Buffer {
  return Buffer.concat([
    bytes(`fe534d42 4000 0000 ${status} 0000 0100 01000000 00000000`),
    // Message id, process id, tree id, session id.
    Buffer.alloc(24),
    // Signature.
    Buffer.alloc(16),
  ]);
}

/** 2026-11-20 14:04:45 UTC, 1,795,183,485 s after 1970, and 11,644,473,600 s before that up to 1601: as FILETIME. */
export const statedTime = 134_396_570_850_000_000n;

/** A NEGOTIATE answer ([MS-SMB2] section 2.2.4) with a security buffer of three bytes. */
export function negotiated(parts: {
  readonly securityMode: number;
  readonly dialect: number;
  readonly systemTime: bigint;
}): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE(parts.systemTime);
  return framed(
    Buffer.concat([
      header(),
      uint16(65),
      uint16(parts.securityMode),
      uint16(parts.dialect),
      uint16(0),
      // Id of the server.
      Buffer.alloc(16, 0x5a),
      // Capabilities, and the greatest sizes of a transaction, a read and a write.
      bytes('2f000000 00008000 00008000 00008000'),
      time,
      // When the server started: not told.
      Buffer.alloc(8),
      // Security buffer: at 128, three bytes; no contexts.
      bytes('8000 0300 00000000'),
      Buffer.of(1, 2, 3),
    ]),
  );
}

/** An SMB1 answer: header of 32 bytes, no parameters, no data ([MS-CIFS] section 2.2.3.1). */
export const smb1 = framed(bytes(`ff534d42 72 00000000 98 53c8 ${'00'.repeat(20)} 00 0000`));
