/*
 * What a server says of a handshake before it is encrypted: up to TLS 1.2 everything but the last message, in TLS 1.3
 * the ServerHello alone (RFC 5246 sections 6.2 and 7.4, RFC 8446 sections 4 and 5).
 */

/** Types of records. */
export const recordTypes = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;

/** Types of handshake messages. */
export const messageTypes = { serverHello: 2, certificate: 11, certificateRequest: 13, serverHelloDone: 14 } as const;

export interface TlsRecord {
  readonly type: number;
  /** The head that is authenticated with the content, where that is encrypted. */
  readonly head: Buffer;
  readonly content: Buffer;
}

export interface Message {
  readonly type: number;
  readonly body: Buffer;
}

/** Level of an alert. */
const fatal = 2;

const recordHead = 5;
const messageHead = 4;

/** Whether the bytes begin like TLS: a record of version 3.x. Fewer than three bytes are judged by what there is. */
export function isTls(heard: Buffer): boolean {
  const [type = recordTypes.alert, major = 3] = heard;
  return Object.values<number>(recordTypes).includes(type) && major === 3;
}

/** The whole records in the bytes; none where they are not TLS. */
export function readRecords(heard: Buffer): readonly TlsRecord[] {
  const records: TlsRecord[] = [];
  let at = 0;
  while (heard.length - at >= recordHead && isTls(heard.subarray(at))) {
    const end = at + recordHead + heard.readUInt16BE(at + 3);
    if (end > heard.length) break;
    const head = heard.subarray(at, at + recordHead);
    records.push({ type: head[0] ?? 0, head, content: heard.subarray(at + recordHead, end) });
    at = end;
  }
  return records;
}

/** The whole messages in the contents of handshake records, which may be cut anywhere. */
export function readMessages(contents: Buffer): readonly Message[] {
  const messages: Message[] = [];
  let at = 0;
  while (contents.length - at >= messageHead) {
    const end = at + messageHead + contents.readUIntBE(at + 1, 3);
    if (end > contents.length) break;
    messages.push({ type: contents[at] ?? 0, body: contents.subarray(at + messageHead, end) });
    at = end;
  }
  return messages;
}

/** What a server said in the clear. */
export interface Flight {
  readonly messages: readonly Message[];
  /** Number of the fatal alert that it ended with; null where it sent none in the clear. A mere warning ends nothing. */
  readonly alert: number | null;
  /** Version of its ServerHello as the wire has it, `0x0303` for TLS 1.2 and 1.3; null where it sent none. */
  readonly version: number | null;
}

/** Reads what was heard from a server during a handshake. Anything may have been heard. */
export function readFlight(heard: Buffer): Flight {
  const records = readRecords(heard);
  const sealed = records.findIndex(
    ({ type }) => type === recordTypes.changeCipherSpec || type === recordTypes.applicationData,
  );
  const clear = sealed < 0 ? records : records.slice(0, sealed);
  const messages = readMessages(
    Buffer.concat(clear.filter(({ type }) => type === recordTypes.handshake).map(({ content }) => content)),
  );
  const hello = messages.find(({ type }) => type === messageTypes.serverHello)?.body;
  const alert = clear.find(
    ({ type, content }) => type === recordTypes.alert && content.length === 2 && content[0] === fatal,
  )?.content;
  return {
    messages,
    alert: alert?.[1] ?? null,
    version: hello !== undefined && hello.length >= 2 ? hello.readUInt16BE(0) : null,
  };
}
