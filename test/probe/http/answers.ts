import type { Listener } from '../ber/listeners.ts';
import { listenTcp } from '../ber/listeners.ts';

/** A response with its length. */
export function response(status: string, fields: readonly string[] = [], body: string | Uint8Array = ''): Buffer {
  const bytes = Buffer.from(body);
  const head = [`HTTP/1.1 ${status}`, ...fields, `Content-Length: ${bytes.length}`].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytes]);
}

/** A web server that answers its first request of each connection with the same bytes and keeps what it was asked. */
export async function listenHttp(
  answer: Uint8Array | string,
  host?: string,
): Promise<Listener & { readonly asked: string[] }> {
  const asked: string[] = [];
  const listener = await listenTcp((socket) => {
    let request = '';
    socket.on('data', (bytes) => {
      const before = request.includes('\r\n\r\n');
      request += bytes.toString('latin1');
      if (before || !request.includes('\r\n\r\n')) return;
      asked.push(request);
      socket.write(answer);
    });
  }, host);
  return { port: listener.port, asked, [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose]() };
}
