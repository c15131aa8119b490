/** The header of a self-relative descriptor ([MS-DTYP] 2.4.6). */
const headerBytes = 20;
const selfRelative = 0x8000;

/** Whether a SID stands whole at `at` ([MS-DTYP] 2.4.2): revision 1, and at most 15 sub-authorities of four bytes. */
function isSid(bytes: DataView, at: number): boolean {
  if (at < headerBytes || at + 8 > bytes.byteLength) return false;
  const subAuthorities = bytes.getUint8(at + 1);
  return bytes.getUint8(at) === 1 && subAuthorities <= 15 && at + 8 + subAuthorities * 4 <= bytes.byteLength;
}

/** Whether an ACL stands whole at `at` ([MS-DTYP] 2.4.5): revision 2 or 4, and its entries within its size. */
function isAcl(bytes: DataView, at: number): boolean {
  if (at < headerBytes || at + 8 > bytes.byteLength) return false;
  const revision = bytes.getUint8(at);
  const end = at + bytes.getUint16(at + 2, true);
  if ((revision !== 2 && revision !== 4) || end > bytes.byteLength) return false;
  let entry = at + 8;
  for (let left = bytes.getUint16(at + 4, true); left > 0; left--) {
    // An entry begins with its type, its flags and its size.
    if (entry + 4 > end) return false;
    const size = bytes.getUint16(entry + 2, true);
    if (size < 4 || entry + size > end) return false;
    entry += size;
  }
  return true;
}

/** Whether a part is absent, as offset 0 says, or whole. */
function isPart(bytes: DataView, offset: number, check: (bytes: DataView, at: number) => boolean): boolean {
  return offset === 0 || check(bytes, offset);
}

/**
 * Whether `hex`, as `reg.exe` prints REG_BINARY, reads as a self-relative security descriptor: what Windows itself would
 * accept before it looks at who is allowed what.
 */
export function isSecurityDescriptor(hex: string): boolean {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) return false;
  const { buffer, byteOffset, byteLength } = Buffer.from(hex, 'hex');
  if (byteLength < headerBytes) return false;
  const bytes = new DataView(buffer, byteOffset, byteLength);
  return (
    bytes.getUint8(0) === 1 &&
    (bytes.getUint16(2, true) & selfRelative) !== 0 &&
    isPart(bytes, bytes.getUint32(4, true), isSid) &&
    isPart(bytes, bytes.getUint32(8, true), isSid) &&
    isPart(bytes, bytes.getUint32(12, true), isAcl) &&
    isPart(bytes, bytes.getUint32(16, true), isAcl)
  );
}
