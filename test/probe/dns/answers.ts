/** A name as RFC 1035 section 3.1 writes it: each label behind its length, and a zero at the end. */
export function nameBytes(name: string): Buffer {
  const labels = name === '.' ? [] : name.split('.');
  return Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.from([Buffer.byteLength(label)]), Buffer.from(label)])),
    Buffer.of(0),
  ]);
}

function uint16(...values: readonly number[]): Buffer {
  return Buffer.from(values.flatMap((value) => [value >> 8, value & 0xff]));
}

/** Types of records by number (RFC 1035 section 3.2.2, RFC 3596, RFC 2782). */
export const types = { A: 1, SOA: 6, AAAA: 28, SRV: 33 } as const;

/** A record of the name that the question has, which starts behind the header: a pointer to byte 12. TTL 600. */
export function record(type: keyof typeof types, data: Uint8Array): Buffer {
  return Buffer.concat([uint16(0xc00c, types[type], 1, 0, 600, data.length), data]);
}

/** The data of an SRV record (RFC 2782). */
export function service(priority: number, weight: number, port: number, target: string): Buffer {
  return Buffer.concat([uint16(priority, weight, port), nameBytes(target)]);
}

/** A message of RFC 1035 section 4.1 with one question and these answers; without a question where there is none. */
export function message(parts: {
  readonly id: number;
  readonly flags: number;
  readonly question: readonly [name: string, type: keyof typeof types] | null;
  readonly answers: readonly Buffer[];
}): Buffer {
  const { id, flags, question, answers } = parts;
  return Buffer.concat([
    uint16(id, flags, question === null ? 0 : 1, answers.length, 0, 0),
    ...(question === null ? [] : [nameBytes(question[0]), uint16(types[question[1]], 1)]),
    ...answers,
  ]);
}

/** The id and the question of a query as it came. */
export function idOf(query: Buffer): number {
  return query.readUInt16BE(0);
}

/** The answer to a query with these flags and records: its own header fields and question are repeated. */
export function answerTo(query: Buffer, flags: number, answers: readonly Buffer[]): Buffer {
  return Buffer.concat([uint16(idOf(query), flags, 1, answers.length, 0, 0), query.subarray(12), ...answers]);
}

/** A message as it travels over TCP, behind two bytes of length. */
export function overTcp(bytes: Buffer): Buffer {
  return Buffer.concat([uint16(bytes.length), bytes]);
}
