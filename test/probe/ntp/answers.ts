/** A server's packet, field by field of RFC 5905 figure 8; what is left out is zero. */
export function packet(parts: {
  /** Leap indicator, version and mode: 0x24 is 0, 4, server. */
  readonly first: number;
  readonly stratum: number;
  /** Eight hexadecimal digits. */
  readonly reference: string;
  /** What the question had as its transmit timestamp. */
  readonly origin: Uint8Array;
  /** Seconds and fraction, 16 hexadecimal digits each. */
  readonly receive: string;
  readonly transmit: string;
}): Buffer {
  const { first, stratum, reference, origin, receive, transmit } = parts;
  return Buffer.concat([
    // Poll interval 2^6 s, precision 2^-20 s, root delay and dispersion.
    Buffer.of(first, stratum, 6, 0xec),
    Buffer.alloc(8),
    Buffer.from(reference, 'hex'),
    Buffer.alloc(8),
    origin,
    Buffer.from(receive, 'hex'),
    Buffer.from(transmit, 'hex'),
  ]);
}

/** 1 January 2000 is 3,155,673,600 in era 0 (RFC 5905 figure 4), 0xbc17c200; and half a second after. */
export const newYear2000 = 'bc17c20000000000';
export const halfASecondLater = 'bc17c20080000000';

/** The timestamp that a question bears, which its answer repeats. */
export function transmitOf(question: Buffer): Buffer {
  return Buffer.from(question.subarray(40, 48));
}
