/** A fault of .NET message framing ([MC-NMF] section 2.2.5) for a service that has no such endpoint. */
export const notFound = 'http://schemas.microsoft.com/ws/2006/05/framing/faults/EndpointNotFound';

/** A fault record with fewer than 128 bytes of text. */
export function fault(text: string): Buffer {
  return Buffer.concat([Buffer.of(0x08, Buffer.byteLength(text)), Buffer.from(text)]);
}
