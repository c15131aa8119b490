import { cut } from '../evidence.ts';
import type { Frame } from '../net/conversation.ts';

/** Record types of .NET message framing ([MC-NMF] section 2.2.1). */
const records = {
  version: 0x00,
  mode: 0x01,
  via: 0x02,
  knownEncoding: 0x03,
  fault: 0x08,
  upgradeRequest: 0x09,
  upgradeResponse: 0x0a,
  preambleAck: 0x0b,
} as const;

/** Duplex ([MC-NMF] section 2.2.3.2), and binary with an in-band dictionary (section 2.2.3.4.1), as net.tcp bindings speak. */
const duplex = 0x02;
const binaryInBand = 0x08;

/** A length of seven bits a byte, the lowest first ([MC-NMF] section 2.2.2). */
function sizeOf(length: number): number[] {
  const low = length & 0x7f;
  return length < 0x80 ? [low] : [low | 0x80, ...sizeOf(length >>> 7)];
}

function textRecord(type: number, content: string): Buffer {
  const bytes = Buffer.from(content, 'utf8');
  return Buffer.concat([Buffer.from([type, ...sizeOf(bytes.length)]), bytes]);
}

/**
 * The preamble of a session to `via`, up to the wish to authenticate by SPNEGO ([MC-NMF] section 3.2.4.2): the server
 * answers that before anybody has shown who they are.
 */
export function writePreamble(via: string): Buffer {
  return Buffer.concat([
    Buffer.from([records.version, 1, 0, records.mode, duplex]),
    textRecord(records.via, via),
    Buffer.from([records.knownEncoding, binaryInBand]),
    textRecord(records.upgradeRequest, 'application/negotiate'),
  ]);
}

/** What a server answers to a preamble. */
export type PreambleAnswer =
  | { readonly kind: 'upgrade-response' }
  | { readonly kind: 'preamble-ack' }
  /** A URI that ends in `/faults/` and the name of the fault ([MC-NMF] section 2.2.5). */
  | { readonly kind: 'fault'; readonly fault: string };

/** Longest fault that is believed: those of the specification have under a hundred characters. */
const longestFault = 1_024;

/** A fault is a URI, so that few other bytes pass for one. */
const uri = /^[a-z][a-z0-9+.-]*:/i;

/** Where the text of a fault starts and ends; null where more bytes are needed, 'wrong' where it is none. */
function faultSpan(bytes: Buffer): readonly [start: number, end: number] | 'wrong' | null {
  const [, low, high] = bytes;
  if (low === undefined) return null;
  if (low < 0x80) return [2, 2 + low];
  if (high === undefined) return null;
  const length = (low & 0x7f) | (high << 7);
  // A third byte of length makes it longer than any fault.
  return high < 0x80 && length <= longestFault ? [3, 3 + length] : 'wrong';
}

/** Frames one answer. The two short ones have one byte, and a server that sent them waits for us before it says more. */
export const frameAnswer: Frame = (bytes) => {
  const [type] = bytes;
  if (type === records.upgradeResponse || type === records.preambleAck)
    return bytes.length === 1 ? { kind: 'whole', length: 1 } : 'wrong';
  if (type !== records.fault) return 'wrong';
  const span = faultSpan(bytes);
  if (span === 'wrong') return 'wrong';
  if (span === null || bytes.length < span[1]) return 'more';
  return uri.test(bytes.toString('latin1', ...span)) ? { kind: 'whole', length: span[1] } : 'wrong';
};

/** Reads one framed answer; null where it is none. */
export function readAnswer(bytes: Buffer): PreambleAnswer | null {
  const framed = frameAnswer(bytes);
  if (framed === 'more' || framed === 'wrong') return null;
  if (bytes[0] === records.upgradeResponse) return { kind: 'upgrade-response' };
  if (bytes[0] === records.preambleAck) return { kind: 'preamble-ack' };
  const span = faultSpan(bytes);
  if (span === null || span === 'wrong') return null;
  return { kind: 'fault', fault: cut(bytes.toString('utf8', ...span).replace(/[^ -~]+/g, '·')) };
}
