import { u32 } from './pdu.ts';
import { readTower, type TcpEndpoint } from './tower.ts';

/** `ept_lookup` of the endpoint mapper (C706 appendix O, [MS-RPCE] section 2.2.1.2.3). */
export const lookupOperation = 2;

/** How many entries one call asks for; [MS-RPCE] allows 500. */
export const entriesPerCall = 100;

/** Where a lookup goes on; all zero at the start and at the end. */
export type LookupHandle = Buffer;

const handleBytes = 20;

export const firstHandle: LookupHandle = Buffer.alloc(handleBytes);

/** What one call gave. */
export interface Lookup {
  /** Null where nothing is left. */
  readonly next: LookupHandle | null;
  readonly endpoints: readonly TcpEndpoint[];
}

/** The stub of a call: every endpoint (inquiry 0), of no object and no interface, in every version. */
export function lookupStub(handle: LookupHandle): Buffer {
  return Buffer.concat([u32(0), u32(0), u32(0), u32(1), handle, u32(entriesPerCall)]);
}

/** Reads along a stub. What is read begins at a multiple of four, as NDR asks here; each gives null beyond the end. */
function createCursor(stub: Buffer) {
  let at = 0;
  const take = (length: number): Buffer | null => {
    const from = Math.ceil(at / 4) * 4;
    at = from + length;
    return at <= stub.length ? stub.subarray(from, at) : null;
  };
  return { take, u32: () => take(4)?.readUInt32LE(0) ?? null };
}

type Cursor = ReturnType<typeof createCursor>;

/** An entry without its tower, which stands behind all entries. Gives whether it has one; null where it is no entry. */
function readEntry(cursor: Cursor): boolean | null {
  const object = cursor.take(16);
  const pointer = cursor.u32();
  const offset = cursor.u32();
  const length = cursor.u32();
  // The annotation is char[64].
  if (object === null || pointer === null || offset === null || length === null || length > 64) return null;
  return cursor.take(length) === null ? null : pointer !== 0;
}

function readTowerBytes(cursor: Cursor): Buffer | null {
  const size = cursor.u32();
  const length = cursor.u32();
  return size === null || length === null || size !== length ? null : cursor.take(length);
}

/** Reads the stub of an answer; null where it is none. Towers of other transports than TCP are left out. */
export function readLookup(stub: Buffer): Lookup | null {
  const cursor = createCursor(stub);
  const handle = cursor.take(handleBytes);
  const count = cursor.u32();
  // Size, offset and length of the array.
  const [size, offset, length] = [cursor.u32(), cursor.u32(), cursor.u32()];
  if (handle === null || count === null || size === null || offset !== 0 || length === null) return null;
  if (count > entriesPerCall || length !== count) return null;
  let towers = 0;
  for (let entry = 0; entry < count; entry++) {
    const hasTower = readEntry(cursor);
    if (hasTower === null) return null;
    if (hasTower) towers++;
  }
  const endpoints: TcpEndpoint[] = [];
  for (let tower = 0; tower < towers; tower++) {
    const bytes = readTowerBytes(cursor);
    if (bytes === null) return null;
    const endpoint = readTower(bytes);
    if (endpoint !== null) endpoints.push(endpoint);
  }
  const status = cursor.u32();
  if (status === null) return null;
  // Any status but 0 ends it: ept_s_not_registered (0x16c9a0d6) says that there is nothing more.
  const over = status !== 0 || count === 0 || handle.every((byte) => byte === 0);
  return { next: over ? null : Buffer.from(handle), endpoints };
}
