import type { Frame } from '../net/conversation.ts';
import type { RpcInterface } from './interface.ts';
import { uuidBytes } from './uuid.ts';

/** Packet types of C706 section 12.6.4 that are sent or read here. */
export const types = { request: 0, response: 2, fault: 3, bind: 11, bindAck: 12, bindNak: 13 } as const;

const firstFragment = 0x01;
const lastFragment = 0x02;
const headerBytes = 16;
/** Header, allocation hint, context id and two more bytes: what stands before the stub of a response. */
const responseBytes = 24;

/** A fragment that both ends take: what Windows offers. */
const fragmentBytes = 5_840;

/** NDR with 32-bit lengths, version 2: the transfer syntax that every server of [MS-RPCE] knows. */
const ndr = '8a885d04-1ceb-11c9-9fe8-08002b104860';

/** How many fragments one answer may have: 100 endpoints take about ten. */
const mostFragments = 256;

/** An integer of two or four bytes, little-endian, as everything that is sent here. */
export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function pdu(type: number, call: number, ...body: readonly Buffer[]): Buffer {
  const content = Buffer.concat(body);
  const head = Buffer.from([5, 0, type, firstFragment | lastFragment, 0x10, 0, 0, 0]);
  return Buffer.concat([head, u16(headerBytes + content.length), u16(0), u32(call), content]);
}

/** A bind to one interface (C706 section 12.6.4.3), without authentication. */
export function bindRequest(call: number, { uuid, version }: RpcInterface): Buffer {
  const limits = [u16(fragmentBytes), u16(fragmentBytes), u32(0)];
  // One context, number 0, with one transfer syntax.
  const context = [Buffer.from([1, 0, 0, 0]), u16(0), Buffer.from([1, 0])];
  return pdu(types.bind, call, ...limits, ...context, uuidBytes(uuid), u32(version), uuidBytes(ndr), u32(2));
}

/** A call of one operation of the bound interface (C706 section 12.6.4.9). */
export function callRequest(call: number, operation: number, stub: Buffer): Buffer {
  return pdu(types.request, call, u32(stub.length), u16(0), u16(operation), stub);
}

/** One fragment at the start of `bytes`: its type and length, or how much is known. Only little-endian answers, as all of [MS-RPCE] gives. */
function readFragment(
  bytes: Buffer,
): { readonly type: number; readonly last: boolean; readonly length: number } | 'more' | 'wrong' {
  const known = [5, 0, null, null, 0x10];
  if (known.some((byte, at) => byte !== null && at < bytes.length && byte !== bytes[at])) return 'wrong';
  if (bytes.length < headerBytes) return 'more';
  const type = bytes[2] ?? 0;
  const length = bytes.readUInt16LE(8);
  const shortest = type === types.response || type === types.fault ? responseBytes : headerBytes;
  if (length < shortest) return 'wrong';
  return { type, last: ((bytes[3] ?? 0) & lastFragment) !== 0, length };
}

/** Frames one answer that is of one of these types: every fragment of it. */
export function frameAnswer(expected: readonly number[]): Frame {
  return (bytes) => {
    let at = 0;
    for (let fragments = 0; fragments < mostFragments; fragments++) {
      const fragment = readFragment(bytes.subarray(at));
      if (fragment === 'wrong' || fragment === 'more') return fragment;
      if (!expected.includes(fragment.type)) return 'wrong';
      at += fragment.length;
      if (at > bytes.length) return 'more';
      if (fragment.last) return { kind: 'whole', length: at };
    }
    return 'wrong';
  };
}

/** The stub of a framed response, its fragments put together; null where it is a fault or anything else. */
export function stubOf(answer: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 0; at < answer.length; ) {
    const fragment = readFragment(answer.subarray(at));
    if (fragment === 'wrong' || fragment === 'more' || fragment.type !== types.response) return null;
    const verifier = answer.readUInt16LE(at + 10);
    // Authentication was not asked for; a verifier (8 bytes and its value) is passed over all the same.
    const end = Math.min(answer.length, at + fragment.length - (verifier === 0 ? 0 : verifier + 8));
    parts.push(answer.subarray(Math.min(at + responseBytes, end), end));
    at += fragment.length;
  }
  return Buffer.concat(parts);
}

/** Whether a framed answer to a bind takes the interface: an acknowledgement whose first result is acceptance (0). */
export function isAccepted(answer: Buffer): boolean {
  if (answer[2] !== types.bindAck || answer.length < headerBytes + 10) return false;
  const addressLength = answer.readUInt16LE(headerBytes + 8);
  // The results begin at a multiple of four, with their number and three bytes of padding.
  const results = Math.ceil((headerBytes + 10 + addressLength) / 4) * 4;
  return results + 6 <= answer.length && (answer[results] ?? 0) > 0 && answer.readUInt16LE(results + 4) === 0;
}
