import { type Answer, decode, encode, RECURSION_DESIRED } from 'dns-packet';
import { cut, cutList, type EvidenceOf } from '../evidence.ts';

/** What a DNS server is asked. */
export interface Question {
  /** 0 to 65535; the answer repeats it. */
  readonly id: number;
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'SRV' | 'SOA';
}

/** The query as it travels in a datagram (RFC 1035 section 4.1); TCP puts two bytes of length before it. */
export function writeQuery({ id, name, type }: Question): Buffer {
  return encode({ type: 'query', id, flags: RECURSION_DESIRED, questions: [{ name, type, class: 'IN' }] });
}

/** RFC 1035 section 4.1.1; twelve bytes, and no message is shorter. */
export const headerLength = 12;

/** Names of RFC 1035 section 4.1.1 and RFC 2136 section 2.2, by number. */
const rcodes = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSET',
  'NOTAUTH',
  'NOTZONE',
] as const;

const bits = { response: 0x8000, opcode: 0x7800, authoritative: 0x0400, truncated: 0x0200, rcode: 0x000f } as const;

/** Whether bytes can begin the answer to a query with this id: it has the id, is a response, and to a plain query. */
export function beginsAnswer(bytes: Buffer, id: number): boolean {
  return bytes.readUInt16BE(0) === id && (bytes.readUInt16BE(2) & (bits.response | bits.opcode)) === bits.response;
}

interface Records {
  readonly questions: readonly { readonly name: string; readonly type: string }[];
  readonly answers: readonly Answer[];
}

/** The records behind the header; null where they cannot be read. */
function recordsOf(bytes: Buffer): Records | null {
  try {
    const { questions = [], answers = [] } = decode(bytes);
    return { questions, answers };
  } catch {
    return null;
  }
}

/** Names are compared without regard to case or to the dot at the end (RFC 4343). */
function isSame(one: string, other: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/\.$/, '');
  return plain(one) === plain(other);
}

function addressesOf(answers: readonly Answer[]): string[] {
  return answers.flatMap((answer) => (answer.type === 'A' || answer.type === 'AAAA' ? [answer.data] : []));
}

/** A name from a record, printable: its labels may hold any bytes. */
function printable(name: string): string {
  return cut(name.replace(/[^ -~]+/g, '·'));
}

function servicesOf(answers: readonly Answer[]): EvidenceOf<'dns'>['services'] {
  return answers.flatMap((answer) => {
    if (answer.type !== 'SRV') return [];
    const { target, port, priority = 0, weight = 0 } = answer.data;
    return [{ host: printable(target), port, priority, weight }];
  });
}

/**
 * Reads the answer to a question; null where it is none. Any response code is an answer. A server that refuses may leave
 * the question out, and one that had to truncate may stop in the middle of a record; nobody else may do either.
 */
export function readAnswer(bytes: Buffer, { id, name, type }: Question): EvidenceOf<'dns'> | null {
  if (bytes.length < headerLength || !beginsAnswer(bytes, id)) return null;
  const flags = bytes.readUInt16BE(2);
  const truncated = (flags & bits.truncated) !== 0;
  const code = flags & bits.rcode;
  const records = recordsOf(bytes) ?? (truncated ? { questions: [], answers: [] } : null);
  if (records === null) return null;
  const [asked] = records.questions;
  if (asked === undefined ? code === 0 && !truncated : !isSame(asked.name, name) || asked.type !== type) return null;
  return {
    kind: 'dns',
    question: name,
    type,
    rcode: rcodes[code] ?? `RCODE ${code}`,
    addresses: cutList(addressesOf(records.answers)),
    services: cutList(servicesOf(records.answers)),
    authoritative: (flags & bits.authoritative) !== 0,
    truncated,
  };
}
