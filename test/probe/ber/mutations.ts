import fc from 'fast-check';

/** Any bytes, short and long. */
export const anyBytes = fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes));

/** A good answer with some bits turned, some bytes overwritten, and perhaps its end cut off or repeated. */
export function damaged(good: Buffer): fc.Arbitrary<Buffer> {
  const change = fc.record({
    at: fc.nat({ max: Math.max(0, good.length - 1) }),
    byte: fc.nat({ max: 255 }),
    flip: fc.boolean(),
  });
  const tail = fc.oneof(
    { arbitrary: fc.constant(null), weight: 3 },
    { arbitrary: fc.nat({ max: good.length }), weight: 1 },
  );
  return fc.tuple(fc.array(change, { maxLength: 6 }), tail, fc.boolean()).map(([changes, length, twice]) => {
    const bytes = Buffer.from(good);
    for (const { at, byte, flip } of changes) bytes[at] = flip ? (bytes[at] ?? 0) ^ (1 << (byte % 8)) : byte;
    const ended = length === null ? bytes : bytes.subarray(0, length);
    return twice ? Buffer.concat([ended, ended]) : ended;
  });
}

/** Bytes of any kind that a hostile server could send in place of a good answer. */
export function hostile(...good: readonly Buffer[]): fc.Arbitrary<Buffer> {
  return fc.oneof(anyBytes, ...good.map(damaged));
}
