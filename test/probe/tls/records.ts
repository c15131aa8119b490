/*
 * Records and messages of a TLS handshake as RFC 5246 sections 6.2 and 7.4 write them, for servers that no library
 * would play.
 */

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}

/** A handshake record of TLS 1.2 around messages, whole or in part. */
export function handshakeRecord(...messages: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(messages);
  return Buffer.concat([Buffer.from([22, 3, 3]), uint16(content.length), content]);
}

/** A fatal alert. */
export function alertRecord(alert: number): Buffer {
  return Buffer.from([21, 3, 3, 0, 2, 2, alert]);
}

export function message(type: number, body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([type, 0]), uint16(body.length), body]);
}

/** Type 2: version, 32 bytes, no session, TLS_RSA_WITH_AES_128_CBC_SHA, no compression. */
export function serverHello(version: number): Buffer {
  return message(2, Buffer.concat([uint16(version), Buffer.alloc(32, 7), Buffer.from([0, 0x00, 0x2f, 0])]));
}

/** Type 13: certificates of RSA and ECDSA, one signature algorithm, the names. */
export function certificateRequest(names: readonly Buffer[]): Buffer {
  const list = Buffer.concat(names.map((name) => Buffer.concat([uint16(name.length), name])));
  return message(13, Buffer.concat([Buffer.from([2, 1, 64, 0, 2, 4, 3]), uint16(list.length), list]));
}
