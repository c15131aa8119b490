/** Longest object identifier that is read, bytes; those of X.509 have about ten. */
const longest = 32;

/** The dotted form of an OBJECT IDENTIFIER's content (X.690 section 8.19); empty where it is none. */
export function readObjectId(content: Buffer): string {
  if (content.length === 0 || content.length > longest) return '';
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of content) {
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first = 0n, ...rest] = arcs;
  const root = first < 40n ? 0n : first < 80n ? 1n : 2n;
  return [root, first - root * 40n, ...rest].join('.');
}
