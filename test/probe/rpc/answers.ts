import { hex } from '../ber/der.ts';

/** UUIDs as they stand on the wire: the first three fields little-endian. */
export const wire = {
  // e3514235-4b06-11d1-ab04-00c04fc2dcd2
  drsuapi: hex('354251e3 064b d111 ab04 00c04fc2dcd2'),
  // 12345678-1234-abcd-ef00-01234567cffb
  netlogon: hex('78563412 3412 cdab ef00 01234567cffb'),
  // 12345778-1234-abcd-ef00-0123456789ab
  lsarpc: hex('78573412 3412 cdab ef00 0123456789ab'),
  // 12345778-1234-abcd-ef00-0123456789ac
  samr: hex('78573412 3412 cdab ef00 0123456789ac'),
  // afa8bd80-7d8a-11c9-bef4-08002b102989, which matters to nobody here.
  management: hex('80bda8af 8a7d c911 bef4 08002b102989'),
  // e1af8308-5d1f-11c9-91a4-08002b14a0fa
  mapper: hex('0883afe1 1f5d c911 91a4 08002b14a0fa'),
  // 8a885d04-1ceb-11c9-9fe8-08002b104860
  ndr: hex('045d888a eb1c c911 9fe8 08002b104860'),
} as const;

export type InterfaceName = keyof typeof wire;

export function le16(value: number): Buffer {
  return Buffer.from([value % 256, Math.floor(value / 256)]);
}

export function le32(value: number): Buffer {
  return Buffer.concat([le16(value % 65_536), le16(Math.floor(value / 65_536))]);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

/** A packet of C706 section 12.6: version 5.0, type, flags, little-endian, length, no verifier, call. */
export function packet(type: number, flags: number, ...body: readonly Buffer[]): Buffer {
  const content = Buffer.concat(body);
  return Buffer.concat([
    Buffer.from([5, 0, type, flags, 0x10, 0, 0, 0]),
    le16(16 + content.length),
    le16(0),
    le32(1),
    content,
  ]);
}

/** First and last fragment in one. */
const whole = 3;

/** A bind_ack: sizes, group, address `135` with its zero byte, one result. */
export function bindAck(result = 0): Buffer {
  const limits = [le16(5_840), le16(5_840), le32(0x1234)];
  const address = padded(Buffer.concat([le16(4), Buffer.from('135\0')]));
  // `address` ends at a multiple of four, as the body before it does.
  return packet(12, whole, ...limits, address, le32(1), le16(result), le16(0), wire.ndr, le32(2));
}

/** A bind_nak: reason 4, protocol version not supported. */
export const bindNak = packet(13, whole, le16(4), Buffer.from([1, 5, 0]));

/** A fault: nca_s_fault_access_denied. */
export const fault = packet(3, whole, le32(0), le16(0), le16(0), le32(5), le32(0));

/** A stub in one fragment, or in fragments of `size` bytes. */
export function response(stub: Buffer, size = stub.length): readonly Buffer[] {
  const fragments: Buffer[] = [];
  for (let at = 0; at === 0 || at < stub.length; at += size) {
    const flags = (at === 0 ? 1 : 0) | (at + size >= stub.length ? 2 : 0);
    const part = stub.subarray(at, at + size);
    fragments.push(packet(2, flags, le32(stub.length), le16(0), le16(0), part));
  }
  return fragments;
}

function floor(left: Buffer, right: Buffer): Buffer {
  return Buffer.concat([le16(left.length), left, le16(right.length), right]);
}

/** What a tower ends with: TCP at a port, or a pipe. */
export type Endpoint =
  | { readonly name: InterfaceName; readonly port: number }
  | { readonly name: InterfaceName; readonly pipe: string };

/** A tower of C706 appendix L: interface, transfer syntax, RPC over connections, then the port and the address. */
export function tower(endpoint: Endpoint): Buffer {
  const floors = [
    floor(Buffer.concat([hex('0d'), wire[endpoint.name], le16(1)]), le16(0)),
    floor(Buffer.concat([hex('0d'), wire.ndr, le16(2)]), le16(0)),
    floor(hex('0b'), le16(0)),
    ...('port' in endpoint
      ? [
          floor(hex('07'), Buffer.from([Math.floor(endpoint.port / 256), endpoint.port % 256])),
          floor(hex('09'), hex('0a000005')),
        ]
      : [floor(hex('0f'), Buffer.from(`${endpoint.pipe}\0`)), floor(hex('11'), Buffer.from('DC1\0'))]),
  ];
  return Buffer.concat([le16(floors.length), ...floors]);
}

/** Where a lookup goes on: attributes, and a UUID of the server's choice. */
export const handle = Buffer.concat([le32(0), Buffer.alloc(16, 0x5a)]);
export const noHandle = Buffer.alloc(20);

/** What `ept_lookup` gives back (C706 appendix O): handle, count, entries, their towers, status. */
export function lookupStub(endpoints: readonly Endpoint[], next: Buffer = noHandle, status = 0): Buffer {
  const count = endpoints.length;
  const entries = endpoints.map((_, at) => {
    const annotation = padded(Buffer.concat([Buffer.from('a note'), Buffer.alloc(1)]));
    return Buffer.concat([Buffer.alloc(16), le32(at + 1), le32(0), le32(7), annotation]);
  });
  const towers = endpoints.map((endpoint) => {
    const bytes = tower(endpoint);
    return padded(Buffer.concat([le32(bytes.length), le32(bytes.length), bytes]));
  });
  return Buffer.concat([next, le32(count), le32(100), le32(0), le32(count), ...entries, ...towers, le32(status)]);
}

/** Says of a question whether it is a bind or a call. */
export function isBind(bytes: Buffer): boolean {
  return bytes[2] === 11;
}

/** A mapper that lists these endpoints in one answer. */
export function mapperOf(endpoints: readonly Endpoint[]): (bytes: Buffer) => readonly Buffer[] {
  return (bytes) => (isBind(bytes) ? [bindAck()] : response(lookupStub(endpoints)));
}
