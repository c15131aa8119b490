import { cut } from '../evidence.ts';

/** Whether every byte is a character that text files hold. */
function isText(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || [0x09, 0x0a, 0x0d].includes(byte));
}

/** What else it could be, told by how it begins. */
const services = {
  http: (bytes: Buffer) => bytes.toString('latin1', 0, 5) === 'HTTP/',
  ssh: (bytes: Buffer) => bytes.toString('latin1', 0, 4) === 'SSH-',
  smtp: (bytes: Buffer) => /^220[ -]/.test(bytes.toString('latin1', 0, 4)),
  // A TLS record: alert or handshake, version 3.x.
  tls: (bytes: Buffer) => (bytes[0] === 0x15 || bytes[0] === 0x16) && bytes[1] === 3,
  // An X.224 connection confirm in TPKT.
  rdp: (bytes: Buffer) => bytes[0] === 3 && bytes[1] === 0 && bytes[5] === 0xd0,
  // A BER sequence, its length, then a message id.
  ldap: (bytes: Buffer) => bytes[0] === 0x30 && [2, 3, 4, 6].some((at) => bytes[at] === 0x02 && bytes[at + 1] === 0x01),
  'plain-text': isText,
} as const satisfies Record<string, (bytes: Buffer) => boolean>;

type Service = keyof typeof services;

const order = ['http', 'ssh', 'smtp', 'tls', 'rdp', 'ldap', 'plain-text'] as const satisfies readonly Service[];

/** How much of a strange answer is looked at and shown. */
const shown = 80;

/** The printable start of something that is not the protocol asked for, and what it looks like. */
export function seenIn(bytes: Buffer): { readonly seen: string; readonly looksLike: Service | null } {
  const start = bytes.subarray(0, shown);
  const looksLike = order.find((service) => services[service](start)) ?? null;
  const text = start.toString('latin1');
  return { seen: cut(text.replace(/[^ -~]+/g, '·').trim()), looksLike };
}
