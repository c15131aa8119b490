import { cut } from '../evidence.ts';

/** The header without extensions (RFC 5905 section 7.3). */
export const packetLength = 48;

/** Leap indicator 0, version 4, mode 3 (client). */
const clientHeader = 0b00_100_011;
const serverMode = 4;

/** Where the fields that matter stand (RFC 5905 figure 8). */
const at = { stratum: 1, reference: 12, origin: 24, receive: 32, transmit: 40 } as const;

/**
 * The question: only the transmit timestamp is filled, and with random bytes. The server gives them back, so that no
 * other packet passes for its answer; what our own clock says is nobody's business.
 */
export function writeRequest(nonce: Uint8Array): Buffer {
  const packet = Buffer.alloc(packetLength);
  packet[0] = clientHeader;
  packet.set(nonce.subarray(0, 8), at.transmit);
  return packet;
}

/** What a server said. */
export interface Answer {
  /** 0 is a kiss of death or a clock that was never set, 1 has a clock of its own, 16 is not synchronized. */
  readonly stratum: number;
  /** 3: not synchronized. */
  readonly leap: number;
  /** Four letters for stratum 0 and 1, else an IPv4 address or a hash that is printed like one. */
  readonly referenceId: string;
  /** When the question came and the answer left, by the server's clock, milliseconds since the epoch; null where it told no time. */
  readonly times: { readonly receivedAt: number; readonly sentAt: number } | null;
}

/** Seconds from 1900, where NTP counts from, to 1970. */
const epochSeconds = 2_208_988_800;
const eraSeconds = 2 ** 32;

/** A timestamp (RFC 5905 section 6) in the era nearest to `now`, since its seconds start again in 2036. */
function readTimestamp(packet: Buffer, offset: number, now: number): number {
  const inEraZero = packet.readUInt32BE(offset) - epochSeconds + packet.readUInt32BE(offset + 4) / 2 ** 32;
  const era = Math.round((now / 1_000 - inEraZero) / eraSeconds);
  return (inEraZero + era * eraSeconds) * 1_000;
}

/** The times of the answer. Those of stratum 0 mean nothing (RFC 5905 section 7.4), and zero is no time (section 6). */
function readTimes(packet: Buffer, stratum: number, now: number): Answer['times'] {
  const isZero = (offset: number) => packet.readBigUInt64BE(offset) === 0n;
  if (stratum === 0 || isZero(at.receive) || isZero(at.transmit)) return null;
  return { receivedAt: readTimestamp(packet, at.receive, now), sentAt: readTimestamp(packet, at.transmit, now) };
}

function readReferenceId(packet: Buffer, stratum: number): string {
  const id = packet.subarray(at.reference, at.reference + 4);
  if (stratum > 1) return id.join('.');
  return cut(
    id
      .toString('latin1')
      .replace(/\0+$/, '')
      .replace(/[^ -~]/g, '·'),
  );
}

/** Reads a server's answer to the question with this nonce; null where it is none. `now` is milliseconds since the epoch. */
export function readAnswer(packet: Buffer, nonce: Uint8Array, now: number): Answer | null {
  const [first = 0, stratum = 0] = packet;
  const version = (first >> 3) & 0b111;
  if (packet.length < packetLength || (first & 0b111) !== serverMode || version < 1 || version > 4) return null;
  if (!packet.subarray(at.origin, at.origin + 8).equals(nonce.subarray(0, 8))) return null;
  return {
    stratum,
    leap: first >> 6,
    referenceId: readReferenceId(packet, stratum),
    times: readTimes(packet, stratum, now),
  };
}

/** The two sides of one exchange, milliseconds since the epoch, each by its own clock. */
export interface Exchange {
  readonly askedAt: number;
  readonly receivedAt: number;
  readonly sentAt: number;
  readonly answeredAt: number;
}

/** How far the server's clock is ahead of ours, and how long the answer was on its way (RFC 5905 section 8), milliseconds. */
export function compareClocks({ askedAt, receivedAt, sentAt, answeredAt }: Exchange): {
  readonly offsetMs: number;
  readonly delayMs: number;
} {
  const rounded = (ms: number) => Math.round(ms * 1_000) / 1_000;
  return {
    offsetMs: rounded((receivedAt - askedAt + (sentAt - answeredAt)) / 2),
    delayMs: rounded(Math.max(0, answeredAt - askedAt - (sentAt - receivedAt))),
  };
}
