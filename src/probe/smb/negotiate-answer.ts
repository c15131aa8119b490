import type { Frame } from '../net/conversation.ts';

/** The bytes of length before each message ([MS-SMB2] section 2.1). */
const prefixLength = 4;

/** An SMB1 header alone has 32 bytes. */
const shortest = 32;
/** A NEGOTIATE answer has some hundred bytes; the security buffer is the largest part. */
const longest = 0x1_0000;

const smb1 = Buffer.from('\xffSMB', 'latin1');
const smb2 = Buffer.from('\xfeSMB', 'latin1');

/** Frames one message of either generation. */
export const frameMessage: Frame = (bytes) => {
  if (bytes[0] !== 0) return 'wrong';
  if (bytes.length < prefixLength) return 'more';
  const length = bytes.readUInt32BE(0);
  if (length < shortest || length > longest) return 'wrong';
  const start = bytes.subarray(prefixLength, prefixLength + 4);
  if (start.length < 4) return 'more';
  if (!start.equals(smb1) && !start.equals(smb2)) return 'wrong';
  return bytes.length < prefixLength + length ? 'more' : { kind: 'whole', length: prefixLength + length };
};

/** Dialects by their number (section 2.2.4). 2.FF is the answer to a client that began with SMB1. */
const dialectNames: ReadonlyMap<number, string> = new Map([
  [0x0202, '2.0.2'],
  [0x0210, '2.1'],
  [0x0300, '3.0'],
  [0x0302, '3.0.2'],
  [0x0311, '3.1.1'],
  [0x02ff, '2.FF'],
]);

/** Statuses with which servers turn a client down ([MS-ERREF] section 2.3.1). */
const statusNames: ReadonlyMap<number, string> = new Map([
  [0xc000_000d, 'STATUS_INVALID_PARAMETER'],
  [0xc000_0022, 'STATUS_ACCESS_DENIED'],
  [0xc000_009a, 'STATUS_INSUFFICIENT_RESOURCES'],
  [0xc000_00bb, 'STATUS_NOT_SUPPORTED'],
  [0xc000_0203, 'STATUS_USER_SESSION_DELETED'],
  [0xc000_0466, 'STATUS_SERVER_UNAVAILABLE'],
]);

/** What a server answers to a NEGOTIATE. */
export interface NegotiateAnswer {
  /** `3.1.1`; `1.0` where the server speaks only that; `none (STATUS_…)` where it negotiates nothing. */
  readonly dialect: string;
  readonly signingRequired: boolean;
  /** Milliseconds since the epoch; null where the server does not tell. */
  readonly serverTime: number | null;
}

/**
 * FILETIME, tenths of microseconds since 1601 ([MS-DTYP] section 2.3.3), in milliseconds since the epoch. Zero is how a
 * server says that it does not tell.
 */
function readFileTime(bytes: Buffer, offset: number): number | null {
  const ticks = bytes.readBigUInt64LE(offset);
  return ticks === 0n ? null : Number(ticks / 10_000n) - 11_644_473_600_000;
}

function hexadecimal(number: number, digits: number): string {
  return `0x${number.toString(16).toUpperCase().padStart(digits, '0')}`;
}

/** The body's fixed part without the security buffer, section 2.2.4. */
const bodyLength = 64;

function readSmb2(message: Buffer): NegotiateAnswer | null {
  if (message.length < 64 || message.readUInt16LE(4) !== 64) return null;
  const command = message.readUInt16LE(12);
  const isAnswer = (message.readUInt32LE(16) & 1) === 1;
  if (command !== 0 || !isAnswer) return null;
  const status = message.readUInt32LE(8);
  if (status !== 0) {
    const name = statusNames.get(status) ?? hexadecimal(status, 8);
    return { dialect: `none (${name})`, signingRequired: false, serverTime: null };
  }
  const body = message.subarray(64);
  if (body.length < bodyLength || body.readUInt16LE(0) !== 65) return null;
  const dialect = body.readUInt16LE(4);
  return {
    dialect: dialectNames.get(dialect) ?? hexadecimal(dialect, 4),
    signingRequired: (body.readUInt16LE(2) & 2) === 2,
    serverTime: readFileTime(body, 40),
  };
}

/** Reads one framed message; null where it is no answer to a NEGOTIATE. */
export function readNegotiate(framed: Buffer): NegotiateAnswer | null {
  const message = framed.subarray(prefixLength);
  const start = message.subarray(0, 4);
  if (start.equals(smb2)) return readSmb2(message);
  if (!start.equals(smb1) || message.length < shortest) return null;
  return { dialect: '1.0', signingRequired: false, serverTime: null };
}
